import { SimpleGrid, Text } from '@mantine/core';
import { useState } from 'react';
import type { ImportanceRows, ProblemType } from '../../gql/graphql.js';
import { ErrorAlert } from '../../ui/error-alert.js';
import { Loading } from '../../ui/loading.js';
import { Section } from '../../ui/section.js';
import { DependencePanel } from './dependence-panel.js';
import classes from './explain-section.module.css';
import { ImportanceList } from './importance-list.js';
import { useContributionSummary, useImportance } from './use-explanations.js';

interface Props {
  readonly taskId: string;
  readonly problemType: ProblemType | null;
}

const MEASURED_ON: Record<ImportanceRows, string> = {
  TEST: 'Measured on the test rows, which no model saw.',
  HELD_OUT: 'Measured on the validation rows, which the model did not learn from.',
  OUT_OF_FOLD: 'Measured in the cross-validation: each row by a model that was not shown it.',
  SAMPLE: 'Measured on rows that the model learned from: a column that it memorized looks better than it is.',
};

/** Which columns the model needs, and what the prediction does as one of them changes. */
export function ExplainSection({ taskId, problemType }: Props) {
  const { details, error, refetch } = useImportance(taskId);
  const effects = useContributionSummary(taskId);
  const [chosen, setChosen] = useState<string | null>(null);
  const importance = details?.importance ?? [];
  const column = chosen ?? importance[0]?.column;
  const loss = problemType === 'REGRESSION' ? 'squared error' : 'logloss';
  return (
    <Section
      title="Explain"
      hint="Which columns the model needs, and what the prediction does as one of them changes. Choose a column to see it."
    >
      {error && <ErrorAlert title="The importance could not be loaded" error={error} onRetry={refetch} />}
      <div className={classes['place']}>
        {!details && !error && <Loading what="Measuring what each column is worth…" />}
        {details && column === undefined && (
          <Text c="dimmed">
            Only the engine can score this model, and it does not say what the columns are worth.
          </Text>
        )}
        {details && column !== undefined && (
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
            <div>
              <ImportanceList
                importance={importance}
                loss={loss}
                effects={effects}
                chosen={column}
                onChoose={setChosen}
              />
              {details.importanceRows && (
                <Text size="sm" c="dimmed" mt="xs">
                  {MEASURED_ON[details.importanceRows]}
                </Text>
              )}
            </div>
            <DependencePanel
              taskId={taskId}
              column={column}
              type={details.signature?.columns.find(({ name }) => name === column)?.type ?? 'NUMERIC'}
            />
          </SimpleGrid>
        )}
      </div>
    </Section>
  );
}
