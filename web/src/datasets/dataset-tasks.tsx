import { Button, Center, Stack } from '@mantine/core';
import { Link } from 'react-router';
import { formatCount, plural } from '../format/number.js';
import { CompareButton } from '../monitor/list/compare-button.js';
import { TaskRow } from '../monitor/list/task-row.js';
import { useComparison } from '../monitor/list/use-comparison.js';
import { EmptyState } from '../ui/empty-state.js';
import { ErrorAlert } from '../ui/error-alert.js';
import { Loading } from '../ui/loading.js';
import { Section } from '../ui/section.js';
import { useDatasetTasks } from './use-dataset-tasks.js';

/** What was trained on a dataset. */
export function DatasetTasks({ datasetId }: { readonly datasetId: string }) {
  const { tasks, totalCount, error, refetch, loadMore } = useDatasetTasks(datasetId);
  const comparison = useComparison();
  return (
    <Section
      title="Tasks trained on it"
      hint={tasks && tasks.length > 0 ? plural(totalCount, 'task') : undefined}
      actions={totalCount > 1 ? <CompareButton chosen={comparison.chosen} /> : undefined}
    >
      {error && !tasks && (
        <ErrorAlert title="The tasks could not be listed" error={error} onRetry={refetch} />
      )}
      {!tasks && !error && <Loading what="Loading tasks…" />}
      {tasks?.length === 0 && (
        <EmptyState title="Nothing trained yet" hint="Choose a column to predict, and train.">
          <Button component={Link} to={`/train/${datasetId}`} variant="default">
            Train on it
          </Button>
        </EmptyState>
      )}
      {tasks && tasks.length > 0 && (
        <Stack component="ul" aria-label="Tasks" gap={0} m={0} p={0} style={{ listStyle: 'none' }}>
          {tasks.map((task) => (
            <TaskRow key={task.id} task={task} comparison={comparison} />
          ))}
        </Stack>
      )}
      {tasks && loadMore && (
        <Center>
          <Button variant="default" onClick={loadMore}>
            Show more ({formatCount(totalCount - tasks.length)} left)
          </Button>
        </Center>
      )}
    </Section>
  );
}
