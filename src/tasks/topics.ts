import type { Task } from './task.js';
import { TaskFeed } from './task-feed.js';
import { hasEnded } from './transitions.js';

/** The subscribers of each task, of all, and of deletions. One that leaves, or has got its last, is forgotten at once. */
export class TaskTopics {
  readonly #ofTask = new Map<string, Set<TaskFeed>>();
  readonly #ofAll = new Set<TaskFeed>();
  readonly #ofDeletions = new Set<TaskFeed>();
  #closed = false;

  /** Subscribers that may still hear something. */
  get listenerCount(): number {
    let count = this.#ofAll.size + this.#ofDeletions.size;
    for (const feeds of this.#ofTask.values()) count += feeds.size;
    return count;
  }

  /**
   * `task` first, then each of its changes; ends with the task. The caller has read `task` in the same tick, so no
   * change can fall between.
   */
  watch(task: Task, signal?: AbortSignal): TaskFeed {
    const feeds = this.#ofTask.get(task.id) ?? new Set();
    const feed = subscribe(feeds, signal, () => {
      if (feeds.size === 0 && this.#ofTask.get(task.id) === feeds) this.#ofTask.delete(task.id);
    });
    this.#ofTask.set(task.id, feeds);
    feed.push(task);
    if (this.#closed || hasEnded(task.status)) feed.end();
    if (signal?.aborted) void feed.return();
    return feed;
  }

  /** Every task's changes from now on. */
  watchAll(signal?: AbortSignal): TaskFeed {
    const feed = subscribe(this.#ofAll, signal);
    if (this.#closed || signal?.aborted) feed.end();
    return feed;
  }

  /** Each task that is deleted from now on, as it was. */
  watchDeletions(signal?: AbortSignal): TaskFeed {
    const feed = subscribe(this.#ofDeletions, signal);
    if (this.#closed || signal?.aborted) feed.end();
    return feed;
  }

  /** Tasks of which somebody would get a change; null: of all. */
  watchedTasks(): string[] | null {
    return this.#ofAll.size > 0 ? null : [...this.#ofTask.keys()];
  }

  publish(task: Task): void {
    for (const feed of this.#ofAll) feed.push(task);
    for (const feed of this.#ofTask.get(task.id) ?? []) {
      feed.push(task);
      if (hasEnded(task.status)) feed.end();
    }
  }

  /** Ends the subscriptions to the task as well. */
  publishDeletion(task: Task): void {
    for (const feed of this.#ofDeletions) feed.push(task);
    for (const feed of this.#ofTask.get(task.id) ?? []) feed.end();
  }

  /** Ends every subscription, and those to come after their first value. */
  close(): void {
    this.#closed = true;
    for (const feeds of [this.#ofAll, this.#ofDeletions, ...this.#ofTask.values()]) {
      for (const feed of feeds) feed.end();
    }
  }
}

/** A feed in `feeds` until it ends. */
function subscribe(feeds: Set<TaskFeed>, signal?: AbortSignal, onEnd?: () => void): TaskFeed {
  const leave = () => void feed.return();
  const feed = new TaskFeed(() => {
    feeds.delete(feed);
    signal?.removeEventListener('abort', leave);
    onEnd?.();
  });
  feeds.add(feed);
  signal?.addEventListener('abort', leave, { once: true });
  return feed;
}
