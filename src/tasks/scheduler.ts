import type { Logger } from 'pino';
import { TaskNotReadyError } from '../errors.js';
import type { Announcer, TaskEvent } from './announcer.js';
import { engineLost, failureOf, MAX_ATTEMPTS, mayBeRepeated, timedOut } from './failures.js';
import type { RunOutcome, RunUpdate, Task, TaskRunner } from './task.js';
import type { RunResult } from './task-run.js';
import { TaskRun } from './task-run.js';
import type { TaskStore } from './task-store.js';
import type { TaskTopics } from './topics.js';

/** A scheduler starts nothing unless RUNNING. */
export type SchedulerState =
  { readonly status: 'NEW' | 'RUNNING' } | { readonly status: 'STOPPED'; readonly done: Promise<void> };

export interface SchedulerOptions {
  readonly store: TaskStore;
  readonly topics: TaskTopics;
  readonly announcer: Announcer;
  readonly runner: TaskRunner;
  /** Tasks in progress at most. */
  readonly concurrency: number;
  readonly watchdogGraceMs: number;
  readonly stopGraceMs: number;
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
 * Takes tasks from the head of the line, `concurrency` at a time, and turns what becomes of each run into a move of the
 * task. A task whose engine was lost keeps its place, so it is the next to start.
 */
export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #running = new Map<string, Running>();
  #state: SchedulerState = { status: 'NEW' };

  constructor(options: SchedulerOptions) {
    this.#options = options;
  }

  get state(): SchedulerState {
    return this.#state;
  }

  /** Puts what a crash has left IN_PROGRESS back at the head of the line, and begins. */
  start(): void {
    if (this.#state.status !== 'NEW') return;
    this.#state = { status: 'RUNNING' };
    const { store } = this.#options;
    for (const task of store.inProgress()) {
      if (task.attempts < MAX_ATTEMPTS) {
        const message = 'The service was restarted; the task is next in line';
        this.#putBack(task.id, { message, countAttempt: true });
      } else {
        const failure = engineLost(task, 'the service ended while the task was running.');
        this.#announced('failed', store.fail(task.id, failure));
      }
    }
    this.pump();
  }

  /** Starts what may start now. Called after everything that lengthens the line or frees a place. */
  pump(): void {
    try {
      while (this.#state.status === 'RUNNING' && this.#running.size < this.#options.concurrency) {
        const next = this.#options.store.nextWaiting();
        if (!next) return;
        this.#begin(next.id);
      }
    } catch (error) {
      // The caller's own change is stored and stands; the next pump tries again.
      this.#options.log.error({ err: error }, 'the next task could not be started');
    }
  }

  /** @throws {TaskNotReadyError} where the task is not running, or is being stopped. */
  finishEarly(id: string): Task {
    const { store, topics } = this.#options;
    const { status } = store.get(id);
    const run = this.#running.get(id)?.run;
    if (!run || run.stopReason !== undefined) {
      const state = run ? 'being stopped' : status;
      throw new TaskNotReadyError(`The task is ${state}; only one that is training can be finished early.`);
    }
    const task = store.finishEarly(id);
    run.finishEarly();
    topics.publish(task);
    return task;
  }

  /** Stops an IN_PROGRESS task; resolves with it when its run has ended. */
  async cancel(id: string): Promise<Task> {
    const { store, topics } = this.#options;
    const running = this.#running.get(id);
    // No run: left over by a crash and not yet put back.
    if (!running) return this.#announced('cancelled', store.cancel(id));
    if (running.run.stopReason !== 'CANCELLED') {
      running.run.stop('CANCELLED');
      topics.publish(store.update(id, { message: 'Cancelling' }));
    }
    return running.settled;
  }

  /** Starts nothing more and puts running tasks back; resolves when all runs have ended. */
  stop(): Promise<void> {
    if (this.#state.status === 'STOPPED') return this.#state.done;
    const runs = [...this.#running.values()];
    const done = Promise.allSettled(runs.map(({ settled }) => settled)).then(() => undefined);
    this.#state = { status: 'STOPPED', done };
    for (const { run } of runs) run.stop('SHUTDOWN');
    return done;
  }

  #begin(id: string): void {
    const { store, announcer, log } = this.#options;
    const task = store.start(id);
    announcer.announce('started', task);
    announcer.lineMoved(task);
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
      this.#options.topics.publish(this.#options.store.update(id, update));
    } catch (error) {
      this.#options.log.error({ taskId: id, err: error }, 'a report of progress could not be stored');
    }
  }

  async #settle(task: Task, run: TaskRun): Promise<Task> {
    try {
      const result = await run.result;
      if (result.kind === 'NO_MODEL' || run.stopReason === 'CANCELLED') await this.#removeModel(task.id);
      // From here to the move nothing is awaited: a cancel comes before both or after both.
      return this.#conclude(task, run, result);
    } finally {
      this.#running.delete(task.id);
      this.pump();
    }
  }

  #conclude(task: Task, run: TaskRun, result: RunResult): Task {
    const { store, watchdogGraceMs, log } = this.#options;
    const { id } = task;
    if (run.stopReason === 'CANCELLED') return this.#announced('cancelled', store.cancel(id));
    if (result.kind === 'MODEL') return this.#finish(task, result.outcome);
    if (run.stopReason === 'SHUTDOWN') {
      const message = 'The service was stopped; the task goes on when it is back';
      return this.#putBack(id, { message, countAttempt: false });
    }
    if (run.stopReason === 'TIMED_OUT') {
      return this.#announced('failed', store.fail(id, timedOut(task, watchdogGraceMs)));
    }
    if (mayBeRepeated(result.error, task)) {
      log.warn({ taskId: id, err: result.error }, 'the engine was lost');
      const message = 'The engine was lost; the task is next in line';
      return this.#putBack(id, { message, countAttempt: true });
    }
    return this.#fail(task, result.error);
  }

  #finish(task: Task, outcome: RunOutcome): Task {
    let done: Task;
    try {
      done = this.#options.store.finish(task.id, outcome);
    } catch (error) {
      return this.#fail(task, error);
    }
    return this.#announced('done', done);
  }

  #fail(task: Task, error: unknown): Task {
    const failure = failureOf(error, task, this.#options.log);
    return this.#announced('failed', this.#options.store.fail(task.id, failure));
  }

  #putBack(id: string, how: { message: string; countAttempt: boolean }): Task {
    const task = this.#announced('put back', this.#options.store.putBack(id, how));
    this.#options.announcer.lineMoved(task);
    return task;
  }

  #announced(event: TaskEvent, task: Task): Task {
    this.#options.announcer.announce(event, task);
    return task;
  }

  async #removeModel(id: string): Promise<void> {
    try {
      await this.#options.removeModel(id);
    } catch (error) {
      this.#options.log.error({ taskId: id, err: error }, 'what the run had saved could not be removed');
    }
  }
}
