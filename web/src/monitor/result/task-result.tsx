import { Alert } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { ALGORITHM_NAMES } from '../../format/names.js';
import { FindingList } from '../../findings/finding-list.js';
import { useTaskRemedies } from '../../train/use-task-remedies.js';
import { Section } from '../../ui/section.js';
import { Confusions } from '../classes/confusions.js';
import { DecideSection } from '../decide/decide-section.js';
import { ExplainSection } from '../explain/explain-section.js';
import { MetricList } from '../../task/metric-list.js';
import type { WholeTask } from '../../task/use-task.js';
import { scoredRows } from '../../task/scored-rows.js';
import { TestSection } from './test-section.js';
import { Verdict } from './verdict.js';
import { RegressionCharts } from '../../evaluation/regression-charts.js';
import { RowsUsed } from './rows-used.js';

/** What a DONE task has come to: what its best model is worth, how to use it, and what it goes by. */
export function TaskResult({ task }: { readonly task: WholeTask }) {
  const { modelDetails: model, problemType } = task;
  const remediesOf = useTaskRemedies(task);
  if (!model) return null;
  const { confusionMatrix, holdout } = model;
  const isFolded = task.leader?.spread != null;
  return (
    <>
      <Section
        title={`Best model: ${ALGORITHM_NAMES[model.algorithm]}`}
        hint={`Scores ${scoredRows(task)}${isFolded ? ': each row is predicted by a model that has not seen it' : ''}.`}
      >
        <Verdict verdict={model.verdict} skill={model.skill ?? null} />
        {model.escalated && (
          <Alert color="gray" icon={<IconInfoCircle />}>
            The first models missed the quality bar, so deep learning was tried too.
          </Alert>
        )}
        <FindingList findings={task.findings} remediesOf={remediesOf} />
        <RowsUsed task={task} />
        <MetricList
          metrics={model.metrics}
          baseline={task.baseline ?? null}
          problemType={problemType ?? null}
        />
      </Section>
      {problemType === 'BINARY' && <DecideSection task={task} model={model} />}
      {problemType === 'MULTICLASS' && confusionMatrix && (
        <Section title="Classes" hint="Which classes it gets right, and which it confuses.">
          <Confusions matrix={confusionMatrix} />
        </Section>
      )}
      {holdout && holdout.length > 0 && (
        <Section title="Predicted vs. actual" hint="Each row predicted by a model that has not seen it.">
          <RegressionCharts pairs={holdout} />
        </Section>
      )}
      {problemType && <TestSection taskId={task.id} problemType={problemType} />}
      <ExplainSection taskId={task.id} problemType={problemType ?? null} />
    </>
  );
}
