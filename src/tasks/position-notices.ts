import type { TaskStore } from './task-store.js';
import type { TaskTopics } from './topics.js';

/** Tasks looked at in one turn of the event loop. */
const BATCH = 50;

/**
 * Publishes tasks whose place in the queue has changed because one before them left or came back. Some at a time: with
 * 10,000 waiting tasks the change that caused it must not wait for them all.
 */
export class PositionNotices {
  readonly #store: TaskStore;
  readonly #topics: TaskTopics;
  /** Everybody behind this place is still to be published; null: nobody. */
  #behind: number | null = null;
  #turn: NodeJS.Immediate | undefined;

  constructor(store: TaskStore, topics: TaskTopics) {
    this.#store = store;
    this.#topics = topics;
  }

  /** A task has left this place, or joined it. */
  moved(queueSeq: number): void {
    if (this.#topics.listenerCount === 0) return;
    this.#behind = Math.min(this.#behind ?? queueSeq, queueSeq);
    this.#turn ??= setImmediate(() => this.#publishSome());
  }

  /** Publishes what is still to be published, and no more. */
  close(): void {
    while (this.#behind !== null) this.#publishSome();
    clearImmediate(this.#turn);
  }

  #publishSome(): void {
    clearImmediate(this.#turn);
    this.#turn = undefined;
    if (this.#behind === null) return;
    const places = this.#store.waitingBehind(this.#behind, BATCH);
    for (const { id } of places) {
      const task = this.#topics.isWatched(id) ? this.#store.find(id) : null;
      if (task) this.#topics.publish(task);
    }
    this.#behind = places.length < BATCH ? null : (places.at(-1)?.queueSeq ?? null);
    if (this.#behind !== null) this.#turn ??= setImmediate(() => this.#publishSome());
  }
}
