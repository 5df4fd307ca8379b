import { Anchor, Button, Checkbox, Group, Progress, Text } from '@mantine/core';
import { Link } from 'react-router';
import { inPageWords } from '../../format/api-words.js';
import { formatShare, ordinal } from '../../format/number.js';
import { taskTitle } from '../../format/task-title.js';
import { useNow } from '../../format/use-now.js';
import { ConfirmButton } from '../../ui/confirm-button.js';
import { describeRows } from '../../task/describe-task.js';
import { StatusBadge } from '../../task/status-badge.js';
import { useTaskActions } from '../../task/use-task-actions.js';
import { describeEstimate } from './describe-estimate.js';
import classes from './queue-row.module.css';
import type { QueuedTask } from './use-queue.js';

interface Props {
  readonly task: QueuedTask;
  readonly isChosen: boolean;
  readonly onChoose: (isChosen: boolean) => void;
}

/** A task that runs or waits: its place, when it will be done, and the way to cancel it. */
export function QueueRow({ task, isChosen, onChoose }: Props) {
  const { id, status, queuePosition, progress, message } = task;
  const isRunning = status === 'IN_PROGRESS';
  const title = taskTitle(task);
  const now = useNow(true);
  const { isBusy, cancel } = useTaskActions(id);
  const facts = [describeEstimate(task, now), describeRows(task)].filter((fact) => fact !== null);
  const button = {
    variant: 'default',
    size: 'xs',
    disabled: isBusy,
    'aria-label': `Cancel ${title}`,
  } as const;
  return (
    <li className={classes['row']}>
      <Checkbox
        aria-label={`Select ${title}`}
        checked={isChosen}
        onChange={(event) => onChoose(event.currentTarget.checked)}
      />
      <div className={classes['text']}>
        <Group gap="xs">
          <Anchor component={Link} to={`/tasks/${id}`} fw={600}>
            {title}
          </Anchor>
          {isRunning ? (
            <StatusBadge status={status} />
          ) : (
            <Text size="sm" fw={600} className="numeric">
              {queuePosition == null ? 'about to start' : `${ordinal(queuePosition)} in queue`}
            </Text>
          )}
        </Group>
        <Text size="sm" c="dimmed" className="numeric">
          {facts.join(' · ')}
        </Text>
        {isRunning && (
          <Group gap="xs" wrap="nowrap" mt={4}>
            <Progress value={100 * progress} flex={1} maw={320} aria-label={`Progress of ${title}`} />
            <Text size="xs" c="dimmed" className="numeric">
              {formatShare(progress)} {inPageWords(message ?? '')}
            </Text>
          </Group>
        )}
      </div>
      {isRunning ? (
        <ConfirmButton
          {...button}
          question="Cancel the task?"
          consequence="Training stops and its models are lost. The dataset stays, and the task can be trained again."
          verb="Cancel the task"
          keep="Keep training"
          onConfirm={() => void cancel()}
        >
          Cancel
        </ConfirmButton>
      ) : (
        <Button {...button} onClick={() => void cancel()}>
          Cancel
        </Button>
      )}
    </li>
  );
}
