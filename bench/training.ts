/**
 * What a task costs over the engine's own time, and what the recipe makes of each data set: the service's training on
 * a real engine, beside the time that H2O says its AutoML jobs took. Printed as Markdown.
 */
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../src/config.js';
import type { Metrics } from '../src/domain/leaderboard.js';
import type { RunContext } from '../src/domain/run.js';
import {
  DEFAULT_TRAINING_OPTIONS,
  type ProblemType,
  type TrainingOptions,
} from '../src/domain/training-options.js';
import type { TrainingSample } from '../src/domain/training-sample.js';
import { H2OClient, type CallOptions } from '../src/h2o/client/client.js';
import type { Engine, EngineState } from '../src/h2o/engine/engine.js';
import { ManagedEngine } from '../src/h2o/process/managed-engine.js';
import type { Job } from '../src/h2o/client/wire.js';
import { ingest } from '../src/intake/ingest.js';
import type { QualityBar } from '../src/domain/quality-bar.js';
import { createTrainer } from '../src/training/trainer.js';
import { machine, table } from './support/markdown.js';

interface Dataset {
  readonly file: string;
  readonly target: string;
  readonly ignoredColumns?: readonly string[];
}

const DATASETS: readonly Dataset[] = [
  { file: 'iris.csv', target: 'species' },
  { file: 'penguins.csv', target: 'species' },
  { file: 'titanic.csv', target: 'survived', ignoredColumns: ['alive'] },
  { file: 'mpg.csv', target: 'mpg', ignoredColumns: ['name'] },
  { file: 'taxis-1000.csv', target: 'fare', ignoredColumns: ['total'] },
  { file: 'diamonds-3000.csv', target: 'price' },
];
const FIXTURES = path.resolve('test/fixtures');
const RUNS = 3;
/** No leader is so good, and none so bad. */
const NEVER = { maxLogloss: 0, minR2: 1, minSkill: 1 };
const ALWAYS = { maxLogloss: Infinity, minR2: -Infinity, minSkill: -Infinity };

const log = pino({ level: 'silent' });
const ms = (value: number) => Math.round(value).toLocaleString('en');
const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** Remembers how long H2O says that each job took. */
class ClockedClient extends H2OClient {
  readonly elapsed = new Map<string, number>();

  override async job(key: string, options?: CallOptions): Promise<Job> {
    const job = await super.job(key, options);
    this.elapsed.set(key, job.elapsedMs);
    return job;
  }
}

/** An engine of which the client is another. */
class ClockedEngine implements Engine {
  readonly state: EngineState;
  readonly client: ClockedClient;

  constructor({ state, connection }: ManagedEngine) {
    if (!connection) throw new Error('The engine was lost as soon as it was ready.');
    this.state = state;
    this.client = new ClockedClient(connection);
  }

  ready(): Promise<H2OClient> {
    return Promise.resolve(this.client);
  }

  onState(): () => void {
    return () => undefined;
  }

  close(): Promise<void> {
    return this.client.close();
  }
}

interface Trained {
  readonly rows: number;
  readonly problemType: ProblemType;
  /** From the call of the trainer to its answer: data sent, trained, model saved, engine cleaned. */
  readonly taskMs: number;
  /** Of the AutoML jobs, by the engine's clock. */
  readonly engineMs: number;
  readonly metrics: Metrics;
  readonly algorithm: string;
}

class Bench {
  readonly #directory: string;
  #tasks = 0;

  constructor(directory: string) {
    this.#directory = directory;
  }

