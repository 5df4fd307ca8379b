import { Alert } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { ALGORITHM_NAMES } from '../../format/names.js';
import { Loading } from '../../ui/loading.js';
import { Section } from '../../ui/section.js';
import { ConfusionMatrix } from '../confusion-matrix.js';
import { ImportanceList } from '../importance-list.js';
import { MetricList } from '../metric-list.js';
import type { WholeTask } from '../use-task.js';
import { ResultDownloads } from './result-downloads.js';

// The chart library is loaded by the results that are drawn with it.
const RocChart = lazy(async () => ({ default: (await import('./roc-chart.js')).RocChart }));
const RegressionCharts = lazy(async () => ({
  default: (await import('./regression-charts.js')).RegressionCharts,
}));

/** What a DONE task has come to: its leader, and how good it is. */
export function TaskResult({ task }: { readonly task: WholeTask }) {
  const { modelDetails, problemType } = task;
  if (!modelDetails) return null;
  const { algorithm, metrics, escalated, confusionMatrix, rocCurve, holdout, variableImportance } =
    modelDetails;
  return (
    <Suspense fallback={<Loading what="Drawing the charts…" />}>
      <Section
        title={`The leader: ${ALGORITHM_NAMES[algorithm]}`}
        hint="Judged by cross-validation."
        actions={<ResultDownloads task={task} />}
      >
        {escalated && (
          <Alert color="gray" icon={<IconInfoCircle />}>
            The best of the first models missed the quality bar, so deep learning was tried too.
          </Alert>
        )}
        <MetricList metrics={metrics} problemType={problemType ?? null} />
      </Section>
      {confusionMatrix && (
        <Section title="Confusion matrix" hint="Where its answers are right, and what it takes for what.">
          <ConfusionMatrix matrix={confusionMatrix} />
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
        <Section
          title="Predictions and truth"
          hint="Each row as it was predicted while the model was not shown it."
        >
          <RegressionCharts pairs={holdout} />
        </Section>
      )}
      <Section
        title="Variable importance"
        hint="How much each column moves the answer, beside the most important."
      >
        <ImportanceList importance={variableImportance} />
      </Section>
    </Suspense>
  );
}
