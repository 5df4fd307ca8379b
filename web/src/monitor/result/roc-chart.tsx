import { Text } from '@mantine/core';
import { Chart } from '../../charts/chart.js';
import { rocChart, type RocPoint } from '../../charts/specs.js';
import { formatNumber } from '../../format/number.js';

interface Props {
  readonly points: readonly RocPoint[];
  readonly auc: number | null;
}

export function RocChart({ points, auc }: Props) {
  const area = auc === null ? '' : ` The area under it (AUC) is ${formatNumber(auc)}.`;
  return (
    <>
      <Chart chart={rocChart(points)} label={`ROC curve.${area}`} />
      <Text size="sm" c="dimmed">
        {area} The dashed line is random guessing; the closer the curve is to the upper left, the better.
      </Text>
    </>
  );
}
