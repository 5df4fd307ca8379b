import type { Task } from './task.js';

/** Runs that count for the pace: the latest. */
const KEPT = 20;
/** Before any run: seconds of a unit of work. */
const DEFAULT_PACE = 1.5;
/** Of a task beyond its training: sending the data, saving the model. */
const OVERHEAD_SECS = 3;

/** What it takes to train a task, in units of one model of a few hundred rows. */
export interface Effort {
  readonly work: number;
  /** The most that its training may take. */
  readonly budgetSecs: number;
}

export function effortOf(maxModels: number, rowsUsed: number, maxRuntimeSecs: number): Effort {
  return { work: maxModels * (1 + rowsUsed / 5000), budgetSecs: maxRuntimeSecs };
}

export const effortOfTask = ({ options, sample }: Pick<Task, 'options' | 'sample'>): Effort =>
  effortOf(options.maxModels, sample.rowsUsed, options.maxRuntimeSecs);

/** How quickly the latest tasks were trained, and so how long others may take. */
export class RunPace {
  /** Seconds of a unit of work, oldest first. */
  readonly #paces: number[] = [];

  observe(task: Task): void {
    if (task.startedAt === null || task.finishedAt === null) return;
    const seconds = (task.finishedAt.getTime() - task.startedAt.getTime()) / 1000;
    // A clock that was set back in the meantime says nothing.
    if (seconds <= 0) return;
    this.#paces.push(seconds / effortOfTask(task).work);
    if (this.#paces.length > KEPT) this.#paces.shift();
  }

  /** Seconds that a task takes from its start to its end. */
  secondsOf({ work, budgetSecs }: Effort): number {
    return Math.min(work * this.#pace, budgetSecs + OVERHEAD_SECS);
  }

  /** The median, which one odd run does not move. */
  get #pace(): number {
    const sorted = [...this.#paces].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? DEFAULT_PACE;
  }
}
