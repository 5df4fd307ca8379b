import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { pino } from 'pino';
import type { LeaderboardEntry } from '../../../src/domain/leaderboard.js';
import type { ModelManifest } from '../../../src/domain/manifest.js';
import type { EngineRun, RunContext, RunOutcome, RunUpdate } from '../../../src/domain/run.js';
import {
  DEFAULT_TRAINING_OPTIONS,
  type ProblemType,
  type TrainingOptions,
} from '../../../src/domain/training-options.js';
import type { SampleColumn, TrainingSample } from '../../../src/domain/training-sample.js';
import type { H2OClient } from '../../../src/h2o/client/client.js';
import { EngineLife } from '../../../src/h2o/engine/engine-life.js';
import type { Engine, EngineState } from '../../../src/h2o/engine/engine.js';
import { sharedEngine } from '../../support/engine.js';
import { frameOf } from '../../../src/training/engine-project.js';
import type { QualityBar } from '../../../src/domain/quality-bar.js';
import { createTrainer, type TrainingInput } from '../../../src/training/trainer.js';

export interface SampleOf {
  readonly fixture: string;
  /** CSV in place of the fixture's. */
  readonly text?: string;
  readonly target: string;
  readonly problemType: ProblemType;
  /** Default: all. */
  readonly rows?: number;
  readonly ignored?: readonly string[];
  readonly times?: readonly string[];
  /** Columns that are no features. */
  readonly auxiliary?: readonly string[];
  /** One value for all rows of a column. */
  readonly replace?: Readonly<Record<string, string>>;
}

export const IRIS: SampleOf = { fixture: 'iris.csv', target: 'species', problemType: 'MULTICLASS' };
export const MPG: SampleOf = {
  fixture: 'mpg.csv',
  target: 'mpg',
  problemType: 'REGRESSION',
  ignored: ['name'],
};
export const TITANIC: SampleOf = {
  fixture: 'titanic.csv',
  target: 'survived',
  problemType: 'BINARY',
  rows: 300,
  ignored: ['alive'],
};

/** Rows of a fixture, as intake would write them for the engine. */
async function writeSample(directory: string, request: SampleOf): Promise<TrainingSample> {
  const file = path.join(import.meta.dirname, '../../fixtures', request.fixture);
  const text = request.text ?? (await readFile(file, 'utf8'));
  const [header = [], ...all] = parse(text);
  // Spread over the file, which may be ordered by class.
  const step = Math.max(1, Math.floor(all.length / (request.rows ?? all.length)));
  const rows = all.filter((_, i) => i % step === 0).slice(0, request.rows);
  const kept = header
    .map((name, index) => ({ name, index }))
    .filter(({ name }) => !request.ignored?.includes(name));
  const typeOf = (name: string, index: number): SampleColumn['type'] => {
    if (request.times?.includes(name)) return 'TIME';
    if (name === request.target) return request.problemType === 'REGRESSION' ? 'NUMERIC' : 'CATEGORICAL';
    return rows.some((row) => Number.isNaN(Number(row[index]))) ? 'CATEGORICAL' : 'NUMERIC';
  };
  const columns = kept.map(({ name, index }) => ({
    name,
    type: typeOf(name, index),
    auxiliary: request.auxiliary?.includes(name) ?? false,
  }));
  const cell = (value: string, type: SampleColumn['type']) => {
    if (value === '' || type === 'NUMERIC') return value;
    return type === 'TIME' ? String(Date.parse(`${value.replace(' ', 'T')}Z`)) : JSON.stringify(value);
  };
  const lines = rows.map((row) =>
    kept
      .map(({ name, index }, i) => cell(request.replace?.[name] ?? row[index]!, columns[i]!.type))
      .join(','),
  );
  const out = path.join(directory, 'sample.csv');
  await writeFile(out, `${lines.join('\n')}\n`);
  return {
    file: out,
    columns,
    target: request.target,
    problemType: request.problemType,
    rowsTotal: all.length,
    rowsUsed: rows.length,
    rowsWithoutTarget: 0,
    textColumns: [],
    findings: [],
  };
}

/** An engine whose state a test may change. */
export class TestEngine implements Engine {
  readonly #client: H2OClient;
  readonly #listeners = new Set<(state: EngineState) => void>();
  state: EngineState;

  constructor(client: H2OClient, life: { clusterId: string; version: string }) {
    this.#client = client;
    this.state = { status: 'READY', nodes: 1, ...life };
  }

