import type { Statement } from 'libsql';
import type { ModelDetails } from '../domain/leaderboard.js';
import { TaskNotFoundError, TaskNotReadyError } from '../domain/errors.js';
import type { Database } from '../storage/database.js';
import { numberOf } from '../storage/database.js';
import { logged } from './task-log.js';
import { QueueOrder } from './queue-order.js';
import { RowReader } from './row-reader.js';
import { changingColumns, statusFromRow } from './rows.js';
import type { RunOutcome, RunUpdate, Task, TaskFailure, TaskStatus } from './task.js';
import { effortOf, type Effort } from './run-pace.js';
import { TaskPages } from './task-pages.js';
import type { Description, NewTask, PageRequest, TaskPage } from './task-service.js';
import { assertTransition } from './transitions.js';

const NEXT_QUEUE_SEQ = '(SELECT coalesce(max(queue_seq), 0) + 1 FROM tasks)';

interface EffortRow {
  readonly queue_seq: number;
  readonly models: number | null;
  readonly rows: number | null;
  readonly seconds: number | null;
}

/** In lower case by Unicode's rules, which SQLite does not know. */
const searchText = (task: Pick<Task, 'fileName' | 'id' | 'name' | 'tags' | 'sample'>) =>
  [task.fileName, task.id, task.name ?? '', task.sample.target, ...task.tags].join('\n').toLowerCase();

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
  engineReached: false,
  startedAt: null,
  finishedAt: null,
} as const;

/**
 * The tasks' rows. Each change is one transaction that reads the row, checks the move, writes it and reads it back: what
 * could not be read again is never committed. Methods that take an id throw TaskNotFoundError where there is none.
 */
export class TaskStore {
  readonly #database: Database;
  readonly #order = new QueueOrder();
  readonly #rows = new RowReader((queueSeq) => this.#order.positionOf(queueSeq));
  readonly #byId: Statement;
  readonly #statusById: Statement;
  readonly #insert: Statement;
  readonly #save: Statement;
  readonly #delete: Statement;
  readonly #pages: TaskPages;
  readonly #countByStatus: Statement;
  readonly #waitingSeqs: Statement;
  readonly #failDamaged: Statement;
  readonly #ids: Statement;
  readonly #describe: Statement;
  readonly #latestDone: Statement;
  readonly #efforts: Statement;
  readonly #nextWaiting: Statement;
  readonly #waitingBehind: Statement;
  readonly #inProgress: Statement;
  readonly #nextQueueSeq: Statement;

