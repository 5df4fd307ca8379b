import type { Statement } from 'libsql';
import { TaskNotFoundError } from '../errors.js';
import type { Database } from './database.js';
import { numberOf } from './database.js';
import { logged } from './task-log.js';
import { changingColumns, statusFromRow, taskFromRow } from './rows.js';
import type { RunOutcome, RunUpdate, Task, TaskFailure, TaskStatus } from './task.js';
import type { NewTask, TaskFilter, TaskPage } from './task-service.js';
import { assertTransition } from './transitions.js';

/** A task with its place in the queue, which is counted and never stored. */
const TASK = `
  SELECT t.*, CASE t.status WHEN 'WAITING' THEN
    (SELECT count(*) FROM tasks w WHERE w.status = 'WAITING' AND w.queue_seq <= t.queue_seq) END AS queue_position
  FROM tasks t`;

const MATCHES = `(:statuses IS NULL OR t.status IN (SELECT value FROM json_each(:statuses)))
  AND (:search IS NULL OR instr(t.search_text, :search) > 0)`;

const NEXT_QUEUE_SEQ = '(SELECT coalesce(max(queue_seq), 0) + 1 FROM tasks)';

/** What a task is before its first and between its attempts. */
const UNSTARTED = {
  progress: 0,
  message: null,
  notes: [],
  leaderboard: [],
  model: null,
  findings: [],
  baseline: null,
  failure: null,
  startedAt: null,
  finishedAt: null,
} as const;

/**
 * The tasks' rows. Each change is one transaction that reads the row, checks the move, writes it and reads it back: what
 * could not be read again is never committed. Methods that take an id throw TaskNotFoundError where there is none.
 */
export class TaskStore {
  readonly #sql: Database['sql'];
  readonly #byId: Statement;
  readonly #statusById: Statement;
  readonly #insert: Statement;
  readonly #save: Statement;
  readonly #delete: Statement;
  readonly #page: Statement;
  readonly #count: Statement;
  readonly #waitingCount: Statement;
  readonly #nextWaiting: Statement;
  readonly #waitingBehind: Statement;
  readonly #inProgress: Statement;
  readonly #nextQueueSeq: Statement;

