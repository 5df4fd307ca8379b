import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { TaskNotReadyError } from '../domain/errors.js';
import { isDatabaseFault } from '../storage/database.js';
import { engineLost, failureOf, MAX_ATTEMPTS, mayBeRepeated, timedOut } from './failures.js';
import type { RunOutcome, RunUpdate, Task, TaskRunner } from './task.js';
import type { RunResult } from './task-run.js';
import { TaskRun } from './task-run.js';
import type { TaskLedger } from './task-ledger.js';

/** A scheduler starts nothing unless RUNNING. */
export type SchedulerState =
  { readonly status: 'NEW' | 'RUNNING' } | { readonly status: 'STOPPED'; readonly done: Promise<void> };

export interface SchedulerOptions {
  readonly ledger: TaskLedger;
  readonly runner: TaskRunner;
  /** Tasks in progress at most. */
  readonly concurrency: number;
  readonly watchdogGraceMs: number;
  readonly stopGraceMs: number;
  /** How long it waits before it tries again to store what could not be stored, in milliseconds. */
  readonly storeRetryMs: number;
  /** Removes whatever an attempt without a result has saved. */
  readonly removeModel: (taskId: string) => Promise<void>;
  readonly log: Logger;
}

interface Running {
  readonly run: TaskRun;
  /** The task as it was when its run had ended. */
  readonly settled: Promise<Task>;
}

/**
 * Takes tasks from the head of the queue, `concurrency` at a time, and turns what becomes of each run into a move of the
 * task. A task whose engine was lost keeps its place, so it is the next to start. What the database cannot store, for a
 * full disk mostly, is tried again until it can.
 */