  constructor(database: Database) {
    const sql = database.sql;
    this.#database = database;
    this.#byId = sql.prepare('SELECT * FROM tasks WHERE id = ?');
    this.#statusById = sql.prepare('SELECT status FROM tasks WHERE id = ?');
    this.#insert = sql.prepare(`
      INSERT INTO tasks (id, queue_seq, status, attempts, dataset_id, file_name, search_text, options, sample,
        progress, notes, leaderboard, events, created_at)
      VALUES (:id, ${NEXT_QUEUE_SEQ}, 'WAITING', 0, :dataset_id, :file_name, :search_text, :options, :sample,
        0, '[]', '[]', :events, :created_at)`);
    this.#save = sql.prepare(`
      UPDATE tasks SET queue_seq = :queue_seq, status = :status, attempts = :attempts, progress = :progress,
        message = :message, notes = :notes, events = :events, leaderboard = :leaderboard, model = :model, failure = :failure,
        findings = :findings, baseline = :baseline, engine_reached = :engine_reached, engine_run = :engine_run, finish_early = :finish_early, started_at = :started_at, finished_at = :finished_at
      WHERE id = :id`);
    this.#delete = sql.prepare('DELETE FROM tasks WHERE id = ?');
    this.#countByStatus = sql.prepare('SELECT status, count(*) AS n FROM tasks GROUP BY status');
    this.#pages = new TaskPages(database);
    this.#waitingSeqs = sql.prepare(
      "SELECT queue_seq FROM tasks WHERE status = 'WAITING' ORDER BY queue_seq",
    );
    this.#nextWaiting = sql.prepare(
      "SELECT * FROM tasks WHERE status = 'WAITING' ORDER BY queue_seq LIMIT 1",
    );
    this.#waitingBehind = sql.prepare(`
      SELECT id, queue_seq FROM tasks WHERE status = 'WAITING' AND queue_seq > :seq
      ORDER BY queue_seq LIMIT :limit`);
    this.#inProgress = sql.prepare("SELECT * FROM tasks WHERE status = 'IN_PROGRESS' ORDER BY queue_seq");
    this.#failDamaged = sql.prepare(
      "UPDATE tasks SET status = 'ERROR', failure = :failure, finished_at = :now WHERE id = :id",
    );
    this.#ids = sql.prepare('SELECT id FROM tasks');
    this.#describe = sql.prepare(
      'UPDATE tasks SET name = :name, note = :note, tags = :tags, search_text = :search_text WHERE id = :id',
    );
    this.#latestDone = sql.prepare(
      "SELECT * FROM tasks WHERE status = 'DONE' ORDER BY created_seq DESC LIMIT 20",
    );
    this.#efforts = sql.prepare(`
      SELECT queue_seq, json_extract(options, '$.maxModels') AS models, json_extract(sample, '$.rowsUsed') AS rows,
        json_extract(options, '$.maxRuntimeSecs') AS seconds
      FROM tasks WHERE status = 'WAITING' AND json_valid(options) AND json_valid(sample)`);
    this.#loadOrder();
    this.#nextQueueSeq = sql.prepare(`SELECT ${NEXT_QUEUE_SEQ} AS n`);
  }

  find(id: string): Task | null {
    this.#rows.lookAt(this.#database.stamp());
    return this.#find(id);
  }

  get(id: string): Task {
    const task = this.find(id);
    if (!task) throw new TaskNotFoundError(id);
    return task;
  }

  /** Only the status; for callers that check it on every request and need not parse the whole row. */
  statusOf(id: string): TaskStatus {
    const row = this.#statusById.get(id);
    if (row === undefined) throw new TaskNotFoundError(id);
    return statusFromRow(row);
  }

  list(request: PageRequest): TaskPage {
    this.#rows.lookAt(this.#database.stamp());
    const { places, ...page } = this.#pages.read(request);
    const found = places.flatMap(({ id, key }) => {
      const task = this.#find(id);
      return task ? [{ task, key }] : [];
    });
    return { ...page, tasks: found.map(({ task }) => task), keys: found.map(({ key }) => key) };
  }

  /** How many tasks are in each state; a state without tasks is left out. */
  countByStatus(): Partial<Record<TaskStatus, number>> {
    const rows = this.#countByStatus.all() as { status: TaskStatus; n: number }[];
    return Object.fromEntries(rows.map(({ status, n }) => [status, n]));
  }

  waitingCount(): number {
    return this.#order.length;
  }

  /** The head of the queue; in ERROR where its row is damaged. */
  nextWaiting(): Task | null {
    const row = this.#nextWaiting.get();
    return row === undefined ? null : this.#rows.readable(row);
  }

  /** The places of the WAITING tasks behind this one, first to run first, `limit` at most. */
  waitingBehind(queueSeq: number, limit: number): { id: string; queueSeq: number }[] {
    const rows = this.#waitingBehind.all({ seq: queueSeq, limit }) as { id: string; queue_seq: number }[];
    return rows.map(({ id, queue_seq }) => ({ id, queueSeq: queue_seq }));
  }

  /** In ERROR where a row is damaged. */
  inProgress(): Task[] {
    return this.#inProgress.all().map((row) => this.#rows.readable(row));
  }

  /** Of all tasks. */
  ids(): Set<string> {
    return new Set((this.#ids.all() as { id: string }[]).map(({ id }) => id));
  }

  /** Adds a WAITING task at the end of the queue. */
  insert(task: NewTask): Task {
    return this.#atomically(() => {
      const now = new Date();
      this.#insert.run({
        id: task.id,
        dataset_id: task.datasetId,
        file_name: task.fileName,
        search_text: searchText({ ...task, name: null, tags: [] }),
        options: JSON.stringify(task.options),
        sample: JSON.stringify(task.sample),
        events: JSON.stringify([{ at: now.toISOString(), message: 'Queued' }]),
        created_at: now.getTime(),
      });
      const row = this.#byId.get(task.id);
      this.#order.add((row as { queue_seq: number }).queue_seq);
      return this.#rows.intact(row);
    });
  }

  start(id: string): Task {
    return this.#move(id, 'IN_PROGRESS', (task) => ({
      attempts: task.attempts + 1,
      message: 'Starting',
      startedAt: new Date(),
    }));
  }

  /** Back to its old place in the queue, with its engine run, so that the next attempt can take that up. */
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

  /** To the end of the queue, as if it were new. */
  retry(id: string): Task {
    return this.#move(id, 'WAITING', () => ({
      ...UNSTARTED,
      engineRun: null,
      finishEarly: false,
      attempts: 0,
      queueSeq: numberOf(this.#nextQueueSeq),
    }));
  }

  /** What a running task reports; `progress` is kept within 0 and 1. */
  update(id: string, update: RunUpdate): Task {
    return this.#atomically(() => {
      const task = this.#intact(id);
      return this.#write(task, {
        progress: Math.min(1, Math.max(0, update.progress ?? task.progress)),
        message: update.message ?? task.message,
        notes: update.notes ?? task.notes,
        leaderboard: update.leaderboard ?? task.leaderboard,
        engineReached: update.engineReached ?? task.engineReached,
        engineRun: update.engineRun ?? task.engineRun,
        findings: update.findings ?? task.findings,
        baseline: update.baseline ?? task.baseline,
      });
    });
  }

  /** Remembers the wish until the task has ended or is retried. */
  finishEarly(id: string): Task {
    return this.#atomically(() =>
      this.#write(this.#intact(id), { finishEarly: true, message: 'Finishing with the best model so far' }),
    );
  }

  /** How the user names and describes it; the task itself goes on as it is. */
  describe(id: string, changes: Partial<Description>): Task {
    return this.#atomically(() => {
      const task = this.#intact(id);
      const after = { ...task, ...changes };
      this.#describe.run({
        id,
        name: after.name,
        note: after.note,
        tags: JSON.stringify(after.tags),
        search_text: searchText(after),
      });
      this.#rows.drop(id);
      return after;
    });
  }

  /** DONE tasks, newest first; those whose rows are damaged left out. */
  latestDone(): Task[] {
    return this.#latestDone
      .all()
      .map((row) => this.#rows.readable(row))
      .filter(({ status }) => status === 'DONE');
  }

  /** Of the WAITING tasks before this place, first to run first. */
  placesBefore(queueSeq: number): readonly number[] {
    return this.#order.before(queueSeq);
  }

  /** What each WAITING task takes, by its place. */
  *effortsWaiting(): Generator<[number, Effort]> {
    for (const row of this.#efforts.all() as EffortRow[]) {
      yield [row.queue_seq, effortOf(row.models ?? 1, row.rows ?? 0, row.seconds ?? 1)];
    }
  }

  /** Ends a task whose row is damaged, as {@link find} shows it, so that it holds up no other. */
  failDamaged(task: Task): Task {
    this.#failDamaged.run({ id: task.id, failure: JSON.stringify(task.failure), now: Date.now() });
    this.#order.remove(task.queueSeq);
    return task;
  }

  /** Changes what is known of the model of a DONE task. @throws {TaskNotReadyError} where it has none */
  judge(id: string, change: Partial<ModelDetails>): Task {
    return this.#atomically(() => {
      const task = this.get(id);
      if (task.status !== 'DONE' || task.model === null) {
        throw new TaskNotReadyError(`Task ${id} is ${task.status}; a model is there once it is DONE.`);
      }
      return this.#write(task, { model: { ...task.model, ...change } });
    });
  }

  /** False where there was none. */
  delete(task: Task): boolean {
    const deleted = this.#delete.run(task.id).changes > 0;
    this.#order.remove(task.queueSeq);
    return deleted;
  }

  #find(id: string): Task | null {
    const unchanged = this.#rows.unchanged(id);
    if (unchanged) return unchanged;
    const row = this.#byId.get(id);
    return row === undefined ? null : this.#rows.readable(row);
  }

  #move(id: string, to: TaskStatus, change: (task: Task) => Partial<Task>): Task {
    return this.#atomically(() => {
      const task = this.#intact(id);
      assertTransition(id, task.status, to);
      return this.#write(task, { ...change(task), status: to });
    });
  }

  #write(before: Task, change: Partial<Task>): Task {
    const after = { ...before, ...change };
    const events = logged(before, after, new Date());
    this.#save.run({ id: after.id, ...changingColumns({ ...after, events }) });
    if (before.status === 'WAITING') this.#order.remove(before.queueSeq);
    if (after.status === 'WAITING') this.#order.add(after.queueSeq);
    return this.#rows.intact(this.#byId.get(after.id));
  }

  /** @throws {TaskNotFoundError} {TaskNotReadyError} where the row is damaged: to write it again would lose the rest. */
  #intact(id: string): Task {
    const row = this.#byId.get(id);
    if (row === undefined) throw new TaskNotFoundError(id);
    try {
      return this.#rows.intact(row);
    } catch (error) {
      const { failure } = this.#rows.readable(row);
      throw new TaskNotReadyError(failure?.message ?? 'The task is damaged.', {}, { cause: error });
    }
  }

  #loadOrder(): void {
    this.#order.load((this.#waitingSeqs.all() as { queue_seq: number }[]).map((row) => row.queue_seq));
  }

  /** Whatever row `work` writes, it reads again or drops. */
  #atomically<T>(work: () => T): T {
    try {
      const { result, before, after } = this.#database.atomically(() => {
        const stamp = this.#database.stamp();
        return { before: stamp, result: work(), after: this.#database.stamp() };
      });
      this.#rows.follow(before, after);
      return result;
    } catch (error) {
      // What was undone in the database is undone here.
      this.#rows.dropAll();
      this.#loadOrder();
      throw error;
    }
  }
}
