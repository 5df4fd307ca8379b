import { useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { DARK, LIGHT } from './colors.js';
import { drawChart, type ChartSpec } from './draw-chart.js';

/** Pixels: the place of a chart is held before it is drawn. */
const HEIGHT = 320;

interface Props {
  /** What the picture shows, for readers who do not see it. */
  readonly label: string;
  readonly chart: ChartSpec;
  /** Pixels. */
  readonly height?: number;
}

/** A chart in the colours of the page, as wide as its place. */
export function Chart({ label, chart, height = HEIGHT }: Props) {
  const scheme = useComputedColorScheme('light');
  const { ref, width } = useElementSize<HTMLDivElement>();
  const svg = width > 0 ? drawChart(chart, scheme === 'dark' ? DARK : LIGHT, Math.floor(width), height) : '';
  return (
    <div
      ref={ref}
      role="img"
      aria-label={label}
      style={{ width: '100%', height, overflow: 'hidden' }}
      // Drawn from numbers, and from names that are escaped.
      dangerouslySetInnerHTML={{ __html: svg }}
    />
  );
}
