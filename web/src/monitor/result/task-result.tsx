import { Alert } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { ALGORITHM_NAMES } from '../../format/names.js';
import { Section } from '../../ui/section.js';
import { ConfusionMatrix } from '../confusion-matrix.js';
import { ImportanceList } from '../importance-list.js';
import { MetricList } from '../metric-list.js';
import type { WholeTask } from '../use-task.js';

/** What a DONE task has come to: its leader, and how good it is. */
export function TaskResult({ task: { modelDetails, problemType } }: { readonly task: WholeTask }) {
  if (!modelDetails) return null;
  const { algorithm, metrics, escalated, confusionMatrix, variableImportance } = modelDetails;
  return (
    <>
      <Section title={`The leader: ${ALGORITHM_NAMES[algorithm]}`} hint="Judged by cross-validation.">
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
      <Section
        title="Variable importance"
        hint="How much each column moves the answer, beside the most important."
      >
        <ImportanceList importance={variableImportance} />
      </Section>
    </>
  );
}
