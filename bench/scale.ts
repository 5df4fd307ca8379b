/**
 * What a task is worth beside H2O's own AutoML, at several sizes: the same engine, algorithms, rows and seconds, each
 * after the other, both judged by rows that neither has seen. Printed as Markdown.
 *
 * SCALE_SECS: the budget of each run, 60 by default. SCALE_CASES: some of `1000 10000 100000 300000 wide`.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import { pino } from 'pino';
import { readConfig } from '../src/config.js';
import { DEFAULT_TRAINING_OPTIONS, type Algorithm } from '../src/domain/training-options.js';
import type { SampleColumn } from '../src/domain/training-sample.js';
import { H2OClient } from '../src/h2o/client/client.js';
import { H2OJobError } from '../src/h2o/client/errors.js';
import { waitForJob } from '../src/h2o/client/job.js';
import { ManagedEngine } from '../src/h2o/process/managed-engine.js';
import { ingest } from '../src/intake/ingest.js';
import { classBaseline } from '../src/metrics/baseline.js';
import { logloss, probabilityOfActual } from '../src/metrics/classification.js';
import { r2 } from '../src/metrics/regression.js';
import { loadMojo } from '../src/mojo/index.js';
import { createTrainer } from '../src/training/trainer.js';
import { seededRandom } from './support/data.js';
import { machine, table } from './support/markdown.js';

const SECS = Number(process.env['SCALE_SECS'] ?? 60);
const CASES = (process.env['SCALE_CASES'] ?? '1000 10000 100000 300000 wide').split(' ');
const ALGORITHMS = ['GLM', 'GBM', 'XGBOOST'] as const satisfies readonly Algorithm[];
const H2O_ALGORITHMS = ['GLM', 'GBM', 'XGBoost'] as const;
const MAX_MODELS = 10;
/** Rows that neither sees. */
const TEST_ROWS = 5_000;
const GENES = 3_000;
const TARGET = 'target';
const log = pino({ level: 'silent' });

interface Made {
  readonly names: readonly string[];
  readonly isClass: boolean;
  readonly train: readonly (readonly string[])[];
  readonly test: readonly (readonly string[])[];
}

/** The engine ends itself where its pings are kept waiting, so long loops let them through. */
async function rowsOf<T>(count: number, row: (index: number) => T): Promise<T[]> {
  const rows: T[] = [];
  for (let index = 0; index < count; index++) {
    if (index % 50 === 0) await setImmediate();
    rows.push(row(index));
  }
  return rows;
}

/** Delays of flights: numbers, a few categories, and one of thousands of levels that tells little. */
async function flights(rows: number): Promise<Made> {
  const random = seededRandom(7);
  const normal = () => Math.sqrt(-2 * Math.log(random() || 1e-9)) * Math.cos(2 * Math.PI * random());
  const planes = Math.max(20, Math.min(4_000, Math.floor(rows / 25)));
  const ofPlane = Array.from({ length: planes }, () => normal() * 4);
  const ofAirport = Array.from({ length: 100 }, () => normal() * 8);
  const row = () => {
    const [hour, month, day] = [
      5 + Math.floor(random() * 18),
      1 + Math.floor(random() * 12),
      Math.floor(random() * 7),
    ];
    const [plane, airport, carrier] = [
      Math.floor(random() * planes),
      Math.floor(random() ** 2 * 100),
      Math.floor(random() * 16),
    ];
    const distance = Math.round(100 + 2_500 * random() ** 2);
    const delay =
      (hour - 5) ** 1.6 * 0.6 +
      (month === 7 || month === 12 ? 12 : 0) +
      (carrier % 4) * 3 +
      (day > 4 ? -4 : 0) +
      (ofAirport[airport] ?? 0) +
      (ofPlane[plane] ?? 0) -
      distance / 400 +
      normal() * 22;
    return [hour, month, day, distance, `c${carrier}`, `a${airport}`, `n${plane}`, delay.toFixed(1)].map(
      String,
    );
  };
  const names = ['hour', 'month', 'weekday', 'distance', 'carrier', 'airport', 'plane', TARGET];
  return { names, isClass: false, train: await rowsOf(rows, row), test: await rowsOf(TEST_ROWS, row) };
}

