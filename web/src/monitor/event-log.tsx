import { Text } from '@mantine/core';
import { useLayoutEffect, useRef } from 'react';
import { inPageWords } from '../format/api-words.js';
import { formatClock } from '../format/time.js';
import classes from './event-log.module.css';
import type { WholeTask } from '../task/use-task.js';

/** Nearer to the end than this, in pixels, the log follows what is new. */
const AT_END = 8;

/** What has happened to a task, oldest first. It follows the newest entry unless the reader scrolls up. */
export function EventLog({
  events,
  notes,
  isOpen,
}: Pick<WholeTask, 'events' | 'notes'> & { readonly isOpen: boolean }) {
  const scroller = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  // Notes have a box of their own on the page.
  const shown = events.filter(({ message }) => !notes.includes(message));
  useLayoutEffect(() => {
    if (follows.current) scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  }, [shown.length]);
  return (
    <details className={classes['log']} open={isOpen}>
      <summary>Event log</summary>
      <div
        ref={scroller}
        className={classes['scroller']}
        tabIndex={0}
        role="region"
        aria-label="Event log"
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          follows.current = scrollHeight - scrollTop - clientHeight < AT_END;
        }}
      >
        <ol>
          {shown.map(({ at, message }, index) => (
            <li key={index}>
              <Text span size="sm" c="dimmed" className="numeric">
                {formatClock(at)}
              </Text>{' '}
              <Text span size="sm">
                {inPageWords(message)}
              </Text>
            </li>
          ))}
        </ol>
      </div>
    </details>
  );
}
