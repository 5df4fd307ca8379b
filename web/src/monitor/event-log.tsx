import { ScrollArea, Text } from '@mantine/core';
import { formatClock } from '../format/time.js';
import classes from './event-log.module.css';
import type { WholeTask } from './use-task.js';

/** What has happened to a task, oldest first. */
export function EventLog({ events }: Pick<WholeTask, 'events'>) {
  return (
    <details className={classes['log']} open>
      <summary>Event log</summary>
      <ScrollArea.Autosize mah={220} viewportProps={{ tabIndex: 0, 'aria-label': 'Event log' }}>
        <ol>
          {events.map(({ at, message }, index) => (
            <li key={index}>
              <Text span size="sm" c="dimmed" className="numeric">
                {formatClock(at)}
              </Text>{' '}
              <Text span size="sm">
                {message}
              </Text>
            </li>
          ))}
        </ol>
      </ScrollArea.Autosize>
    </details>
  );
}
