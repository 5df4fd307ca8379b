import { formatCellTime } from '../format/cell-time.js';
import { formatShare } from '../format/number.js';
import type { ChartSpec } from './draw-chart.js';
import { axis } from './specs.js';

/**
 * The mean prediction by the value of a column of numbers or times, with the rows that have such values.
 * @param label the class whose probability it is; null for a number
 */
export function dependenceChart(
  column: string,
  type: string,
  means: readonly { readonly value: string; readonly mean: number; readonly rows: number }[],
  label: string | null,
): ChartSpec {
  const isTime = type === 'TIME';
  const points = means
    .map(({ value, mean, rows }) => ({ x: isTime ? Date.parse(value) : Number(value), mean, rows }))
    .filter(({ x }) => Number.isFinite(x));
  const y = axis(
    label === null ? 'Mean prediction' : `Mean probability of ${label}`,
    points.map(({ mean }) => mean),
  );
  // Room for the bars at the foot.
  const low = y.min - 0.3 * (y.max - y.min);
  return {
    x: {
      ...axis(
        column,
        points.map(({ x }) => x),
      ),
      ...(isTime && { format: (ms: number) => formatCellTime(ms).slice(0, 10) }),
    },
    y: {
      ...y,
      min: label === null ? low : Math.max(0, low),
      ...(label !== null && { format: formatShare }),
    },
    line: points.map(({ x, mean }) => [x, mean]),
    dots: points.map(({ x, mean }) => [x, mean]),
    density: histogramOf(points),
  };
}

/** Bars at the foot of a chart. */
const BARS = 40;

/**
 * How many rows there are along the axis: those of a point lie anywhere between the middles to its neighbours.
 * @param points ascending
 */
function histogramOf(
  points: readonly { readonly x: number; readonly rows: number }[],
): readonly (readonly [x: number, rows: number])[] {
  const [from, to] = [points[0]?.x ?? 0, points.at(-1)?.x ?? 0];
  const width = (to - from) / BARS;
  if (!(width > 0)) return points.map(({ x, rows }) => [x, rows]);
  const places = points.map(({ x, rows }, at) => {
    // The ends reach as far out as in.
    const before = points[at - 1]?.x ?? 2 * x - (points[at + 1]?.x ?? x);
    const after = points[at + 1]?.x ?? 2 * x - (points[at - 1]?.x ?? x);
    const [low, high] = [(x + before) / 2, (x + after) / 2];
    return { low, high, perUnit: rows / (high - low) };
  });
  return Array.from({ length: BARS }, (_, bar) => {
    const left = from + bar * width;
    const rows = places.reduce(
      (sum, { low, high, perUnit }) =>
        sum + perUnit * Math.max(0, Math.min(high, left + width) - Math.max(low, left)),
      0,
    );
    return [left + width / 2, rows];
  });
}
