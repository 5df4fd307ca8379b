import type { TaskStore } from './task-store.js';
import type { TaskTopics } from './topics.js';

/** Tasks published in one turn of the event loop: what comes in meanwhile waits no longer than for them. */
const A_TURN = 10;
/** Places read at once. */
const BATCH = 500;
/** From the begin of a round to the next: nobody needs the positions of thousands of tasks more often. */
const ROUND_MS = 250;

/**
 * Publishes tasks whose place in the queue has changed because one before them left or came back. Some at a time: with
 * 10,000 waiting tasks the change that caused it must not wait for them all. A change during a round makes another round,
 * so that the last position of each task is always published.
 */
export class PositionNotices {
  readonly #store: TaskStore;
  readonly #topics: TaskTopics;
  /** Everybody behind this place is for the next round; null: nobody. */
  #behind: number | null = null;
  /** Those of the round under way that are still to be published. */
  #round: Iterator<string> | null = null;
  #roundBehind = 0;
  #roundSince = -Infinity;
  /** Cancels what is scheduled. */
  #cancel: (() => void) | undefined;

  constructor(store: TaskStore, topics: TaskTopics) {
    this.#store = store;
    this.#topics = topics;
  }

  /** A task has left this place, or joined it. */
  moved(queueSeq: number): void {
    if (this.#topics.listenerCount === 0) return;
    this.#behind = Math.min(this.#behind ?? queueSeq, queueSeq);
    this.#schedule();
  }

  /** Publishes what is still to be published, and no more. */
  close(): void {
    this.#cancel?.();
    while (this.#round || this.#behind !== null) this.#publish(Infinity);
  }

  #schedule(): void {
    if (this.#cancel) return;
    const pauseMs = this.#round ? 0 : this.#roundSince + ROUND_MS - performance.now();
    if (pauseMs > 0) {
      const timer = setTimeout(this.#publishSome, pauseMs);
      this.#cancel = () => clearTimeout(timer);
    } else {
      const turn = setImmediate(this.#publishSome);
      this.#cancel = () => clearImmediate(turn);
    }
  }

  readonly #publishSome = (): void => {
    this.#cancel = undefined;
    const isNew = this.#round === null;
    this.#publish(A_TURN);
    // A short one costs nothing: the next need not wait.
    if (isNew && !this.#round) this.#roundSince = -Infinity;
    if (this.#round || this.#behind !== null) this.#schedule();
  };

  #publish(most: number): void {
    const round = this.#round ?? this.#begin();
    for (let count = 0; count < most; count++) {
      const next = round.next();
      if (next.done) {
        this.#round = null;
        return;
      }
      const task = this.#store.find(next.value);
      if (task?.status === 'WAITING' && task.queueSeq > this.#roundBehind) this.#topics.publish(task);
    }
  }

  #begin(): Iterator<string> {
    this.#roundBehind = this.#behind ?? Infinity;
    this.#roundSince = performance.now();
    this.#behind = null;
    const watched = this.#topics.watchedTasks();
    return (this.#round = (watched ?? this.#waitingBehind(this.#roundBehind))[Symbol.iterator]());
  }

  *#waitingBehind(place: number): Generator<string> {
    let places = this.#store.waitingBehind(place, BATCH);
    while (places.length > 0) {
      for (const { id } of places) yield id;
      places = this.#store.waitingBehind(places.at(-1)?.queueSeq ?? Infinity, BATCH);
    }
  }
}