  set(state: EngineState): void {
    this.state = state;
    for (const listener of this.#listeners) listener(state);
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  ready(): Promise<H2OClient> {
    return Promise.resolve(this.#client);
  }

  onState(listener: (state: EngineState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** An engine that is not there yet, and becomes what a test wants. */
export class ComingEngine extends EngineLife implements Engine {
  close(): Promise<void> {
    return Promise.resolve();
  }
}

const LENIENT: QualityBar = { maxLogloss: 100, minR2: -100, minSkill: -100 };
let tasks = 0;

/** One task, from a fixture to its end. */
export class TestRun {
  readonly input: TrainingInput;
  readonly updates: RunUpdate[] = [];
  readonly cancel = new AbortController();
  readonly finish = new AbortController();
  readonly outcome: Promise<RunOutcome>;
  readonly #dataDir: string;
  #onUpdate: () => void = () => undefined;

  private constructor(engine: Engine, input: TrainingInput, dataDir: string, qualityBar: QualityBar) {
    this.input = input;
    this.#dataDir = dataDir;
    const context: RunContext = {
      signal: this.cancel.signal,
      finishEarly: this.finish.signal,
      report: (update) => {
        this.updates.push(update);
        this.#onUpdate();
      },
    };
    const modelsDir = path.join(dataDir, 'models');
    const log = pino({ level: 'silent' });
    this.outcome = createTrainer({ engine, modelsDir, dataDir, qualityBar, log }).train(input, context);
    // Awaited by the test, maybe later.
    this.outcome.catch(() => undefined);
  }

  static async start(
    engine: Engine,
    sample: SampleOf,
    options: Partial<TrainingOptions> = {},
    { qualityBar = LENIENT, ...changes }: Partial<TrainingInput> & { qualityBar?: QualityBar } = {},
  ): Promise<TestRun> {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'trainyard-training-'));
    const input: TrainingInput = {
      taskId: `test-${process.pid}-${++tasks}`,
      sample: await writeSample(dataDir, sample),
      options: { ...DEFAULT_TRAINING_OPTIONS, maxModels: 3, ...options },
      datasetId: 'f00d',
      fileName: sample.fixture,
      engineRun: null,
      ...changes,
    };
    return new TestRun(engine, input, dataDir, qualityBar);
  }

  /** Resolves at the first update, past or to come, for which `what` is true. */
  async until(what: (update: RunUpdate) => boolean): Promise<RunUpdate> {
    for (;;) {
      const found = this.updates.find(what);
      if (found) return found;
      const next = new Promise<void>((resolve) => (this.#onUpdate = resolve));
      await Promise.race([next, this.outcome]);
    }
  }

  async engineRun(): Promise<EngineRun> {
    const { engineRun } = await this.until((update) => update.engineRun !== undefined);
    return engineRun!;
  }

  async manifest(): Promise<ModelManifest> {
    return JSON.parse(await this.read('manifest.json')) as ModelManifest;
  }

  get modelFolder(): string {
    return path.join(this.#dataDir, 'models', this.input.taskId);
  }

  async read(file: string): Promise<string> {
    return readFile(path.join(this.modelFolder, file), 'latin1');
  }

  /** The cells of the rows that were trained on. */
  async sample(): Promise<string[][]> {
    return parse(await readFile(this.input.sample.file, 'utf8'));
  }

  /** What is saved of it. */
  async files(): Promise<string[]> {
    return (
      await readdir(path.join(this.#dataDir, 'models'), { recursive: true, withFileTypes: true }).catch(
        () => [],
      )
    )
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name)
      .toSorted();
  }

  async dispose(): Promise<void> {
    await rm(this.#dataDir, { recursive: true, force: true });
  }
}

/** Names of the frames, models, AutoML runs and jobs that the engine holds of a task. */
export async function tracesOf(run: TestRun): Promise<string[]> {
  const models = run.updates.flatMap((update) => update.leaderboard ?? []).map((entry) => entry.modelId);
  const runs = models.flatMap((id) => id.match(/AutoML_\d+_\d+_\d+/) ?? []);
  const marks = [frameOf(run.input.taskId), ...runs];
  return (await everything()).filter((key) => marks.some((mark) => key.includes(mark)));
}

async function everything(): Promise<string[]> {
  const { url, user, password } = sharedEngine();
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const lists = await Promise.all(
    ['/3/Frames', '/3/Models', '/99/Leaderboards', '/3/Jobs'].map(async (list) => {
      const answer = await fetch(`${url}${list}`, { headers: { authorization } });
      return JSON.stringify(await answer.json());
    }),
  );
  return lists.flatMap((list) => list.match(/"(?:name|project_name)":"[^"]*"/g) ?? []);
}

export const algorithms = (board: readonly LeaderboardEntry[]) =>
  new Set(board.map((entry) => entry.algorithm));