export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #running = new Map<string, Running>();
  readonly #stopping = new AbortController();
  #state: SchedulerState = { status: 'NEW' };
  #nextPump: NodeJS.Timeout | undefined;

  constructor(options: SchedulerOptions) {
    this.#options = options;
  }

  get state(): SchedulerState {
    return this.#state;
  }

  /** Puts what a crash has left IN_PROGRESS back at the head of the queue, and begins. */
  start(): void {
    if (this.#state.status !== 'NEW') return;
    this.#state = { status: 'RUNNING' };
    const { ledger } = this.#options;
    for (const task of ledger.inProgress()) {
      const countAttempt = task.engineReached;
      if (task.attempts < MAX_ATTEMPTS || !countAttempt) {
        const message = 'The service was restarted; the task is next in the queue';
        ledger.putBack(task.id, { message, countAttempt });
      } else {
        ledger.fail(task.id, engineLost(task, 'the service ended while the task was running.'));
      }
    }
    this.pump();
  }

  /** Starts what may start now. Called after everything that lengthens the queue or frees a place. */
  pump(): void {
    try {
      while (this.#state.status === 'RUNNING' && this.#running.size < this.#options.concurrency) {
        const next = this.#options.ledger.nextWaiting();
        if (!next) return;
        this.#begin(next.id);
      }
    } catch (error) {
      // The caller's own change is stored and stands.
      this.#options.log.error({ err: error }, 'the next task could not be started; it is tried again');
      clearTimeout(this.#nextPump);
      this.#nextPump = setTimeout(() => this.pump(), this.#options.storeRetryMs);
    }
  }

  /** @throws {TaskNotReadyError} where the task is not running, or is being stopped. */
  finishEarly(id: string): Task {
    const { ledger } = this.#options;
    const { status } = ledger.get(id);
    const run = this.#running.get(id)?.run;
    if (!run || run.stopReason !== undefined) {
      const state = run ? 'being stopped' : status;
      throw new TaskNotReadyError(`The task is ${state}; only one that is training can be finished early.`);
    }
    const task = ledger.finishEarly(id);
    run.finishEarly();
    return task;
  }

  /** Stops an IN_PROGRESS task; resolves with it when its run has ended. */
  async cancel(id: string): Promise<Task> {
    const { ledger } = this.#options;
    const running = this.#running.get(id);
    // No run: left over by a crash and not yet put back.
    if (!running) return ledger.cancel(id);
    if (running.run.stopReason !== 'CANCELLED') {
      running.run.stop('CANCELLED');
      this.#report(id, { message: 'Cancelling' });
    }
    return running.settled;
  }

  /** Starts nothing more and puts running tasks back; resolves when all runs have ended. */
  stop(): Promise<void> {
    if (this.#state.status === 'STOPPED') return this.#state.done;
    const runs = [...this.#running.values()];
    const done = Promise.allSettled(runs.map(({ settled }) => settled)).then(() => undefined);
    this.#state = { status: 'STOPPED', done };
    clearTimeout(this.#nextPump);
    this.#stopping.abort();
    for (const { run } of runs) run.stop('SHUTDOWN');
    return done;
  }

  #begin(id: string): void {
    const { ledger, log } = this.#options;
    const task = ledger.start(id);
    const run = new TaskRun(task, { ...this.#options, onReport: (update) => this.#report(id, update) });
    const settled = this.#settle(task, run);
    this.#running.set(id, { run, settled });
    settled.catch((error: unknown) =>
      log.error(
        { taskId: id, err: error },
        'the end of a task could not be stored; a restart takes it up again',
      ),
    );
  }

  /** Called from timers too, so it must not throw: a report that cannot be stored costs the task nothing. */
  #report(id: string, update: RunUpdate): void {
    try {
      this.#options.ledger.update(id, update);
    } catch (error) {
      this.#options.log.error({ taskId: id, err: error }, 'a report of progress could not be stored');
    }
  }

  async #settle(task: Task, run: TaskRun): Promise<Task> {
    try {
      const result = await run.result;
      for (;;) {
        if (result.kind === 'NO_MODEL' || run.stopReason === 'CANCELLED') await this.#removeModel(task.id);
        // From here to the move nothing is awaited: a cancel comes before both or after both.
        const ended = this.#tryToConclude(task, run, result);
        if (ended) return ended;
        await pause(this.#options.storeRetryMs, undefined, { signal: this.#stopping.signal });
      }
    } finally {
      this.#running.delete(task.id);
      this.pump();
    }
  }

  /** @returns null where the database could not store it just now */
  #tryToConclude(task: Task, run: TaskRun, result: RunResult): Task | null {
    try {
      return this.#conclude(task, run, result);
    } catch (error) {
      if (!isDatabaseFault(error)) throw error;
      const { log } = this.#options;
      log.error({ taskId: task.id, err: error }, 'the end of a task could not be stored; it is tried again');
      return null;
    }
  }

  #conclude(task: Task, run: TaskRun, result: RunResult): Task {
    const { ledger, watchdogGraceMs, log } = this.#options;
    const { id } = task;
    if (run.stopReason === 'CANCELLED') return ledger.cancel(id);
    if (result.kind === 'MODEL') return this.#finish(task, result.outcome);
    if (run.stopReason === 'SHUTDOWN') {
      const message = 'The service was stopped; the task goes on when it is back';
      return ledger.putBack(id, { message, countAttempt: false });
    }
    if (run.stopReason === 'TIMED_OUT') return ledger.fail(id, timedOut(task, watchdogGraceMs));
    if (mayBeRepeated(result.error, task)) {
      log.warn({ taskId: id, err: result.error }, 'the engine was lost');
      const message = 'The engine was lost; the task is next in the queue';
      return ledger.putBack(id, { message, countAttempt: true });
    }
    return this.#fail(task, result.error);
  }

  #finish(task: Task, outcome: RunOutcome): Task {
    try {
      return this.#options.ledger.finish(task.id, outcome);
    } catch (error) {
      if (isDatabaseFault(error)) throw error;
      return this.#fail(task, error);
    }
  }

  #fail(task: Task, error: unknown): Task {
    return this.#options.ledger.fail(task.id, failureOf(error, task, this.#options.log));
  }

  async #removeModel(id: string): Promise<void> {
    try {
      await this.#options.removeModel(id);
    } catch (error) {
      this.#options.log.error({ taskId: id, err: error }, 'what the run had saved could not be removed');
    }
  }
}