  startEngine(): ManagedEngine {
    const { cacheDir } = readConfig(process.env);
    const options = { jar: process.env['H2O_JAR'], cacheDir, runsDir: path.join(this.#directory, 'engine') };
    return new ManagedEngine({ ...options, memory: '2g', threads: 0 }, log);
  }

  async train(
    engine: ClockedEngine,
    dataset: Dataset,
    changes: Partial<TrainingOptions>,
    qualityBar: QualityBar,
  ): Promise<Trained> {
    const options = { ...DEFAULT_TRAINING_OPTIONS, ...changes, ignoredColumns: dataset.ignoredColumns ?? [] };
    const sample = await this.#sample(dataset, options);
    const directories = { dataDir: this.#directory, modelsDir: path.join(this.#directory, 'models') };
    const trainer = createTrainer({ engine, ...directories, qualityBar, log });
    engine.client.elapsed.clear();
    const input = { taskId: `bench-${++this.#tasks}`, sample, options, engineRun: null };
    const never = new AbortController().signal;
    const context: RunContext = { signal: never, finishEarly: never, report: () => undefined };
    const start = performance.now();
    const { model } = await trainer.train({ ...input, datasetId: 'bench', fileName: dataset.file }, context);
    const taskMs = performance.now() - start;
    const engineMs = [...engine.client.elapsed.values()].reduce((sum, value) => sum + value, 0);
    const { metrics, algorithm } = model;
    return { rows: sample.rowsUsed, problemType: sample.problemType, taskMs, engineMs, metrics, algorithm };
  }

  async #sample(dataset: Dataset, options: TrainingOptions): Promise<TrainingSample> {
    const dir = this.#directory;
    const outFile = path.join(dir, 'sample.csv');
    const request = { ...options, target: dataset.target, outFile };
    const source = createReadStream(path.join(FIXTURES, dataset.file));
    const { sample } = await ingest(source, { dir, maxBytes: Infinity, sample: request });
    if (!sample) throw new Error('A sample was asked for.');
    return sample;
  }
}

/** A task beside the AutoML job in it, each run after the other, medians. */
async function overhead(bench: Bench, engine: ClockedEngine): Promise<string> {
  const rows: string[][] = [];
  for (const dataset of DATASETS) {
    const runs: Trained[] = [];
    for (let run = 0; run < RUNS; run++) {
      runs.push(await bench.train(engine, dataset, { escalate: false }, ALWAYS));
    }
    const task = median(runs.map((run) => run.taskMs));
    const job = median(runs.map((run) => run.engineMs));
    const more = median(runs.map((run) => run.taskMs - run.engineMs));
    rows.push([dataset.file, String(runs[0]?.rows), ms(task), ms(job), ms(more), (task / job).toFixed(3)]);
  }
  return table(['Data', 'Rows', 'Task, ms', 'AutoML job, ms', 'Task − job, ms', 'Task / job'], rows);
}

/** The leader of the standard algorithms, and the one after an escalation. */
async function escalation(bench: Bench, engine: ClockedEngine): Promise<string> {
  const rows: string[][] = [];
  for (const dataset of DATASETS) {
    for (const maxRows of [DEFAULT_TRAINING_OPTIONS.maxRows, null]) {
      const plain = await bench.train(engine, dataset, { maxRows }, ALWAYS);
      if (maxRows === null && plain.rows <= (DEFAULT_TRAINING_OPTIONS.maxRows ?? 0)) continue;
      const escalated = await bench.train(engine, dataset, { maxRows }, NEVER);
      const metric = ({ metrics, problemType }: Trained) =>
        problemType === 'REGRESSION'
          ? `R² ${metrics.r2?.toFixed(3) ?? '–'}`
          : `logloss ${metrics.logloss?.toFixed(3) ?? '–'}`;
      rows.push([
        dataset.file,
        String(plain.rows),
        plain.problemType,
        `${metric(plain)} (${plain.algorithm})`,
        `${metric(escalated)} (${escalated.algorithm})`,
        ms(escalated.engineMs - plain.engineMs),
      ]);
    }
  }
  const head = ['Data', 'Rows', 'Problem', 'Leader', 'Leader after DEEP_LEARNING', 'Its cost, ms'];
  return table(head, rows);
}

const directory = await mkdtemp(path.join(tmpdir(), 'trainyard-bench-'));
const bench = new Bench(directory);
const began = performance.now();
const managed = bench.startEngine();
try {
  await managed.ready();
  const readyMs = performance.now() - began;
  const engine = new ClockedEngine(managed);
  const [iris] = DATASETS;
  const first = iris && (await bench.train(engine, iris, { escalate: false }, ALWAYS));
  process.stdout.write(`${machine()}\n\n`);
  process.stdout.write(
    `Engine ready after ${ms(readyMs)} ms; the first task on it (iris) took ${ms(first?.taskMs ?? NaN)} ms.\n\n`,
  );
  process.stdout.write(`${await overhead(bench, engine)}\n\n`);
  process.stdout.write(`${await escalation(bench, engine)}\n`);
  await engine.close();
} finally {
  await managed.close();
  await rm(directory, { recursive: true, force: true });
}
