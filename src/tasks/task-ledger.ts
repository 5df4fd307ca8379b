import type { Logger } from 'pino';
import { Estimates, type Estimate } from './estimates.js';
import { PositionNotices } from './position-notices.js';
import type { RunOutcome, RunUpdate, Task, TaskFailure, TaskStatus } from './task.js';
import type { Description, NewTask, PageRequest, TaskPage } from './task-service.js';
import type { TaskStore } from './task-store.js';
import { TaskTopics } from './topics.js';
import type { ModelDetails } from '../domain/leaderboard.js';

/**
 * The tasks, and everybody who follows them. A change is stored and announced, to the log and the subscribers, by one
 * call: nobody else has the store, so that no change can go unheard. What could not be stored is announced to nobody.
 */
export class TaskLedger {
  readonly #store: TaskStore;
  readonly #log: Logger;
  readonly #topics = new TaskTopics();
  readonly #positions: PositionNotices;
  readonly #estimates: Estimates;

  /** @param concurrency tasks in progress at most */
  constructor(store: TaskStore, concurrency: number, log: Logger) {
    this.#store = store;
    this.#log = log;
    this.#estimates = new Estimates(store, concurrency);
    this.#positions = new PositionNotices(store, this.#topics);
  }

  get listenerCount(): number {
    return this.#topics.listenerCount;
  }

  find(id: string): Task | null {
    return this.#store.find(id);
  }

  /** @throws {TaskNotFoundError} */
  get(id: string): Task {
    return this.#store.get(id);
  }

  list(page: PageRequest): TaskPage {
    return this.#store.list(page);
  }

  waitingCount(): number {
    return this.#store.waitingCount();
  }

  inProgress(): Task[] {
    return this.#store.inProgress().filter((task) => this.#isIntact(task, 'IN_PROGRESS'));
  }

  /** The head of the queue. A task whose row is damaged is ended on the way. */
  nextWaiting(): Task | null {
    let next = this.#store.nextWaiting();
    while (next && !this.#isIntact(next, 'WAITING')) next = this.#store.nextWaiting();
    return next;
  }

  submit(task: NewTask): Task {
    return this.#announced('submitted', this.#store.insert(task));
  }

  retry(id: string): Task {
    return this.#announced('retried', this.#store.retry(id));
  }

  start(id: string): Task {
    return this.#moved(this.#announced('started', this.#store.start(id)));
  }

  putBack(id: string, how: { message: string; countAttempt: boolean }): Task {
    return this.#moved(this.#announced('put back', this.#store.putBack(id, how)));
  }

  finish(id: string, outcome: RunOutcome): Task {
    const done = this.#store.finish(id, outcome);
    this.#estimates.observe(done);
    return this.#announced('done', done);
  }

  judge(id: string, change: Partial<ModelDetails>): Task {
    return this.#announced('judged', this.#store.judge(id, change));
  }

  fail(id: string, failure: TaskFailure): Task {
    return this.#announced('failed', this.#store.fail(id, failure));
  }

  cancel(id: string): Task {
    const wasWaiting = this.#store.statusOf(id) === 'WAITING';
    const cancelled = this.#announced('cancelled', this.#store.cancel(id));
    return wasWaiting ? this.#moved(cancelled) : cancelled;
  }

  /** Progress; too frequent for the log. */
  update(id: string, update: RunUpdate): Task {
    return this.#published(this.#store.update(id, update));
  }

  finishEarly(id: string): Task {
    return this.#published(this.#store.finishEarly(id));
  }

  describe(id: string, changes: Partial<Description>): Task {
    return this.#published(this.#store.describe(id, changes));
  }

  estimate(task: Task): Estimate {
    return this.#estimates.of(task);
  }

  delete(task: Task): void {
    if (!this.#store.delete(task)) return;
    this.#logged('deleted', task);
    this.#topics.publishDeletion(task);
    if (task.status === 'WAITING') this.#moved(task);
  }

  watch(id: string, signal?: AbortSignal): AsyncIterableIterator<Task> {
    return this.#topics.watch(this.#store.get(id), signal);
  }

  watchAll(signal?: AbortSignal): AsyncIterableIterator<Task> {
    return this.#topics.watchAll(signal);
  }

  watchDeletions(signal?: AbortSignal): AsyncIterableIterator<Task> {
    return this.#topics.watchDeletions(signal);
  }

  /** Ends every subscription. */
  close(): void {
    this.#positions.close();
    this.#topics.close();
  }

  #isIntact(task: Task, stored: TaskStatus): boolean {
    if (task.status === stored) return true;
    this.#announced('failed', this.#store.failDamaged(task));
    return false;
  }

  #announced(event: string, task: Task): Task {
    this.#logged(event, task);
    return this.#published(task);
  }

  #published(task: Task): Task {
    this.#topics.publish(task);
    return task;
  }

  /** Those behind it in the queue have new positions. */
  #moved(task: Task): Task {
    this.#positions.moved(task.queueSeq);
    return task;
  }

  #logged(event: string, { id: taskId, status, attempts, queuePosition, failure }: Task): void {
    this.#log.info(
      { taskId, status, attempts, ...(queuePosition && { queuePosition }), ...(failure && { failure }) },
      `task ${event}`,
    );
  }
}
