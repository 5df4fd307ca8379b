import { Alert, Group, Progress, Stack, Text } from '@mantine/core';
import { formatShare, plural } from '../format/number.js';
import { formatDuration, formatLimit } from '../format/time.js';
import { useNow } from '../format/use-now.js';
import { NotifyButton } from '../notify/notify-button.js';
import { Section } from '../ui/section.js';
import { inPageWords } from '../format/api-words.js';
import { describeRunTime } from '../task/describe-task.js';
import { EventLog } from './event-log.js';
import { describeEstimate } from './queue/describe-estimate.js';
import { remainingMs } from './remaining.js';
import type { WholeTask } from '../task/use-task.js';

/** How far a task is that has not ended. */
export function ProgressSection({ task }: { readonly task: WholeTask }) {
  const { status, progress, message, queuePosition, startedAt, options, attempts } = task;
  const isRunning = status === 'IN_PROGRESS';
  const now = useNow(true);
  const estimate = describeEstimate(task, now);
  const left =
    isRunning && startedAt != null
      ? remainingMs(progress, now - Date.parse(startedAt), options.maxRuntimeSecs)
      : null;
  return (
    <Section title={isRunning ? 'Training' : 'Waiting in queue'} actions={<NotifyButton />}>
      {attempts > 1 && (
        <Alert role="status" color="yellow" title={`Training started over (attempt ${attempts} of 3)`}>
          The engine or the service was lost during training. The models built before are gone; the task goes
          on by itself.
        </Alert>
      )}
      {isRunning ? (
        <Stack gap="xs">
          <Group justify="space-between">
            <Text role="status">{inPageWords(message ?? 'Starting')}</Text>
            <Text className="numeric" fw={600}>
              {formatShare(progress)}
            </Text>
          </Group>
          <Progress size="lg" value={100 * progress} aria-label="Progress of the training" />
          <Text size="sm" c="dimmed" className="numeric">
            Running for {describeRunTime(task, now)};{' '}
            {left === null ? '' : `about ${formatDuration(left)} to go, `}
            time limit {formatLimit(options.maxRuntimeSecs)}
          </Text>
        </Stack>
      ) : (
        <Text role="status">
          {queuePosition === 1
            ? 'Next in the queue.'
            : queuePosition == null
              ? 'It is about to start.'
              : `${plural(queuePosition - 1, 'task')} ahead.`}
          {estimate !== null && ` It ${estimate}, judging by the tasks ahead.`}
        </Text>
      )}
      <EventLog events={task.events} notes={task.notes} isOpen />
    </Section>
  );
}
