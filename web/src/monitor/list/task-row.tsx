import { Anchor, Group, Progress, Text } from '@mantine/core';
import { Link } from 'react-router';
import { inPageWords } from '../format/api-words.js';
import { formatShare, ordinal } from '../format/number.js';
import { Ago } from '../format/timestamp.js';
import { useNow } from '../format/use-now.js';
import { describeLeader, describeRunTime } from './describe-task.js';
import { StatusBadge } from './status-badge.js';
import classes from './task-row.module.css';
import type { TaskSummary } from './use-tasks.js';

export function TaskRow({ task }: { readonly task: TaskSummary }) {
  const { id, status, fileName, target, queuePosition, progress, message, error, createdAt } = task;
  const isRunning = status === 'IN_PROGRESS';
  const now = useNow(isRunning);
  const runTime = describeRunTime(task, now);
  const neverStarted = runTime === null && status === 'CANCELLED';
  const facts = [
    queuePosition == null ? null : `${ordinal(queuePosition)} in queue`,
    neverStarted ? 'cancelled before it started' : null,
    runTime === null ? null : isRunning ? `running for ${runTime}` : `took ${runTime}`,
    describeLeader(task),
    status === 'ERROR' ? inPageWords(error?.message ?? '') : null,
  ].filter((fact) => fact != null);
  return (
    <li className={classes['row']}>
      <div className={classes['text']}>
        <Anchor component={Link} to={`/tasks/${id}`} fw={600}>
          {fileName}
          {target == null ? '' : ` → ${target}`}
        </Anchor>
        <Text size="sm" c="dimmed" className="numeric">
          {facts.join(' · ') || 'about to start'}
        </Text>
        {isRunning && (
          <Group gap="xs" wrap="nowrap" mt={6}>
            <Progress value={100 * progress} flex={1} maw={320} aria-label={`Progress of ${fileName}`} />
            <Text size="xs" c="dimmed" className="numeric">
              {formatShare(progress)} {message}
            </Text>
          </Group>
        )}
      </div>
      <Group gap="sm" wrap="nowrap">
        <Text size="sm" c="dimmed">
          <Ago at={createdAt} />
        </Text>
        <StatusBadge status={status} />
      </Group>
    </li>
  );
}
