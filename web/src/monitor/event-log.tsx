import { ScrollArea, Text } from '@mantine/core';
import { useState } from 'react';
import { formatClock } from '../format/time.js';
import { ALGORITHM_NAMES } from '../format/names.js';
import classes from './event-log.module.css';
import type { WholeTask } from './use-task.js';

interface LoggedEvent {
  readonly at: string;
  readonly text: string;
}

interface Seen {
  readonly message: string | null;
  readonly models: ReadonlySet<string>;
  readonly events: readonly LoggedEvent[];
}

/** What has happened to a task, oldest first: what the service recorded, and what was seen since the page was opened. */
export function EventLog({ task }: { readonly task: WholeTask }) {
  const [seen, setSeen] = useState<Seen>({ message: null, models: new Set(), events: [] });
  const news = newsOf(task, seen);
  if (news) setSeen(news);
  const events: LoggedEvent[] = [
    { at: task.createdAt, text: 'Taken into the line' },
    ...(task.startedAt == null ? [] : [{ at: task.startedAt, text: 'Training began' }]),
    ...seen.events,
  ].sort((a, b) => a.at.localeCompare(b.at));
  return (
    <details className={classes['log']} open>
      <summary>Event log</summary>
      <ScrollArea.Autosize mah={220} viewportProps={{ tabIndex: 0, 'aria-label': 'Event log' }}>
        <ol>
          {events.map(({ at, text }, index) => (
            <li key={index}>
              <Text span size="sm" c="dimmed" className="numeric">
                {formatClock(at)}
              </Text>{' '}
              <Text span size="sm">
                {text}
              </Text>
            </li>
          ))}
        </ol>
      </ScrollArea.Autosize>
    </details>
  );
}

/** What a task tells beyond what was seen of it; null where that is nothing. */
function newsOf({ message, leaderboard }: WholeTask, seen: Seen): Seen | null {
  const at = new Date().toISOString();
  const models = leaderboard.filter(({ modelId }) => !seen.models.has(modelId));
  const isNewMessage = message != null && message !== seen.message;
  if (models.length === 0 && !isNewMessage) return null;
  return {
    message: message ?? seen.message,
    models: new Set([...seen.models, ...models.map(({ modelId }) => modelId)]),
    events: [
      ...seen.events,
      ...models.map(({ algorithm, modelId }) => ({
        at,
        text: `${ALGORITHM_NAMES[algorithm]} is on the leaderboard: ${modelId}`,
      })),
      ...(isNewMessage ? [{ at, text: message }] : []),
    ],
  };
}
