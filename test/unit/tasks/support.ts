import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import type { LeaderboardEntry } from '../../../src/domain/leaderboard.js';
import { DEFAULT_TRAINING_OPTIONS } from '../../../src/domain/training-options.js';
import type { StoredSample } from '../../../src/domain/training-sample.js';
import type { Database } from '../../../src/storage/database.js';
import { openDatabase } from '../../../src/storage/database.js';
import type { EngineRun, RunContext, RunOutcome, Task, TaskRunner } from '../../../src/tasks/task.js';
import type { TaskQueueOptions } from '../../../src/tasks/task-queue.js';
import { TaskQueue } from '../../../src/tasks/task-queue.js';
import type { NewTask } from '../../../src/tasks/task-service.js';
import { TaskStore } from '../../../src/tasks/task-store.js';

export const SAMPLE: StoredSample = {
  columns: [
    { name: 'length', type: 'NUMERIC' },
    { name: 'species', type: 'CATEGORICAL' },
  ],
  target: 'species',
  problemType: 'MULTICLASS',
  rowsTotal: 150,
  rowsUsed: 150,
  rowsWithoutTarget: 0,
  textColumns: [],
  findings: [],
};

const METRICS = {
  auc: null,
  aucpr: null,
  logloss: 0.1,
  meanPerClassError: 0.05,
  accuracy: 0.95,
  mse: 0.03,
  rmse: 0.17,
  mae: null,
  rmsle: null,
  r2: null,
};

export const LEADERBOARD: LeaderboardEntry[] = [
  { modelId: 'GBM_1', algorithm: 'GBM', rank: 1, metrics: METRICS, spread: null, trainingMs: 12 },
];

export const OUTCOME: RunOutcome = {
  leaderboard: LEADERBOARD,
  notes: ['Trained without XGBoost.'],
  findings: [],
  baseline: null,
  model: {
    modelId: 'GBM_1',
    algorithm: 'GBM',
    path: 'tasks/one/model.zip',
    metrics: METRICS,
    escalated: false,
    variableImportance: [{ column: 'length', relative: 1 }],
    confusionMatrix: { labels: ['a', 'b'], counts: [[1, 0], [0, 1]] }, // prettier-ignore
    rocCurve: null,
    holdout: null,
    skill: 0.4,
    verdict: 'Good.',
    threshold: null,
    thresholdCriterion: null,
  },
};

export const ENGINE_RUN: EngineRun = { clusterId: 'cluster', automlId: 'automl', jobKey: 'job' };

export function newTask(id: string, changes: Partial<NewTask> = {}): NewTask {
  return {
    id,
    datasetId: 'dataset',
    fileName: `${id}.csv`,
    options: DEFAULT_TRAINING_OPTIONS,
    sample: SAMPLE,
    ...changes,
  };
}

export function temporaryDirectory(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'trainyard-tasks-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** A database that is closed when the test ends. */
export function temporaryDatabase(directory = temporaryDirectory()): Database {
  const database = openDatabase(directory);
  onTestFinished(() => database.close());
  return database;
}

/** One call of the runner, ended by the test. */
export interface Attempt {
  readonly task: Task;
  readonly context: RunContext;
  readonly succeed: (outcome?: RunOutcome) => void;
  readonly fail: (error: Error) => void;
}

/** Stands in for the training: each attempt lasts until the test ends it, and rejects when it is aborted. */
export class ManualRunner {
  readonly attempts: Attempt[] = [];
  /** False: an aborted attempt goes on until the test ends it. */
  endsOnAbort = true;
  /** False: attempts wait for the engine until the test says otherwise. */
  reachesEngine = true;
  readonly #waiting: (() => void)[] = [];

  readonly run: TaskRunner = (task, context) =>
    new Promise((succeed, fail) => {
      if (this.reachesEngine) context.report({ engineReached: true });
      this.attempts.push({ task, context, succeed: (outcome = OUTCOME) => succeed(outcome), fail });
      context.signal.addEventListener('abort', () => {
        if (this.endsOnAbort) fail(context.signal.reason as Error);
      });
      for (const wake of this.#waiting.splice(0)) wake();
    });

  get last(): Attempt {
    return this.attempts.at(-1)!;
  }

  /** The nth attempt, from 0, as soon as there is one. */
  async attempt(n: number): Promise<Attempt> {
    while (this.attempts.length <= n) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return this.attempts[n]!;
  }
}

export interface Yard {
  readonly queue: TaskQueue;
  readonly store: TaskStore;
  readonly runner: ManualRunner;
  readonly directory: string;
  /** To force faults with. */
  readonly database: Database;
  /** What was removed, as `model one` or `all one`. */
  readonly removed: string[];
  /** Lines of the log. */
  readonly log: Record<string, unknown>[];
  readonly submit: (...ids: string[]) => void;
  /** `id:position` of the line, in order. */
  readonly line: () => string[];
  /** As kill -9 leaves it: nothing is put back or told. Frees the directory. */
  readonly crash: () => void;
}

export type YardOptions = Partial<Omit<TaskQueueOptions, 'store'>> & { directory?: string; begin?: boolean };

/** A queue on a database of its own, running unless `begin` is false. */
export function openYard({
  directory = temporaryDirectory(),
  begin = true,
  ...options
}: YardOptions = {}): Yard {
  const database = temporaryDatabase(directory);
  const store = new TaskStore(database);
  const runner = new ManualRunner();
  const removed: string[] = [];
  const log: Record<string, unknown>[] = [];
  const queue = new TaskQueue({
    store,
    runner: runner.run,
    queueLimit: 1000,
    log: pino(
      { base: null },
      { write: (line: string) => void log.push(JSON.parse(line) as Record<string, unknown>) },
    ),
    files: {
      removeModel: (id) => Promise.resolve(void removed.push(`model ${id}`)),
      removeAll: (id) => Promise.resolve(void removed.push(`all ${id}`)),
    },
    ...options,
  });
  let alive = true;
  onTestFinished(async () => {
    runner.endsOnAbort = true;
    if (alive) await queue.stop();
  });
  if (begin) queue.start();
  return {
    queue,
    store,
    runner,
    directory,
    database,
    removed,
    log,
    submit: (...ids) => {
      for (const id of ids) queue.submit(newTask(id));
    },
    line: () => store.waitingBehind(0, 1000).map(({ id }) => `${id}:${store.get(id).queuePosition}`),
    crash: () => {
      alive = false;
      database.close();
    },
  };
}

/** The task when it has come to rest: everything until its end, in order. */
export async function untilEnd(queue: TaskQueue, id: string): Promise<Task> {
  let last: Task | undefined;
  for await (const task of queue.watch(id)) last = task;
  return last!;
}

export async function collect(feed: AsyncIterable<Task>): Promise<Task[]> {
  const tasks: Task[] = [];
  for await (const task of feed) tasks.push(task);
  return tasks;
}
