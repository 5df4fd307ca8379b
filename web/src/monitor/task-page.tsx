import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { Link, useParams } from 'react-router';
import { hasEnded } from '../format/names.js';
import { EmptyState } from '../ui/empty-state.js';
import { ErrorAlert } from '../ui/error-alert.js';
import { Loading } from '../ui/loading.js';
import { Page } from '../ui/page.js';
import { Leaderboard } from './leaderboard.js';
import { ProgressSection } from './progress-section.js';
import { StatusBadge } from './status-badge.js';
import { TaskActions } from './task-actions.js';
import { TaskFacts } from './task-facts.js';
import { useTask } from './use-task.js';

/** Charts come with it, so it is loaded when there is something to draw. */
const TaskResult = lazy(async () => ({ default: (await import('./result/task-result.js')).TaskResult }));

export function TaskPage() {
  const { taskId = '' } = useParams();
  const { task, error, refetch } = useTask(taskId);
  if (task === undefined) {
    return (
      <Page title="Task">
        {error ? (
          <ErrorAlert title="The task could not be read" error={error} onRetry={refetch} />
        ) : (
          <Loading what="Asking for the task…" />
        )}
      </Page>
    );
  }
  if (task === null) {
    return (
      <Page title="Task">
        <EmptyState title="This task is not here" hint="It was deleted, or its address is not whole.">
          <Button component={Link} to="/tasks">
            All tasks
          </Button>
        </EmptyState>
      </Page>
    );
  }
  const { fileName, target, status, notes, problemType, leaderboard } = task;
  return (
    <Page
      title={target == null ? fileName : `${fileName} → ${target}`}
      subtitle={
        <Group gap="xs">
          <StatusBadge status={status} />
          <Text size="sm" c="dimmed">
            {task.id}
          </Text>
        </Group>
      }
      actions={<TaskActions task={task} />}
    >
      {task.error && (
        <Alert role="alert" color="red" icon={<IconAlertTriangle />} title="The training failed">
          <Stack gap="xs">
            <Text size="sm">{task.error.message}</Text>
            <Text size="sm" c="dimmed">
              {adviceFor(task.error.code)} ({task.error.code})
            </Text>
          </Stack>
        </Alert>
      )}
      {status === 'CANCELLED' && (
        <Alert color="gray" icon={<IconInfoCircle />}>
          The task was cancelled. It can be tried again; it then goes to the end of the line.
        </Alert>
      )}
      {notes.length > 0 && (
        <Alert color="yellow" icon={<IconInfoCircle />} title="Good to know">
          <List size="sm">
            {notes.map((note) => (
              <List.Item key={note}>{note}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      {!hasEnded(status) && <ProgressSection task={task} />}
      {status === 'DONE' && (
        <Suspense fallback={<Loading what="Drawing the result…" />}>
          <TaskResult task={task} />
        </Suspense>
      )}
      {(leaderboard.length > 0 || !hasEnded(status)) && (
        <Leaderboard entries={leaderboard} problemType={problemType ?? null} hasEnded={hasEnded(status)} />
      )}
      <TaskFacts task={task} />
    </Page>
  );
}

function adviceFor(code: string): string {
  if (code === 'ENGINE_LOST') {
    return 'Give the engine more memory (H2O_MEMORY) or the task fewer rows, then try again.';
  }
  if (code === 'INTERNAL_SERVER_ERROR') return 'This is a fault of the service; the log holds the details.';
  return 'Change the options or the table, and train again.';
}
