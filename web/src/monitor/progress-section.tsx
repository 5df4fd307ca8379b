import { Alert, Group, Progress, Stack, Text } from '@mantine/core';
import { formatShare, plural } from '../format/number.js';
import { formatDuration } from '../format/time.js';
import { useNow } from '../format/use-now.js';
import { Section } from '../ui/section.js';
import { describeRunTime } from './describe-task.js';
import { EventLog } from './event-log.js';
import { remainingMs } from './remaining.js';
import type { WholeTask } from './use-task.js';

/** How far a task is that has not ended. */
export function ProgressSection({ task }: { readonly task: WholeTask }) {
  const { status, progress, message, queuePosition, startedAt, options, attempts } = task;
  const isRunning = status === 'IN_PROGRESS';
  const now = useNow(isRunning);
  const left =
    isRunning && startedAt != null
      ? remainingMs(progress, now - Date.parse(startedAt), options.maxRuntimeSecs)
      : null;
  return (
    <Section title={isRunning ? 'Training' : 'Waiting in the line'}>
      {isRunning ? (
        <Stack gap="xs">
          <Group justify="space-between">
            <Text role="status">{message ?? 'Beginning'}</Text>
            <Text className="numeric" fw={600}>
              {formatShare(progress)}
            </Text>
          </Group>
          <Progress size="lg" value={100 * progress} aria-label="Progress of the training" />
          <Text size="sm" c="dimmed" className="numeric">
            Running for {describeRunTime(task, now)};{' '}
            {left === null ? '' : `about ${formatDuration(left)} to go, `}
            {formatDuration(1000 * options.maxRuntimeSecs)} at most
          </Text>
        </Stack>
      ) : (
        <Text role="status">
          {queuePosition === 1
            ? 'It is the next to be trained.'
            : queuePosition == null
              ? 'It is about to be trained.'
              : `${plural(queuePosition - 1, 'task is', 'tasks are')} before it.`}
        </Text>
      )}
      {attempts > 1 && (
        <Alert color="yellow">
          Attempt {attempts}: the engine or the service was lost during an earlier one.
        </Alert>
      )}
      <EventLog events={task.events} />
    </Section>
  );
}
