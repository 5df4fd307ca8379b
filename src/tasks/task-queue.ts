import type { Logger } from 'pino';
import { EngineUnavailableError, QueueFullError, TaskNotReadyError } from '../errors.js';
import { Announcer } from './announcer.js';
import { Scheduler } from './scheduler.js';
import type { Task, TaskRunner } from './task.js';
import type { NewTask, TaskFilter, TaskPage, TaskService } from './task-service.js';
import type { TaskStore } from './task-store.js';
import { TaskTopics } from './topics.js';

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
  /** How long a stopped runner may take to end before it is left behind, in milliseconds; default 10 s. */
  readonly stopGraceMs?: number;
}

/** The tasks of the service: a durable line of them, and a scheduler that takes from its head. */
export class TaskQueue implements TaskService {
  readonly #store: TaskStore;
  readonly #files: TaskFiles;
  readonly #queueLimit: number;
  readonly #topics = new TaskTopics();
  readonly #announcer: Announcer;
  readonly #scheduler: Scheduler;

  constructor(options: TaskQueueOptions) {
    const { store, files, log } = options;
    this.#store = store;
    this.#files = files;
    this.#queueLimit = options.queueLimit;
    this.#announcer = new Announcer(store, this.#topics, log);
    this.#scheduler = new Scheduler({
      store,
      topics: this.#topics,
      announcer: this.#announcer,
      runner: options.runner,
      concurrency: options.concurrency ?? 1,
      watchdogGraceMs: options.watchdogGraceMs ?? 60_000,
      stopGraceMs: options.stopGraceMs ?? 10_000,
      removeModel: (taskId) => files.removeModel(taskId),
      log,
    });
  }

  /** Recovers what the last process left behind, and begins to run tasks; until then they are only taken in. */
  start(): void {
    this.#scheduler.start();
  }

  /**
   * Puts running tasks back into line, to go on after the next start, and completes every subscription. Refuses new
   * tasks from the moment it is called. Idempotent; resolves when no run is left.
   */
  async stop(): Promise<void> {
    await this.#scheduler.stop();
    this.#topics.close();
  }

  /** Live subscriptions. */
  get listenerCount(): number {
    return this.#topics.listenerCount;
  }

  submit(task: NewTask): Task {
    this.#assertRoom();
    const waiting = this.#store.insert(task);
    this.#announcer.announce('submitted', waiting);
    this.#scheduler.pump();
    return waiting;
  }

  get(id: string): Task {
    return this.#store.get(id);
  }

  find(id: string): Task | null {
    return this.#store.find(id);
  }

  list(page: { first: number; after?: number; filter?: TaskFilter }): TaskPage {
    return this.#store.list(page);
  }

  queueLength(): number {
    return this.#store.waitingCount();
  }

  async cancel(id: string): Promise<Task> {
    const task = this.#store.get(id);
    if (task.status === 'IN_PROGRESS') return this.#scheduler.cancel(id);
    if (task.status !== 'WAITING') return task;
    const cancelled = this.#store.cancel(id);
    this.#announcer.announce('cancelled', cancelled);
    this.#announcer.lineMoved(cancelled);
    return cancelled;
  }

  finishEarly(id: string): Promise<Task> {
    // Within the promise, so that a refusal rejects it, as with cancel and delete.
    return Promise.resolve(id).then((taskId) => this.#scheduler.finishEarly(taskId));
  }

  retry(id: string): Task {
    const { status } = this.#store.get(id);
    if (status !== 'ERROR' && status !== 'CANCELLED') {
      throw new TaskNotReadyError(`The task is ${status}; only one in ERROR or CANCELLED can be retried.`);
    }
    this.#assertRoom();
    const waiting = this.#store.retry(id);
    this.#announcer.announce('retried', waiting);
    this.#scheduler.pump();
    return waiting;
  }

  async delete(id: string): Promise<void> {
    let task: Task | null = this.#store.get(id);
    while (task?.status === 'IN_PROGRESS') {
      await this.#scheduler.cancel(id);
      task = this.#store.find(id);
    }
    // Null: another call has deleted it meanwhile.
    if (!task) return;
    this.#store.delete(id);
    this.#announcer.announce('deleted', task);
    if (task.status === 'WAITING') this.#announcer.lineMoved(task);
    await this.#files.removeAll(id);
  }

  watch(id: string, signal?: AbortSignal): AsyncIterableIterator<Task> {
    return this.#topics.watch(this.#store.get(id), signal);
  }

  watchAll(signal?: AbortSignal): AsyncIterableIterator<Task> {
    return this.#topics.watchAll(signal);
  }

  #assertRoom(): void {
    if (this.#scheduler.state.status === 'STOPPED') {
      throw new EngineUnavailableError('The service is stopping. Try again when it is back.');
    }
    const waiting = this.#store.waitingCount();
    if (waiting >= this.#queueLimit) {
      throw new QueueFullError(
        `The queue is full: ${waiting} tasks are waiting. Try again when one of them has started, or cancel one.`,
      );
    }
  }
}
