import { SimpleGrid, Stack, Tabs, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Chart } from '../charts/chart.js';
import type { ChartSpec } from '../charts/draw-chart.js';
import { rocChart, type RocPoint } from '../charts/specs.js';
import { calibrationChart, gainsChart, positiveShare, precisionRecallChart } from './threshold-charts.js';
import { formatNumber, formatShare } from '../format/number.js';
import type { CalibrationBin, ThresholdPoint } from './fragment.js';
import { describeGains, describePrecisionRecall, judgeCalibration } from './threshold-words.js';

interface Props {
  readonly points: readonly ThresholdPoint[];
  /** The threshold that is looked at. */
  readonly here: ThresholdPoint | undefined;
  readonly positive: string;
  readonly calibration: readonly CalibrationBin[];
  readonly rocCurve: readonly RocPoint[] | null;
  readonly auc: number | null;
}

/** What a model of two classes can do at all thresholds, a chart at a time, each with a sentence on what it shows. */
export function ThresholdCurves({ points, here, positive, calibration, rocCurve, auc }: Props) {
  const judged = judgeCalibration(calibration, positive);
  const area = auc === null ? '' : `The area under it (AUC) is ${formatNumber(auc)}. `;
  return (
    <Tabs defaultValue="precision" keepMounted={false}>
      <Tabs.List mb="sm">
        <Tabs.Tab value="precision">Precision and recall</Tabs.Tab>
        <Tabs.Tab value="gains">Gains</Tabs.Tab>
        <Tabs.Tab value="calibration">Calibration</Tabs.Tab>
        {rocCurve && <Tabs.Tab value="roc">ROC curve</Tabs.Tab>}
      </Tabs.List>
      <Panel
        value="precision"
        label="Precision by recall"
        chart={precisionRecallChart(points, here)}
        sentence={here ? describePrecisionRecall(here, positive) : ''}
      >
        The higher the curve, the better. The dashed line is random guessing:{' '}
        {formatShare(positiveShare(points))} of all rows are “{positive}”. The dot is the threshold.
      </Panel>
      <Panel
        value="gains"
        label="Gains: share of the class found by share of rows looked at"
        chart={gainsChart(points, here)}
        sentence={describeGains(points, positive)}
      >
        Read it to decide how many rows to act on. The dashed line is a random order; the dot is the
        threshold.
      </Panel>
      <Panel
        value="calibration"
        label="Calibration: share that is so by predicted probability"
        chart={calibrationChart(calibration)}
        sentence={judged?.sentence ?? 'Whether the probabilities are shares is not known for this model.'}
      >
        Each dot is a tenth of the rows. On the dashed line a probability of 30% means that 30% are so.
      </Panel>
      {rocCurve && (
        <Panel
          value="roc"
          label={`ROC curve. ${area}`}
          chart={rocChart(rocCurve)}
          sentence={`${area}That is how often a “${positive}” row scores above another.`}
        >
          What share of each class is called “{positive}” at every threshold. The dashed line is random
          guessing; the closer the curve is to the upper left, the better.
        </Panel>
      )}
    </Tabs>
  );
}

function Panel({
  value,
  label,
  chart,
  sentence,
  children,
}: {
  readonly value: string;
  readonly label: string;
  readonly chart: ChartSpec;
  readonly sentence: string;
  readonly children: ReactNode;
}) {
  return (
    <Tabs.Panel value={value}>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <Chart chart={chart} label={`${label} ${sentence}`} height={235} />
        <Stack gap="xs" justify="center" maw={520}>
          <Text fw={600}>{sentence}</Text>
          <Text size="sm" c="dimmed">
            {children}
          </Text>
        </Stack>
      </SimpleGrid>
    </Tabs.Panel>
  );
}
