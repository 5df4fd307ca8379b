import { Stack, Text } from '@mantine/core';
import { FindingList } from '../findings/finding-list.js';
import { formatShare, plural } from '../format/number.js';
import type { EvaluatedFragment, ProblemType } from '../gql/graphql.js';
import { Confusions } from '../monitor/classes/confusions.js';
import { MetricList } from '../task/metric-list.js';
import { RegressionCharts } from './regression-charts.js';
import { Section } from '../ui/section.js';
import { ThresholdCurves } from './threshold-curves.js';
import { describeHundred, describePrecisionRecall } from './threshold-words.js';

interface Props {
  readonly title: string;
  readonly hint: string;
  readonly evaluation: EvaluatedFragment;
  readonly problemType: ProblemType;
}

/** How a model does on rows whose target is known: all figures, beside those of no model, and what to think of them. */
export function EvaluationSection({ title, hint, evaluation, problemType }: Props) {
  const { metrics, baseline, skill, findings, confusionMatrix, pairs, thresholds, threshold } = evaluation;
  const positive = problemType === 'BINARY' ? confusionMatrix?.labels[1] : undefined;
  const here = thresholds.find((point) => point.threshold === threshold);
  return (
    <Section title={title} hint={`${plural(evaluation.rows, 'row')} compared. ${hint}`}>
      {skill != null && (
        <Text size="lg" fw={600} role="status">
          {describeSkill(skill)}
        </Text>
      )}
      <FindingList findings={findings} />
      <MetricList metrics={metrics} baseline={baseline} problemType={problemType} />
      {confusionMatrix && <Confusions matrix={confusionMatrix} />}
      {positive !== undefined && here && (
        <Stack gap="xs">
          <Text>
            {describePrecisionRecall(here, positive)} {describeHundred(here, positive)}
          </Text>
        </Stack>
      )}
      {positive !== undefined && thresholds.length > 0 && (
        <ThresholdCurves
          points={thresholds}
          here={here}
          positive={positive}
          calibration={evaluation.calibration ?? []}
          rocCurve={evaluation.rocCurve ?? null}
          auc={metrics.auc ?? null}
        />
      )}
      {pairs && pairs.length > 0 && <RegressionCharts pairs={pairs} />}
    </Section>
  );
}

/** Share of the loss of no model that is removed, in words. */
function describeSkill(skill: number): string {
  if (skill <= 0) return 'On these rows the model is no better than no model at all.';
  return `On these rows the model removes ${formatShare(skill)} of the loss of no model (skill).`;
}
