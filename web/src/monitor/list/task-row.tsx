import { Anchor, Checkbox, Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import { inPageWords } from '../../format/api-words.js';
import { formatShare, ordinal } from '../../format/number.js';
import { taskSubject, taskTitle } from '../../format/task-title.js';
import { Ago } from '../../format/timestamp.js';
import { useNow } from '../../format/use-now.js';
import { TagList } from './tag-list.js';
import { describeLeader, describeRows, describeRunTime } from '../../task/describe-task.js';
import type { TaskSummary } from '../../task/fragments.js';
import type { Comparison } from './use-comparison.js';
import { StatusBadge } from '../../task/status-badge.js';
import classes from './task-row.module.css';

interface Props {
  readonly task: TaskSummary;
  readonly comparison: Comparison;
}

/** A task in a list: what it is, and what came of it. */
export function TaskRow({ task, comparison }: Props) {
  const { id, name, tags, status, createdAt } = task;
  const isRunning = status === 'IN_PROGRESS';
  const now = useNow(isRunning);
  const runTime = describeRunTime(task, now);
  const leader = describeLeader(task);
  const title = taskTitle(task);
  const facts = [name == null ? null : taskSubject(task), describeState(task)].filter(
    (fact) => fact !== null,
  );
  return (
    <li className={classes['row']}>
      <Checkbox
        aria-label={`Compare ${title}`}
        checked={comparison.isChosen(id)}
        disabled={!comparison.canChoose(id)}
        onChange={(event) => comparison.choose(id, event.currentTarget.checked)}
      />
      <div className={classes['text']}>
        <Anchor component={Link} to={`/tasks/${id}`} fw={600}>
          {title}
        </Anchor>
        {facts.length > 0 && (
          <Text size="sm" c="dimmed" className="numeric">
            {facts.join(' · ')}
          </Text>
        )}
        <TagList tags={tags} />
      </div>
      <div className={classes['model']}>
        {leader && (
          <>
            <Text size="sm">{leader.algorithm}</Text>
            <Text size="sm" c="dimmed" className="numeric">
              {[leader.metric, leader.skill].filter((part) => part !== null).join(', ')}
            </Text>
          </>
        )}
      </div>
      <Text size="sm" c="dimmed" className={`${classes['size']} numeric`}>
        {describeRows(task)}
        {runTime !== null && (
          <>
            <br />
            <span>
              {isRunning ? 'running for' : 'took'} {runTime}
            </span>
          </>
        )}
      </Text>
      <Group gap="sm" wrap="nowrap" className={classes['end'] ?? ''}>
        <Text size="sm" c="dimmed">
          <Ago at={createdAt} />
        </Text>
        <StatusBadge status={status} />
      </Group>
    </li>
  );
}

/** What the status alone does not say. */
function describeState({ status, startedAt, queuePosition, progress, error }: TaskSummary): string | null {
  if (status === 'WAITING')
    return queuePosition == null ? 'about to start' : `${ordinal(queuePosition)} in queue`;
  if (status === 'IN_PROGRESS') return `${formatShare(progress)} done`;
  if (status === 'CANCELLED' && startedAt == null) return 'cancelled before it started';
  return status === 'ERROR' ? inPageWords(error?.message ?? '') : null;
}
