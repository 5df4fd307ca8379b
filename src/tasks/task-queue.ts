import type { Logger } from 'pino';
import type { ModelDetails } from '../domain/leaderboard.js';
import { EngineUnavailableError, QueueFullError, TaskNotReadyError } from '../domain/errors.js';
import { Scheduler } from './scheduler.js';
import type { Task, TaskRunner } from './task.js';
import type { Estimate } from './estimates.js';
import type { Description, NewTask, PageRequest, TaskPage, TaskService } from './task-service.js';
import { TaskLedger } from './task-ledger.js';
import type { TaskStore } from './task-store.js';

/** What a task has on disk. Both must be content with nothing to remove. */
export interface TaskFiles {
  /** The model and its manifest, whole or half-written. */
  removeModel(taskId: string): Promise<void>;
  /** The model, the sample and all else. */
  removeAll(taskId: string): Promise<void>;
}

export interface TaskQueueOptions {
  readonly store: TaskStore;
  readonly runner: TaskRunner;
  readonly files: TaskFiles;
  readonly log: Logger;
  /** Tasks in progress at most; default 1. */
  readonly concurrency?: number;
  /** WAITING tasks at most. */
  readonly queueLimit: number;
  /** How far a task may overrun its budget before it is ended, in milliseconds; default one minute. */
  readonly watchdogGraceMs?: number;
  /** How long a stopped runner may take to end before it is abandoned, in milliseconds; default 10 s. */
  readonly stopGraceMs?: number;
  /** How long before storing what could not be stored is tried again, in milliseconds; default 5 s. */
  readonly storeRetryMs?: number;
}

/** The tasks of the service: a durable queue of them, and a scheduler that takes from its head. */
export class TaskQueue implements TaskService {
  readonly #ledger: TaskLedger;
  readonly #files: TaskFiles;
  readonly queueLimit: number;
  readonly #scheduler: Scheduler;

  constructor(options: TaskQueueOptions) {
    const { store, files, log } = options;
    this.#ledger = new TaskLedger(store, options.concurrency ?? 1, log);
    this.#files = files;
    this.queueLimit = options.queueLimit;
    this.#scheduler = new Scheduler({
      ledger: this.#ledger,
      runner: options.runner,
      concurrency: options.concurrency ?? 1,
      watchdogGraceMs: options.watchdogGraceMs ?? 60_000,
      stopGraceMs: options.stopGraceMs ?? 10_000,
      storeRetryMs: options.storeRetryMs ?? 5_000,
      removeModel: (taskId) => files.removeModel(taskId),
      log,
    });
  }

  /** Recovers what the last process left behind, and begins to run tasks; until then they are only taken in. */
  start(): void {
    this.#scheduler.start();
  }

  /**
   * Puts running tasks back into the queue, to go on after the next start, and completes every subscription. Refuses new
   * tasks from the moment it is called. Idempotent; resolves when no run is left.
   */
  async stop(): Promise<void> {
    await this.#scheduler.stop();
    this.#ledger.close();
  }

  /** Live subscriptions. */
  get listenerCount(): number {
    return this.#ledger.listenerCount;
  }

  submit(task: NewTask): Task {
    this.assertRoom();
    const waiting = this.#ledger.submit(task);
    this.#scheduler.pump();
    return waiting;
  }

  get(id: string): Task {
    return this.#ledger.get(id);
  }

  find(id: string): Task | null {
    return this.#ledger.find(id);
  }

  list(page: PageRequest): TaskPage {
    return this.#ledger.list(page);
  }

  queueLength(): number {
    return this.#ledger.waitingCount();
  }

  async cancel(id: string): Promise<Task> {
    const task = this.#ledger.get(id);
    if (task.status === 'IN_PROGRESS') return this.#scheduler.cancel(id);
    if (task.status !== 'WAITING') return task;
    const cancelled = this.#ledger.cancel(id);
    // An attempt that a crash cut off may have saved part of a model.
    if (task.attempts > 0) await this.#files.removeModel(id);
    return cancelled;
  }

  judge(id: string, change: Partial<ModelDetails>): Task {
    return this.#ledger.judge(id, change);
  }

  finishEarly(id: string): Task {
    return this.#scheduler.finishEarly(id);
  }

  retry(id: string): Task {
    const { status } = this.#ledger.get(id);
    if (status !== 'ERROR' && status !== 'CANCELLED') {
      throw new TaskNotReadyError(`The task is ${status}; only one in ERROR or CANCELLED can be retried.`);
    }
    this.assertRoom();
    const waiting = this.#ledger.retry(id);
    this.#scheduler.pump();
    return waiting;
  }

  describe(id: string, changes: Partial<Description>): Task {
    return this.#ledger.describe(id, changes);
  }

  estimate(task: Task): Estimate {
    return this.#ledger.estimate(task);
  }

  async delete(id: string): Promise<void> {
    let task: Task | null = this.#ledger.get(id);
    while (task?.status === 'IN_PROGRESS') {
      await this.#scheduler.cancel(id);
      task = this.#ledger.find(id);
    }
    // Null: another call has deleted it meanwhile.
    if (!task) return;
    this.#ledger.delete(task);
    await this.#files.removeAll(id);
  }

  watch(id: string, signal?: AbortSignal): AsyncIterableIterator<Task> {
    return this.#ledger.watch(id, signal);
  }

  watchAll(signal?: AbortSignal): AsyncIterableIterator<Task> {
    return this.#ledger.watchAll(signal);
  }

  watchDeletions(signal?: AbortSignal): AsyncIterableIterator<Task> {
    return this.#ledger.watchDeletions(signal);
  }

  assertRoom(): void {
    if (this.#scheduler.state.status === 'STOPPED') {
      throw new EngineUnavailableError('The service is stopping. Try again when it is back.');
    }
    const waiting = this.#ledger.waitingCount();
    if (waiting >= this.queueLimit) {
      throw new QueueFullError(
        `The queue is full: ${waiting} tasks are waiting. Try again when one of them has started, or cancel one.`,
        { queueLimit: this.queueLimit },
      );
    }
  }
}
