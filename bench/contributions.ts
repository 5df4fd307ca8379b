/**
 * How long it takes to explain a row by TreeSHAP, beside `predictContributions` of H2O's genmodel: each in a process of
 * its own on the same core, the two in turns, with the same models and rows, by processor time. Printed as Markdown. Needs
 * `taskset`.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { loadMojo, type MojoModel } from '../src/mojo/index.js';
import { ModelLab, type Parameters } from '../test/support/mojo/lab.js';
import type { RowsExplained } from './explain-rows.js';
import { Customers, FEATURES, TARGET } from './support/data.js';
import { startEngine, type BenchEngine } from './support/engine.js';
import { machine, table } from './support/markdown.js';
import { trainingTable } from './support/models.js';
import { percentile, short } from './support/timing.js';

const ROWS = 200;
/** Of which the median counts. */
const ROUNDS = 3;
/** Of processor time: to warm up, and as many to measure. */
const SECONDS = 1.5;
const ONE_CORE = ['-c', '0'];
const MAX_OUTPUT = 64 * 1024 * 1024;

const BUILDS: readonly (readonly [name: string, algorithm: string, parameters: Parameters])[] = [
  ['GBM, 40 trees of depth 5', 'gbm', { ntrees: 40, max_depth: 5, seed: 1 }],
  ['XGBoost, 40 trees of depth 5', 'xgboost', { ntrees: 40, max_depth: 5, seed: 1 }],
  ['XGBoost, 100 trees of depth 10', 'xgboost', { ntrees: 100, max_depth: 10, seed: 1 }],
  ['DRF, 50 trees of depth 20', 'drf', { ntrees: 50, max_depth: 20, seed: 1 }],
];

interface Explained {
  readonly name: string;
  readonly java: readonly number[];
  readonly own: readonly number[];
  /** Largest difference of a contribution from Java's. */
  readonly difference: number;
}

interface JavaExplained {
  readonly microsecondsPerRow: number;
  readonly names: readonly string[];
  readonly rows: readonly (readonly number[])[];
}

const run = promisify(execFile);
const directory = await mkdtemp(path.join(tmpdir(), 'trainyard-bench-'));
const engine = await startEngine(path.join(directory, 'engine'));
try {
  let mojos: (readonly [name: string, file: string])[];
  try {
    mojos = await train(engine);
  } finally {
    // What follows is to have the processor to itself.
    await engine.close();
  }
  const results: Explained[] = [];
  for (const [name, mojo] of mojos) results.push(await compare(name, mojo, engine.jar));
  console.log(`${machine()}.\n\n${report(results)}`);
} finally {
  await rm(directory, { recursive: true, force: true });
}

async function train({ address }: BenchEngine): Promise<(readonly [name: string, file: string])[]> {
  const lab = new ModelLab(address);
  try {
    const frame = await lab.upload(trainingTable());
    const mojos: (readonly [string, string])[] = [];
    for (const [name, algorithm, parameters] of BUILDS) {
      const file = path.join(directory, `${mojos.length}.zip`);
      await writeFile(file, await lab.mojo(await lab.train(algorithm, frame, TARGET, parameters)));
      mojos.push([name, file]);
    }
    return mojos;
  } finally {
    await lab.close();
  }
}

async function compare(name: string, mojo: string, jar: string): Promise<Explained> {
  const model = await loadMojo(mojo);
  const file = `${mojo}.csv`;
  await writeFile(file, rowsFor(model));
  const java: JavaExplained[] = [];
  const own: RowsExplained[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    java.push(await explainInJava(jar, mojo, file));
    own.push(await explainInNode(mojo, file));
  }
  return {
    name,
    java: java.map(({ microsecondsPerRow }) => microsecondsPerRow),
    own: own.map(({ microsecondsPerRow }) => microsecondsPerRow),
    difference: differenceOf(model, java[0], own[0]),
  };
}

/** Rows that the training has not seen: numbers, and levels by their index in the model. */
function rowsFor({ signature }: MojoModel): string {
  const customers = new Customers(5);
  const lines = Array.from({ length: ROWS }, () => {
    const row = customers.row();
    const cells = signature.features.map(({ name, levels }) => {
      const cell = row[FEATURES.findIndex((feature) => feature === name)] ?? '';
      return levels === null ? Number(cell) : levels.indexOf(cell);
    });
    return cells.join(',');
  });
  return `${lines.join('\n')}\n`;
}

async function explainInJava(jar: string, mojo: string, file: string): Promise<JavaExplained> {
  const java = ['java', '-XX:ActiveProcessorCount=1', '-Xmx1g', '-cp', jar];
  const script = path.resolve('bench/support/Contributions.java');
  const { stdout } = await run('taskset', [...ONE_CORE, ...java, script, mojo, file, String(SECONDS)], {
    maxBuffer: MAX_OUTPUT,
  });
  // Whatever a library may print comes before.
  const [time = '', names = '', ...rows] = stdout
    .trimEnd()
    .split('\n')
    .slice(-ROWS - 2);
  return {
    microsecondsPerRow: Number(time),
    names: names.split(','),
    rows: rows.map((row) => JSON.parse(row) as number[]),
  };
}

async function explainInNode(mojo: string, file: string): Promise<RowsExplained> {
  const script = path.join(import.meta.dirname, 'explain-rows.js');
  const command = [process.execPath, script, mojo, file, String(SECONDS)];
  const { stdout } = await run('taskset', [...ONE_CORE, ...command], { maxBuffer: MAX_OUTPUT });
  return JSON.parse(stdout) as RowsExplained;
}

/** Java's contributions are by level (`plan.basic`) where the model takes levels as columns. */
function differenceOf(
  { signature }: MojoModel,
  java: JavaExplained | undefined,
  own: RowsExplained | undefined,
): number {
  const differences = (java?.rows ?? []).flatMap((row, i) =>
    signature.features.map(({ name }, j) => {
      const isOf = (entry: string) => entry === name || entry.startsWith(`${name}.`);
      const theirs = row.reduce((sum, value, k) => sum + (isOf(java?.names[k] ?? '') ? value : 0), 0);
      return Math.abs(theirs - (own?.values[j]?.[i] ?? NaN));
    }),
  );
  return Math.max(...differences);
}

function report(results: readonly Explained[]): string {
  const lines = results.map(({ name, java, own, difference }) => {
    const [theirs, ours] = [median(java), median(own)];
    return [
      ...[name, `${short(theirs)} µs`, `${short(ours)} µs`, `${short(theirs / ours)} ×`],
      difference.toExponential(1),
    ];
  });
  const head = ['a row of 11 columns, one core', 'genmodel', '`contributions`', '÷', 'largest difference'];
  return table(head, lines);
}

function median(values: readonly number[]): number {
  return percentile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}
