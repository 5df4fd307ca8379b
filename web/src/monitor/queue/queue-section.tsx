import { Button, Center, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { formatCount, plural } from '../../format/number.js';
import { NotifyButton } from '../../notify/notify-button.js';
import { ConfirmButton } from '../../ui/confirm-button.js';
import { Section } from '../../ui/section.js';
import { QueueRow } from './queue-row.js';
import { useCancelTasks } from './use-cancel-tasks.js';
import { useQueue } from './use-queue.js';

/** What runs and what waits, first to run first; nothing while the queue is empty. */
export function QueueSection() {
  const { tasks, left, loadMore } = useQueue();
  const { isBusy, cancelTasks } = useCancelTasks();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  if (!tasks || tasks.length === 0) return null;
  const selected = tasks.filter(({ id }) => chosen.has(id));
  const choose = (id: string, isChosen: boolean) =>
    setChosen((before) => {
      const after = new Set(before);
      if (isChosen) after.add(id);
      else after.delete(id);
      return after;
    });
  return (
    <Section
      title="Queue"
      hint="In running order: first come, first served. Times are estimates."
      actions={
        <Group gap="xs">
          {selected.length > 0 && (
            <ConfirmButton
              size="xs"
              variant="default"
              disabled={isBusy}
              question={`Cancel ${plural(selected.length, 'task')}?`}
              consequence="They leave the queue, and what is training stops and loses its models. The datasets stay, and the tasks can be trained again."
              verb={`Cancel ${plural(selected.length, 'task')}`}
              keep="Back"
              onConfirm={() => void cancelTasks(selected.map(({ id }) => id))}
            >
              Cancel {formatCount(selected.length)} selected
            </ConfirmButton>
          )}
          <NotifyButton />
        </Group>
      }
    >
      <Stack component="ol" aria-label="Queue" gap={0} m={0} p={0} style={{ listStyle: 'none' }}>
        {tasks.map((task) => (
          <QueueRow
            key={task.id}
            task={task}
            isChosen={chosen.has(task.id)}
            onChoose={(isChosen) => choose(task.id, isChosen)}
          />
        ))}
      </Stack>
      {loadMore && (
        <Center>
          <Button variant="default" onClick={loadMore}>
            Show more ({formatCount(left)} left)
          </Button>
        </Center>
      )}
    </Section>
  );
}