/** 3,000 columns of which ten tell of two classes. */
async function genes(rows: number): Promise<Made> {
  const random = seededRandom(11);
  const row = () => {
    const values = Array.from({ length: GENES }, () => random() + random() - 1);
    const sum = values.slice(0, 10).reduce((total, value) => total + value, 0);
    return [...values.map((value) => value.toFixed(3)), sum + (random() - 0.5) > 0 ? 'ill' : 'well'];
  };
  const names = [...Array.from({ length: GENES }, (_, gene) => `gene${gene}`), TARGET];
  return { names, isClass: true, train: await rowsOf(rows, row), test: await rowsOf(1_000, row) };
}

interface Result {
  readonly score: number | null;
  readonly models: number;
  readonly secs: number;
  readonly leader: string;
}

const NOTHING: Result = { score: null, models: 0, secs: NaN, leader: 'none' };

/** R², or the share of the baseline's logloss that is removed, on the test rows. */
async function scoreOf(mojo: string, { names, isClass, test }: Made): Promise<number | null> {
  const model = await loadMojo(mojo);
  const scored = await rowsOf(test.length, (place) => {
    const cells = test[place] ?? [];
    const row = cells.slice(0, -1).map((cell, index): [string, string | number] => {
      const name = names[index] ?? '';
      return [name, Number.isNaN(Number(cell)) ? cell : Number(cell)];
    });
    return model.scoreRow(Object.fromEntries(row));
  });
  const actual = test.map((cells) => cells.at(-1) ?? '');
  if (!isClass) {
    const values = Float64Array.from(actual, Number);
    return r2(
      values,
      Float64Array.from(scored, ({ predict }) => Number(predict)),
    );
  }
  const labels = [...new Set(actual)].sort();
  const classes = Int32Array.from(actual, (label) => labels.indexOf(label));
  const columns = labels.map((label) =>
    Float64Array.from(scored, ({ probabilities }) => probabilities?.[label] ?? NaN),
  );
  const loss = logloss(probabilityOfActual(classes, columns));
  const guessing = classBaseline(classes, labels.length).logloss;
  return loss === null || guessing === null ? null : 1 - loss / guessing;
}

class Scale {
  readonly #directory: string;
  readonly #engine: ManagedEngine;
  #runs = 0;
  #secs = SECS;

  constructor(directory: string, engine: ManagedEngine) {
    this.#directory = directory;
    this.#engine = engine;
  }

