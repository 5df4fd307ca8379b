import { ServiceStoppingError } from '../domain/run.js';
import { ReportThrottle } from './report-throttle.js';
import type { RunOutcome, RunUpdate, Task, TaskRunner } from './task.js';

/** The longest delay a Node timer takes. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export type StopReason = 'CANCELLED' | 'TIMED_OUT' | 'SHUTDOWN';

export interface TaskRunOptions {
  readonly runner: TaskRunner;
  /** How far a run may overrun its budget before it is stopped, in milliseconds. */
  readonly watchdogGraceMs: number;
  /** How long a stopped runner may take to end before it is abandoned, in milliseconds. */
  readonly stopGraceMs: number;
  /** Gets the throttled reports; none after the run was stopped or has ended. */
  readonly onReport: (update: RunUpdate) => void;
}

export type RunResult =
  | { readonly kind: 'MODEL'; readonly outcome: RunOutcome }
  | { readonly kind: 'NO_MODEL'; readonly error: unknown };

/** One attempt at one task, from the call of the runner until it has ended. */
export class TaskRun {
  /** Never rejects. */
  readonly result: Promise<RunResult>;
  readonly #task: Task;
  readonly #options: TaskRunOptions;
  readonly #reports: ReportThrottle;
  readonly #abort = new AbortController();
  readonly #finish = new AbortController();
  readonly #abandoned: Promise<never>;
  #abandon: (reason: Error) => void = () => undefined;
  #stopReason: StopReason | undefined;
  #reporting = true;
  #ended = false;
  #watchdog: NodeJS.Timeout | undefined;
  #stopTimer: NodeJS.Timeout | undefined;

  constructor(task: Task, options: TaskRunOptions) {
    this.#task = task;
    this.#options = options;
    this.#reports = new ReportThrottle(options.onReport);
    this.#abandoned = new Promise((_, reject) => (this.#abandon = reject));
    if (task.finishEarly) this.#finish.abort();
    this.result = this.#run();
  }

  /** Why it was stopped; a cancel overrides the other reasons. */
  get stopReason(): StopReason | undefined {
    return this.#stopReason;
  }

  /** Tells the runner to end. It may still come to its end with a model that was finished in the same moment. */
  stop(why: StopReason): void {
    if (this.#stopReason === undefined || why === 'CANCELLED') this.#stopReason = why;
    if (this.#ended) return;
    this.#endReports();
    // A runner that does not end must hold up neither the queue nor the shutdown.
    this.#stopTimer ??= setTimeout(
      () => this.#abandon(new Error('The runner did not end after it was stopped')),
      this.#options.stopGraceMs,
    );
    this.#abort.abort(
      why === 'SHUTDOWN' ? new ServiceStoppingError() : new Error(`The run was stopped: ${why}`),
    );
  }

  finishEarly(): void {
    this.#finish.abort();
  }

  async #run(): Promise<RunResult> {
    try {
      const running = this.#options.runner(this.#task, {
        signal: this.#abort.signal,
        finishEarly: this.#finish.signal,
        report: (update) => this.#report(update),
      });
      return { kind: 'MODEL', outcome: await Promise.race([running, this.#abandoned]) };
    } catch (error) {
      return { kind: 'NO_MODEL', error };
    } finally {
      this.#ended = true;
      clearTimeout(this.#watchdog);
      clearTimeout(this.#stopTimer);
      this.#endReports();
    }
  }

  #report(update: RunUpdate): void {
    if (!this.#reporting) return;
    // The budget's clock starts with the engine's run: waiting for the engine costs the task nothing.
    if (update.engineRun && this.#watchdog === undefined) {
      const limit = this.#task.options.maxRuntimeSecs * 1000 + this.#options.watchdogGraceMs;
      this.#watchdog = setTimeout(() => this.stop('TIMED_OUT'), Math.min(limit, MAX_TIMER_MS));
    }
    this.#reports.add(update);
  }

  #endReports(): void {
    if (!this.#reporting) return;
    this.#reporting = false;
    this.#reports.close();
  }
}
