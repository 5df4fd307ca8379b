import { effortOfTask, RunPace, type Effort } from './run-pace.js';
import type { Task } from './task.js';
import type { TaskStore } from './task-store.js';

/** Below it the progress of a task says less of its end than the pace of those before it. */
const TELLING_PROGRESS = 0.2;

export interface Estimate {
  readonly start: Date | null;
  readonly end: Date | null;
}

const NONE: Estimate = { start: null, end: null };

/** When tasks will start and end, by the budgets and rows of those ahead and the pace of those before them. */
export class Estimates {
  readonly #store: TaskStore;
  readonly #concurrency: number;
  readonly #pace = new RunPace();
  /** Of WAITING tasks, by their place. */
  readonly #efforts = new Map<number, Effort>();

  constructor(store: TaskStore, concurrency: number) {
    this.#store = store;
    this.#concurrency = concurrency;
    for (const task of store.latestDone().reverse()) this.#pace.observe(task);
  }

  /** To be called with every task that is DONE. */
  observe(task: Task): void {
    this.#pace.observe(task);
  }

  /** null where the task has ended. */
  of(task: Task, now = Date.now()): Estimate {
    if (task.status === 'IN_PROGRESS') {
      const end = new Date(now + 1000 * this.#remainingSecs(task, now));
      return { start: task.startedAt, end };
    }
    if (task.status !== 'WAITING') return NONE;
    const running = this.#store.inProgress().map((other) => this.#remainingSecs(other, now));
    const ahead = this.#aheadSecs(task.queueSeq);
    const total = running.reduce((sum, seconds) => sum + seconds, ahead);
    // The places free up evenly; with a single one this is exact.
    const startSecs = running.length < this.#concurrency && ahead === 0 ? 0 : total / this.#concurrency;
    const endSecs = startSecs + this.#pace.secondsOf(effortOfTask(task));
    return { start: new Date(now + 1000 * startSecs), end: new Date(now + 1000 * endSecs) };
  }

  #remainingSecs(task: Task, now: number): number {
    const elapsed = Math.max(0, (now - (task.startedAt?.getTime() ?? now)) / 1000);
    const budgetLeft = Math.max(0, task.options.maxRuntimeSecs - elapsed);
    const byPace = this.#pace.secondsOf(effortOfTask(task)) - elapsed;
    const byProgress = (elapsed * (1 - task.progress)) / task.progress;
    const seconds = task.progress >= TELLING_PROGRESS ? byProgress : byPace;
    return Math.min(Math.max(1, seconds), Math.max(1, budgetLeft));
  }

  #aheadSecs(queueSeq: number): number {
    let seconds = 0;
    for (const seq of this.#store.placesBefore(queueSeq)) {
      seconds += this.#pace.secondsOf(this.#effortAt(seq));
    }
    return seconds;
  }

  #effortAt(seq: number): Effort {
    const known = this.#efforts.get(seq);
    if (known) return known;
    // A place that is asked for the first time: all are read at once, and those that have left are forgotten.
    this.#efforts.clear();
    for (const [place, effort] of this.#store.effortsWaiting()) this.#efforts.set(place, effort);
    const effort = this.#efforts.get(seq) ?? { work: 1, budgetSecs: 1 };
    this.#efforts.set(seq, effort);
    return effort;
  }
}
