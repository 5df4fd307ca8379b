import { Alert } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { ALGORITHM_NAMES } from '../../format/names.js';
import { FindingList } from '../../findings/finding-list.js';
import { Section } from '../../ui/section.js';
import { Confusions } from '../classes/confusions.js';
import { ImportanceList } from '../importance-list.js';
import { MetricList } from '../metric-list.js';
import type { WholeTask } from '../use-task.js';
import { Verdict } from './verdict.js';
import { RegressionCharts } from './regression-charts.js';
import { RocChart } from './roc-chart.js';
import { RowsUsed } from './rows-used.js';
import { describeThreshold } from './describe-threshold.js';
import { ResultDownloads } from './result-downloads.js';

/** What a DONE task has come to: its leader, and how good it is. */
export function TaskResult({ task }: { readonly task: WholeTask }) {
  const { modelDetails, problemType } = task;
  if (!modelDetails) return null;
  const { algorithm, metrics, escalated, confusionMatrix, rocCurve, holdout, variableImportance } =
    modelDetails;
  return (
    <>
      <Section
        title={`Best model: ${ALGORITHM_NAMES[algorithm]}`}
        hint="Scores from cross-validation: each row is predicted by a model that has not seen it."
        actions={<ResultDownloads task={task} />}
      >
        {escalated && (
          <Alert color="gray" icon={<IconInfoCircle />}>
            The first models missed the quality bar, so deep learning was tried too.
          </Alert>
        )}
        <Verdict verdict={modelDetails.verdict} skill={modelDetails.skill ?? null} />
        <FindingList findings={task.findings} />
        <RowsUsed task={task} />
        <MetricList metrics={metrics} baseline={task.baseline ?? null} problemType={problemType ?? null} />
      </Section>
      {confusionMatrix && (
        <Section
          title="Confusion matrix"
          hint={`Which classes it gets right, and which it confuses.${describeThreshold(modelDetails)}`}
        >
          <Confusions matrix={confusionMatrix} />
        </Section>
      )}
      {rocCurve && (
        <Section
          title="ROC curve"
          hint="What share of each class is caught, for every threshold there could be."
        >
          <RocChart points={rocCurve} auc={metrics.auc ?? null} />
        </Section>
      )}
      {holdout && holdout.length > 0 && (
        <Section title="Predicted vs. actual" hint="Each row predicted by a model that has not seen it.">
          <RegressionCharts pairs={holdout} />
        </Section>
      )}
      <Section title="Variable importance" hint="Influence on predictions, relative to the strongest column.">
        <ImportanceList importance={variableImportance} />
      </Section>
    </>
  );
}