  async run(name: string, made: Made, secs = SECS): Promise<string[]> {
    this.#secs = secs;
    const folder = path.join(this.#directory, `case-${++this.#runs}`);
    await mkdir(folder);
    const file = path.join(folder, 'train.csv');
    const lines = [made.names, ...made.train].map((cells) => `${cells.join(',')}\n`);
    await writeFile(file, lines.join(''));
    const [ours, columns] = await this.#ours(folder, file, made);
    const theirs = await this.#theirs(folder, lines.slice(1), columns, made);
    const score = ({ score }: Result) => score?.toFixed(3) ?? 'none';
    const rest = ({ models, secs, leader }: Result) => `${models} (${leader}), ${secs.toFixed(0)} s`;
    const row = [name, score(ours), score(theirs), rest(ours), rest(theirs)];
    process.stderr.write(`${row.join('; ')}\n`);
    return row;
  }

  /** As the service does it, of all rows. @returns also the types of the columns, so that both train on the same */
  async #ours(folder: string, file: string, made: Made): Promise<[Result, readonly SampleColumn[]]> {
    const options = {
      ...DEFAULT_TRAINING_OPTIONS,
      ...{ target: TARGET, algorithms: ALGORITHMS, maxModels: MAX_MODELS, maxRuntimeSecs: this.#secs },
      ...{ maxRows: null, escalate: false },
    };
    const outFile = path.join(folder, 'sample.csv');
    const request = { ...options, outFile };
    const { sample } = await ingest(createReadStream(file), {
      dir: folder,
      maxBytes: Infinity,
      sample: request,
    });
    if (!sample) throw new Error('A sample was asked for.');
    const directories = { dataDir: folder, modelsDir: path.join(folder, 'models') };
    const qualityBar = { maxLogloss: Infinity, minR2: -Infinity, minSkill: -Infinity };
    const trainer = createTrainer({ engine: this.#engine, ...directories, qualityBar, log });
    const never = new AbortController().signal;
    const start = performance.now();
    const { leaderboard, model } = await trainer.train(
      {
        taskId: `scale-${this.#runs}`,
        sample,
        options,
        datasetId: 'bench',
        fileName: 'train.csv',
        engineRun: null,
      },
      { signal: never, finishEarly: never, report: () => undefined },
    );
    const secs = (performance.now() - start) / 1000;
    const score = await scoreOf(path.join(folder, model.path), made);
    return [{ score, models: leaderboard.length, secs, leader: model.algorithm }, sample.columns];
  }

  /** H2O's AutoML with its own plan and folds. */
  async #theirs(
    folder: string,
    lines: readonly string[],
    columns: readonly SampleColumn[],
    made: Made,
  ): Promise<Result> {
    if (!this.#engine.connection) throw new Error('The engine was lost.');
    const client = new H2OClient(this.#engine.connection);
    const frame = `scale_${this.#runs}`;
    const ignored = made.names.filter((name) => columns.every((column) => column.name !== name));
    const typeOf = (name: string) => columns.find((column) => column.name === name)?.type ?? 'CATEGORICAL';
    const start = performance.now();
    await client.postFile(`${frame}_csv`, Readable.from(lines.map((line) => Buffer.from(line))));
    await client.parse({
      source: `${frame}_csv`,
      destination: frame,
      columns: made.names.map((name) => ({ name, type: typeOf(name) })),
    });
    const { automlId, jobKey } = await client.startAutoML({
      ...{ project: frame, frame, response: TARGET, ignoredColumns: ignored, folds: -1, seed: 1 },
      ...{ maxModels: MAX_MODELS, maxRuntimeSecs: this.#secs, models: { algorithms: H2O_ALGORITHMS } },
    });
    await waitForJob(client, jobKey).catch((error: unknown) => {
      if (!(error instanceof H2OJobError)) throw error;
    });
    const secs = (performance.now() - start) / 1000;
    const { rows } = await client.leaderboard(automlId);
    const [leader] = rows;
    const result = leader
      ? { score: await this.#scoreIn(client, folder, leader.modelId, made), models: rows.length, secs }
      : { ...NOTHING, secs };
    await client.remove(automlId, { cascade: true });
    await client.remove(frame);
    await client.close();
    return { ...result, leader: leader?.modelId.split('_')[0] ?? NOTHING.leader };
  }

  async #scoreIn(client: H2OClient, folder: string, modelId: string, made: Made): Promise<number | null> {
    const mojo = path.join(folder, 'theirs.zip');
    await pipeline(await client.downloadMojo(modelId), createWriteStream(mojo));
    return scoreOf(mojo, made);
  }
}

const directory = await mkdtemp(path.join(tmpdir(), 'trainyard-bench-'));
const config = readConfig(process.env);
const memory = config.engine.kind === 'managed' ? config.engine.memory : '4g';
const engine = new ManagedEngine(
  {
    jar: process.env['H2O_JAR'],
    cacheDir: config.cacheDir,
    runsDir: path.join(directory, 'engine'),
    memory,
    threads: 0,
  },
  log,
);
try {
  await engine.ready();
  const scale = new Scale(directory, engine);
  process.stdout.write(`${machine()}; ${SECS} s and ${MAX_MODELS} models each, heap ${memory}\n\n`);
  // A cold Java would count against whichever comes first.
  await scale.run('warm-up', await flights(500), Math.min(SECS, 15));
  const rows: string[][] = [];
  for (const name of CASES) {
    const made = await (name === 'wide' ? genes(40) : flights(Number(name)));
    rows.push(await scale.run(name === 'wide' ? `40 × ${GENES} columns` : name, made));
  }
  const head = [
    'Rows',
    'Trainyard',
    'H2O AutoML',
    'Trainyard: models (leader), time',
    'H2O AutoML: the same',
  ];
  process.stdout.write(`${table(head, rows)}\n`);
} finally {
  await engine.close();
  await rm(directory, { recursive: true, force: true });
}
