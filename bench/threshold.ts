/**
 * What the criteria of a threshold are worth on rows that neither the model nor the choice has seen: real tables and
 * made ones, each cut into a half to train on (500 rows at most) and the rest. Printed as Markdown.
 */
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { pino } from 'pino';
import { readConfig } from '../src/config.js';
import { DEFAULT_TRAINING_OPTIONS } from '../src/domain/training-options.js';
import { ManagedEngine } from '../src/h2o/process/managed-engine.js';
import { ingest } from '../src/intake/ingest.js';
import { BinaryRanking } from '../src/metrics/binary-ranking.js';
import { chooseThreshold } from '../src/metrics/choose-threshold.js';
import { loadMojo } from '../src/mojo/index.js';
import { readOutOfFold } from '../src/storage/out-of-fold.js';
import { createTrainer } from '../src/training/trainer.js';
import { seededRandom } from './support/data.js';
import { machine, table } from './support/markdown.js';

interface Table {
  readonly name: string;
  readonly header: readonly string[];
  /** The target is the last cell. */
  readonly rows: readonly (readonly string[])[];
}

const CRITERIA = ['AUTO', 'F1', 'MCC', 'ACCURACY', 'BALANCED_ACCURACY'] as const;
const TRAIN_ROWS = 500;
const SEEDS = [1, 2, 3];
const log = pino({ level: 'silent' });

/** Four numbers, of which two tell of the class, by so much; so large a share is "yes". */
function made(name: string, strength: number, share: number, seed: number, count = 3_000): Table {
  const random = seededRandom(100 + seed);
  const normal = () => Math.sqrt(-2 * Math.log(random() || 1e-9)) * Math.cos(2 * Math.PI * random());
  const drawn = Array.from({ length: count }, () => {
    const values = Array.from({ length: 4 }, normal);
    return { values, odds: strength * ((values[0] ?? 0) + (values[1] ?? 0)) + normal() };
  });
  const cut = drawn.map(({ odds }) => odds).sort((a, b) => b - a)[Math.floor(count * share)] ?? 0;
  const rows = drawn.map(({ values, odds }) => [
    ...values.map((value) => value.toFixed(3)),
    odds > cut ? 'yes' : 'no',
  ]);
  return { name, header: ['a', 'b', 'c', 'd', 'answer'], rows };
}

async function titanic(seed: number): Promise<Table> {
  const [header = [], ...all] = parse(await readFile('test/fixtures/titanic.csv', 'utf8'));
  const kept = header
    .map((_, index) => index)
    .filter((index) => header[index] !== 'alive' && header[index] !== 'survived');
  const target = header.indexOf('survived');
  const random = seededRandom(seed);
  const order = all.map((row) => ({ row, key: random() })).sort((a, b) => a.key - b.key);
  const rows = order.map(({ row }) => [
    ...kept.map((index) => row[index] ?? ''),
    row[target] === '1' ? 'yes' : 'no',
  ]);
  return { name: 'titanic', header: [...kept.map((index) => header[index] ?? ''), 'answer'], rows };
}

interface Worth {
  readonly accuracy: number;
  readonly balanced: number;
  readonly f1: number;
  readonly mcc: number;
}