  constructor(database: Database) {
    const sql = database.sql;
    this.#sql = sql;
    this.#byId = sql.prepare(`${TASK} WHERE t.id = ?`);
    this.#statusById = sql.prepare('SELECT status FROM tasks WHERE id = ?');
    this.#insert = sql.prepare(`
      INSERT INTO tasks (id, queue_seq, status, attempts, dataset_id, file_name, search_text, options, sample,
        progress, notes, leaderboard, events, created_at)
      VALUES (:id, ${NEXT_QUEUE_SEQ}, 'WAITING', 0, :dataset_id, :file_name, :search_text, :options, :sample,
        0, '[]', '[]', :events, :created_at)`);
    this.#save = sql.prepare(`
      UPDATE tasks SET queue_seq = :queue_seq, status = :status, attempts = :attempts, progress = :progress,
        message = :message, notes = :notes, events = :events, leaderboard = :leaderboard, model = :model, failure = :failure,
        findings = :findings, baseline = :baseline, engine_run = :engine_run, finish_early = :finish_early, started_at = :started_at, finished_at = :finished_at
      WHERE id = :id`);
    this.#delete = sql.prepare('DELETE FROM tasks WHERE id = ?');
    this.#page = sql.prepare(`
      ${TASK} WHERE (:after IS NULL OR t.created_seq < :after) AND ${MATCHES}
      ORDER BY t.created_seq DESC LIMIT :limit`);
    this.#count = sql.prepare(`SELECT count(*) AS n FROM tasks t WHERE ${MATCHES}`);
    this.#waitingCount = sql.prepare("SELECT count(*) AS n FROM tasks WHERE status = 'WAITING'");
    this.#nextWaiting = sql.prepare(`${TASK} WHERE t.status = 'WAITING' ORDER BY t.queue_seq LIMIT 1`);
    // Numbered in one pass: counting before each row, as TASK does, would be quadratic over a whole line.
    this.#waitingBehind = sql.prepare(`
      SELECT *, row_number() OVER (ORDER BY queue_seq)
        + (SELECT count(*) FROM tasks WHERE status = 'WAITING' AND queue_seq <= :seq) AS queue_position
      FROM tasks WHERE status = 'WAITING' AND queue_seq > :seq ORDER BY queue_seq`);
    this.#inProgress = sql.prepare(`${TASK} WHERE t.status = 'IN_PROGRESS' ORDER BY t.queue_seq`);
    this.#nextQueueSeq = sql.prepare(`SELECT ${NEXT_QUEUE_SEQ} AS n`);
  }

  find(id: string): Task | null {
    const row = this.#byId.get(id);
    return row === undefined ? null : taskFromRow(row);
  }

  get(id: string): Task {
    const task = this.find(id);
    if (!task) throw new TaskNotFoundError(id);
    return task;
  }

  /** Without reading the rest of the task, which may be long: for who asks at each request. */
  statusOf(id: string): TaskStatus {
    const row = this.#statusById.get(id);
    if (row === undefined) throw new TaskNotFoundError(id);
    return statusFromRow(row);
  }

  list({ first, after, filter }: { first: number; after?: number; filter?: TaskFilter }): TaskPage {
    const matching = {
      statuses: filter?.status ? JSON.stringify(filter.status) : null,
      search: filter?.search ? filter.search.toLowerCase() : null,
    };
    const rows = this.#page.all({ ...matching, after: after ?? null, limit: first + 1 });
    return {
      tasks: rows.slice(0, first).map(taskFromRow),
      hasNextPage: rows.length > first,
      totalCount: numberOf(this.#count, matching),
    };
  }

  waitingCount(): number {
    return numberOf(this.#waitingCount);
  }

  /** The head of the line. */
  nextWaiting(): Task | null {
    const row = this.#nextWaiting.get();
    return row === undefined ? null : taskFromRow(row);
  }

  /** All WAITING tasks that stand behind this place, first to run first. */
  waitingBehind(queueSeq: number): Task[] {
    return this.#waitingBehind.all({ seq: queueSeq }).map(taskFromRow);
  }

  inProgress(): Task[] {
    return this.#inProgress.all().map(taskFromRow);
  }

  /** Adds a WAITING task at the end of the line. */
  insert(task: NewTask): Task {
    return this.#atomically(() => {
      const now = new Date();
      this.#insert.run({
        id: task.id,
        dataset_id: task.datasetId,
        file_name: task.fileName,
        search_text: `${task.fileName}\n${task.id}`.toLowerCase(),
        options: JSON.stringify(task.options),
        sample: JSON.stringify(task.sample),
        events: JSON.stringify([{ at: now.toISOString(), message: 'Put in the line' }]),
        created_at: now.getTime(),
      });
      return this.get(task.id);
    });
  }

  start(id: string): Task {
    return this.#move(id, 'IN_PROGRESS', (task) => ({
      attempts: task.attempts + 1,
      message: 'Starting',
      startedAt: new Date(),
    }));
  }

  /** Back to its old place in the line, with its engine run, so that the next attempt can take that up. */
  putBack(id: string, { message, countAttempt }: { message: string; countAttempt: boolean }): Task {
    return this.#move(id, 'WAITING', (task) => ({
      ...UNSTARTED,
      message,
      attempts: countAttempt ? task.attempts : task.attempts - 1,
    }));
  }

  finish(id: string, outcome: RunOutcome): Task {
    return this.#move(id, 'DONE', () => ({
      progress: 1,
      message: null,
      leaderboard: outcome.leaderboard,
      model: outcome.model,
      notes: outcome.notes,
      findings: outcome.findings,
      baseline: outcome.baseline,
      engineRun: null,
      finishedAt: new Date(),
    }));
  }

  /** Its leaderboard and notes stay: they help to see what went wrong. */
  fail(id: string, failure: TaskFailure): Task {
    return this.#move(id, 'ERROR', () => ({
      message: null,
      failure,
      engineRun: null,
      finishedAt: new Date(),
    }));
  }

  cancel(id: string): Task {
    return this.#move(id, 'CANCELLED', (task) => ({
      ...UNSTARTED,
      engineRun: null,
      finishEarly: false,
      startedAt: task.startedAt,
      finishedAt: new Date(),
    }));
  }

  /** To the end of the line, as if it were new. */
  retry(id: string): Task {
    return this.#move(id, 'WAITING', () => ({
      ...UNSTARTED,
      engineRun: null,
      finishEarly: false,
      attempts: 0,
      queueSeq: numberOf(this.#nextQueueSeq),
    }));
  }

  /** What a running task tells of itself; `progress` is kept within 0 and 1. */
  update(id: string, update: RunUpdate): Task {
    return this.#atomically(() => {
      const task = this.get(id);
      return this.#write(task, {
        progress: Math.min(1, Math.max(0, update.progress ?? task.progress)),
        message: update.message ?? task.message,
        notes: update.notes ?? task.notes,
        leaderboard: update.leaderboard ?? task.leaderboard,
        engineRun: update.engineRun ?? task.engineRun,
        findings: update.findings ?? task.findings,
        baseline: update.baseline ?? task.baseline,
      });
    });
  }

  /** Remembers the wish until the task has ended or is retried. */
  finishEarly(id: string): Task {
    return this.#atomically(() =>
      this.#write(this.get(id), { finishEarly: true, message: 'Finishing with the best model so far' }),
    );
  }

  /** False where there was none. */
  delete(id: string): boolean {
    return this.#delete.run(id).changes > 0;
  }

  #move(id: string, to: TaskStatus, change: (task: Task) => Partial<Task>): Task {
    return this.#atomically(() => {
      const task = this.get(id);
      assertTransition(id, task.status, to);
      return this.#write(task, { ...change(task), status: to });
    });
  }

  #write(before: Task, change: Partial<Task>): Task {
    const after = { ...before, ...change };
    const events = logged(before, after, new Date());
    this.#save.run({ id: after.id, ...changingColumns({ ...after, events }) });
    return this.get(after.id);
  }

  #atomically<T>(work: () => T): T {
    return this.#sql.transaction(work).immediate();
  }
}
