import '../ui/more-styles.css';
import { Alert, Button, Group, List, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { inPageWords } from '../format/api-words.js';
import { FindingList } from '../findings/finding-list.js';
import { hasEnded, STATUS_NAMES } from '../format/names.js';
import { formatShare } from '../format/number.js';
import { taskSubject, taskTitle } from '../format/task-title.js';
import { CodeSection } from '../code/code-section.js';
import { EmptyState } from '../ui/empty-state.js';
import { ErrorAlert } from '../ui/error-alert.js';
import { Loading } from '../ui/loading.js';
import { Page } from '../ui/page.js';
import { TaskDescription } from './about/task-description.js';
import { FailureAlert } from './failure/failure-alert.js';
import { Leaderboard } from './leaderboard.js';
import { ResultDownloads } from './result/result-downloads.js';
import { TaskResult } from './result/task-result.js';
import { ProgressSection } from './progress-section.js';
import { scoredRows } from '../task/scored-rows.js';
import { StatusBadge } from '../task/status-badge.js';
import { TaskActions } from './task-actions.js';
import { TaskFacts } from './task-facts.js';
import { useTask } from '../task/use-task.js';

export function TaskPage() {
  const { taskId = '' } = useParams();
  const { task, error, refetch } = useTask(taskId);
  if (task === undefined) {
    return (
      <Page title="Task">
        {error ? (
          <ErrorAlert title="The task could not be read" error={error} onRetry={refetch} />
        ) : (
          <Loading what="Loading the task…" />
        )}
      </Page>
    );
  }
  if (task === null) {
    return (
      <Page title="Task">
        <EmptyState title="Task not found" hint="It was deleted, or the link is incomplete.">
          <Button component={Link} to="/tasks">
            All tasks
          </Button>
        </EmptyState>
      </Page>
    );
  }
  const { status, notes, findings, problemType, leaderboard, progress } = task;
  const otherNotes = notes.filter((note) => findings.every(({ message }) => message !== note));
  const title = taskTitle(task);
  return (
    <Page
      title={title}
      tabTitle={
        status === 'IN_PROGRESS' ? `${formatShare(progress)} ${title}` : `${STATUS_NAMES[status]}: ${title}`
      }
      subtitle={
        <Group gap="xs">
          <StatusBadge status={status} />
          <Text size="sm" c="dimmed">
            {task.name == null ? '' : `${taskSubject(task)} · `}
            {task.id}
          </Text>
        </Group>
      }
      actions={<TaskActions task={task} />}
    >
      <TaskDescription task={task} />
      {task.error && <FailureAlert task={task} />}
      {status === 'CANCELLED' && (
        <Alert color="gray" icon={<IconInfoCircle />}>
          The task was cancelled. Trained again, it goes to the end of the queue.
        </Alert>
      )}
      {status !== 'DONE' && <FindingList findings={findings} />}
      {status !== 'DONE' && <Notes notes={otherNotes} />}
      {!hasEnded(status) && <ProgressSection task={task} />}
      {status === 'DONE' && <TaskResult task={task} />}
      {(leaderboard.length > 0 || !hasEnded(status)) && (
        <Leaderboard
          entries={leaderboard}
          problemType={problemType ?? null}
          hasEnded={hasEnded(status)}
          scoredOn={scoredRows(task)}
          baseline={task.baseline ?? null}
        />
      )}
      {status === 'DONE' && <Notes notes={otherNotes} />}
      {status === 'DONE' && <CodeSection taskId={task.id} />}
      <TaskFacts task={task} />
      {status === 'DONE' && <ResultDownloads taskId={task.id} />}
    </Page>
  );
}

function Notes({ notes }: { readonly notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <Alert color="yellow" icon={<IconInfoCircle />} title="Notes">
      <List size="sm">
        {notes.map((note) => (
          <List.Item key={note}>{inPageWords(note)}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
