import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { DARK, LIGHT, type ChartColors } from './colors.js';
import { CHART_HEIGHT } from './chart-space.js';
import { drawInto, type ChartOption } from './echarts.js';

interface Props {
  /** What the picture shows, for who does not see it. */
  readonly label: string;
  readonly option: (colors: ChartColors) => ChartOption;
}

/** A chart in the colours of the page. */
export function Chart({ label, option }: Props) {
  const scheme = useComputedColorScheme('light');
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (element.current) return drawInto(element.current, option(scheme === 'dark' ? DARK : LIGHT));
    return undefined;
  }, [option, scheme]);
  return <div ref={element} role="img" aria-label={label} style={{ width: '100%', height: CHART_HEIGHT }} />;
}
