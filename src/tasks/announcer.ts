import type { Logger } from 'pino';
import type { Task } from './task.js';
import type { TaskStore } from './task-store.js';
import type { TaskTopics } from './topics.js';

export type TaskEvent =
  'submitted' | 'retried' | 'started' | 'put back' | 'done' | 'failed' | 'cancelled' | 'deleted';

/** Tells the log and the subscribers what the store has just made of a task. */
export class Announcer {
  readonly #store: TaskStore;
  readonly #topics: TaskTopics;
  readonly #log: Logger;

  constructor(store: TaskStore, topics: TaskTopics, log: Logger) {
    this.#store = store;
    this.#topics = topics;
    this.#log = log;
  }

  announce(event: TaskEvent, task: Task): void {
    const { id: taskId, status, attempts, queuePosition, failure } = task;
    this.#log.info(
      { taskId, status, attempts, ...(queuePosition && { queuePosition }), ...(failure && { failure }) },
      `task ${event}`,
    );
    if (event === 'deleted') this.#topics.drop(taskId);
    else this.#topics.publish(task);
  }

  /** This task has left or joined the line before its end: those behind it have new positions. */
  lineMoved(task: Task): void {
    if (this.#topics.listenerCount === 0) return;
    for (const behind of this.#store.waitingBehind(task.queueSeq)) this.#topics.publish(behind);
  }
}
