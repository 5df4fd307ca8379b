import type { ChartSpec } from './draw-chart.js';
import { rocChart, type RocPoint } from './specs.js';

/** Colours of series, told apart by readers who see fewer colours too; every second line is dashed as well. */
export const SERIES: Readonly<Record<'light' | 'dark', readonly string[]>> = {
  light: ['#107fa0', '#b35900', '#5f3dc4', '#2b8a3e', '#c2255c'],
  dark: ['#49a5c3', '#ffb454', '#b197fc', '#69db7c', '#faa2c1'],
};

/** Several ROC curves over each other, beside the diagonal of random guessing. */
export function rocCurves(curves: readonly (readonly RocPoint[])[], scheme: 'light' | 'dark'): ChartSpec {
  const { x, y, guide } = rocChart([]);
  return {
    ...{ x, y },
    ...(guide && { guide }),
    lines: curves.map((points, index) => ({
      points: rocChart(points).line ?? [],
      color: SERIES[scheme][index % SERIES[scheme].length] ?? '',
      isDashed: index % 2 === 1,
    })),
  };
}