/** @returns by criterion, on the rows kept apart, and the share of the commoner class there */
async function measure(engine: ManagedEngine, folder: string, { header, rows }: Table) {
  await mkdir(folder);
  const size = Math.min(TRAIN_ROWS, Math.floor(rows.length / 2));
  const file = path.join(folder, 'train.csv');
  await writeFile(file, [header, ...rows.slice(0, size)].map((cells) => `${cells.join(',')}\n`).join(''));
  const options = {
    ...DEFAULT_TRAINING_OPTIONS,
    ...{ target: 'answer', algorithms: ['GLM', 'GBM'] as const, maxModels: 2, escalate: false },
  };
  const request = { ...options, outFile: path.join(folder, 'sample.csv') };
  const { sample } = await ingest(createReadStream(file), {
    dir: folder,
    maxBytes: Infinity,
    sample: request,
  });
  if (!sample) throw new Error('A sample was asked for.');
  const directories = { dataDir: folder, modelsDir: path.join(folder, 'models') };
  const qualityBar = { maxLogloss: Infinity, minR2: -Infinity, minSkill: -Infinity };
  const never = new AbortController().signal;
  const taskId = `threshold-${path.basename(folder)}`;
  const { model } = await createTrainer({ engine, ...directories, qualityBar, log }).train(
    { taskId, sample, options, datasetId: 'bench', fileName: 'train.csv', engineRun: null },
    { signal: never, finishEarly: never, report: () => undefined },
  );
  const place = sample.columns.findIndex(({ name }) => name === 'answer');
  const lines = parse(await readFile(sample.file, 'utf8'));
  const held = await readOutOfFold(
    path.join(path.dirname(path.join(folder, model.path)), 'out-of-fold.csv'),
    2,
  );
  const validated = new BinaryRanking(
    Int32Array.from(lines, (cells) => Number(cells[place] === 'yes')),
    held.columns[1] ?? new Float64Array(),
  );
  const mojo = await loadMojo(path.join(folder, model.path));
  const rest = rows.slice(size);
  const scores = rest.map((cells) => {
    const row = cells.slice(0, -1).map((cell, index): [string, string | number | null] => {
      const number = cell === '' ? null : Number(cell);
      return [header[index] ?? '', Number.isNaN(number) ? cell : number];
    });
    return mojo.scoreRow(Object.fromEntries(row)).probabilities?.['yes'] ?? NaN;
  });
  const actual = Int32Array.from(rest, (cells) => Number(cells.at(-1) === 'yes'));
  const apart = new BinaryRanking(actual, Float64Array.from(scores));
  const costs = { falsePositive: 1, falseNegative: 1 };
  const byCriterion = CRITERIA.map((criterion): Worth => {
    const chosen = chooseThreshold(validated.thresholds({ limit: Infinity }), criterion, costs);
    const point = apart.at(chosen?.threshold ?? 0.5);
    return {
      accuracy: point.accuracy,
      balanced: (point.recall + point.specificity) / 2,
      f1: point.f1,
      mcc: point.mcc,
    };
  });
  const positives = actual.reduce((sum, label) => sum + label, 0) / actual.length;
  return { byCriterion, common: Math.max(positives, 1 - positives) };
}

const directory = await mkdtemp(path.join(tmpdir(), 'trainyard-bench-'));
const { cacheDir } = readConfig(process.env);
const engine = new ManagedEngine(
  {
    jar: process.env['H2O_JAR'],
    cacheDir,
    runsDir: path.join(directory, 'engine'),
    memory: '2g',
    threads: 0,
  },
  log,
);
try {
  await engine.ready();
  const makers: ((seed: number) => Table | Promise<Table>)[] = [
    titanic,
    (seed) => made('strong, half', 2, 0.5, seed),
    (seed) => made('weak, half', 0.3, 0.5, seed),
    (seed) => made('strong, 72 % no', 2, 0.28, seed),
    (seed) => made('weak, 72 % no', 0.3, 0.28, seed),
    (seed) => made('strong, 95 % no', 2, 0.05, seed),
    (seed) => made('weak, 95 % no', 0.5, 0.05, seed),
    (seed) => made('noise, half', 0, 0.5, seed),
    (seed) => made('noise, 72 % no', 0, 0.28, seed),
    (seed) => made('noise, 90 % no', 0, 0.1, seed),
  ];
  const rows: string[][] = [];
  let runs = 0;
  for (const make of makers) {
    const measured: Awaited<ReturnType<typeof measure>>[] = [];
    let name = '';
    for (const seed of SEEDS) {
      const data = await make(seed);
      name = data.name;
      measured.push(await measure(engine, path.join(directory, String(++runs)), data));
    }
    const mean = (of: (one: (typeof measured)[number]) => number) =>
      (measured.reduce((sum, one) => sum + of(one), 0) / measured.length).toFixed(3);
    const row = [
      name,
      mean(({ common }) => common),
      ...CRITERIA.map(
        (_, index) =>
          `${mean(({ byCriterion }) => byCriterion[index]?.accuracy ?? NaN)} / ` +
          `${mean(({ byCriterion }) => byCriterion[index]?.mcc ?? NaN)} / ${mean(({ byCriterion }) => byCriterion[index]?.f1 ?? NaN)}`,
      ),
    ];
    process.stderr.write(`${row.join('; ')}\n`);
    rows.push(row);
  }
  process.stdout.write(`${machine()}; accuracy / MCC / F1, means of ${SEEDS.length}\n\n`);
  process.stdout.write(`${table(['Data', 'Commoner class', ...CRITERIA], rows)}\n`);
} finally {
  await engine.close();
  await rm(directory, { recursive: true, force: true });
}
