import { Text } from '@mantine/core';
import { useCallback } from 'react';
import { Chart } from '../../charts/chart.js';
import type { ChartColors } from '../../charts/colors.js';
import { rocOption, type RocPoint } from '../../charts/options.js';
import { formatNumber } from '../../format/number.js';

interface Props {
  readonly points: readonly RocPoint[];
  readonly auc: number | null;
}

export function RocChart({ points, auc }: Props) {
  const option = useCallback((colors: ChartColors) => rocOption(points, colors), [points]);
  const area = auc === null ? '' : ` The area under it (AUC) is ${formatNumber(auc)}.`;
  return (
    <>
      <Chart option={option} label={`ROC curve.${area}`} />
      <Text size="sm" c="dimmed">
        {area} The dashed line is random guessing; the closer the curve is to the upper left, the better.
      </Text>
    </>
  );
}
