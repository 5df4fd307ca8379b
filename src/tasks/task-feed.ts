import type { Task } from './task.js';

/** A subscriber this far behind is ended: it has stopped reading, and would hold memory forever. */
const MAX_PENDING = 10_000;

type Result = IteratorResult<Task, undefined>;

/**
 * One subscriber's stream of changes. A slow reader gets the newest of successive snapshots in the same status, and
 * every change of status in order; so what waits for it is bounded by what happened, not by how often it was reported.
 *
 * Not an async generator: its `return()` would wait for the next value, and a leaving subscriber with it.
 */
export class TaskFeed implements AsyncIterableIterator<Task, undefined> {
  readonly #pending: { task: Task }[] = [];
  /** Of each task the last of `#pending`, which alone may be replaced. */
  readonly #newest = new Map<string, { task: Task }>();
  readonly #readers: ((result: Result) => void)[] = [];
  readonly #onEnd: () => void;
  #ended = false;

  /** @param onEnd called once, when no more will come or the reader has left. */
  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
  }

  push(task: Task): void {
    if (this.#ended) return;
    const reader = this.#readers.shift();
    if (reader) {
      reader({ value: task, done: false });
      return;
    }
    const newest = this.#newest.get(task.id);
    if (newest?.task.status === task.status) {
      newest.task = task;
      return;
    }
    if (this.#pending.length === MAX_PENDING) {
      this.#discard();
      return;
    }
    const entry = { task };
    this.#pending.push(entry);
    this.#newest.set(task.id, entry);
  }

  /** No more will come; what is pending is still delivered. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    for (const reader of this.#readers.splice(0)) reader({ value: undefined, done: true });
    this.#onEnd();
  }

  next(): Promise<Result> {
    const entry = this.#pending.shift();
    if (entry) {
      if (this.#newest.get(entry.task.id) === entry) this.#newest.delete(entry.task.id);
      return Promise.resolve({ value: entry.task, done: false });
    }
    if (this.#ended) return Promise.resolve({ value: undefined, done: true });
    return new Promise((resolve) => this.#readers.push(resolve));
  }

  /** The reader leaves. */
  return(): Promise<Result> {
    this.#discard();
    return Promise.resolve({ value: undefined, done: true });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #discard(): void {
    this.#pending.length = 0;
    this.#newest.clear();
    this.end();
  }
}
