/**
 * Rows a second from CSV to CSV beside H2O's own Java scorer, what a large file does to memory and event loop, and how
 * long a model takes to load. Printed as Markdown. LARGE_MB sets the size of the large file (default: 1000).
 */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { H2OClient } from '../src/h2o/client/client.js';
import { waitForJob } from '../src/h2o/client/job.js';
import { loadMojo } from '../src/mojo/index.js';
import { writeCustomers } from './support/data.js';
import { startEngine, type BenchEngine } from './support/engine.js';
import { machine, table } from './support/markdown.js';
import { trainModels, type BenchModel } from './support/models.js';
import { predictCsv, scoreFile, type Spent } from './support/processes.js';
import { percentile, short, timeCalls } from './support/timing.js';

const FILE_BYTES = 64e6;
const LARGE_BYTES = Number(process.env['LARGE_MB'] ?? 1000) * 1e6;
/** Of which the median counts; the peers take turns. */
const ROUNDS = 3;
const LOADS = 20;
const THREADS = Math.min(4, availableParallelism());

const directory = await mkdtemp(path.join(tmpdir(), 'trainyard-bench-'));
const engine = await startEngine(path.join(directory, 'engine'));
try {
  let models: BenchModel[];
  let loads: string[][];
  try {
    models = await trainModels(engine, path.join(directory, 'models'));
    loads = await compareLoads(models, engine);
  } finally {
    // What follows is to have the processor to itself.
    await engine.close();
  }
  console.log(`${machine()}.\n`);
  console.log(`${loadTable(loads)}\n`);
  console.log(`${await compareRates(models, engine.jar)}\n`);
  console.log(await scoreLarge(models));
} finally {
  await rm(directory, { recursive: true, force: true });
}

async function compareRates(models: readonly BenchModel[], jar: string): Promise<string> {
  const file = path.join(directory, 'customers.csv');
  const rows = await writeCustomers(file, FILE_BYTES, 3);
  const lines: string[][] = [];
  for (const { name, folder, mojo } of models) {
    const java: Spent[] = [];
    const single: Spent[] = [];
    const threaded: Spent[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      java.push(await predictCsv(jar, mojo, file, path.join(directory, 'java.csv')));
      single.push(await scoreFile(folder, file, 0));
      threaded.push(await scoreFile(folder, file, THREADS));
    }
    const perSecond = (spent: readonly Spent[], of: keyof Spent) =>
      rows / median(spent.map((one) => one[of]));
    const peer = perSecond(java, 'seconds');
    const own = perSecond(single, 'seconds');
    const cpu = perSecond(single, 'cpuSeconds') / perSecond(java, 'cpuSeconds');
    const threads = perSecond(threaded, 'seconds');
    lines.push([
      name,
      short(peer),
      short(own),
      times(own / peer),
      times(cpu),
      short(threads),
      times(threads / peer),
    ]);
  }
  const head = [
    ...[
      `rows a second, ${rows.toLocaleString('en')} rows`,
      'PredictCsv, one core',
      'one thread',
      '÷',
      '÷ by CPU time',
    ],
    ...[`${THREADS} threads`, '÷'],
  ];
  return table(head, lines);
}

async function scoreLarge(models: readonly BenchModel[]): Promise<string> {
  const file = path.join(directory, 'large.csv');
  await writeCustomers(file, LARGE_BYTES, 4);
  const { size } = await stat(file);
  const megabytes = (bytes: number) => `${short(bytes / 1e6)} MB`;
  const lines: string[][] = [];
  // The first and the last: trees, and the model whose time is reading and writing for the most part.
  for (const { name, folder } of [models[0], models.at(-1)].filter((model) => model !== undefined)) {
    const { rows, seconds, earlyMemory, memory, delay } = await scoreFile(folder, file, THREADS);
    lines.push([
      ...[name, short(rows / seconds), megabytes(earlyMemory), megabytes(memory)],
      ...[delay.p50, delay.p99, delay.max].map((ms) => `${short(ms)} ms`),
    ]);
  }
  const head = [
    ...[
      `a CSV of ${megabytes(size)}, ${THREADS} threads`,
      'rows a second',
      'memory, first fifth',
      'memory, most',
    ],
    ...['event-loop delay p50', 'p99', 'most'],
  ];
  return table(head, lines);
}

/** From a file that the processor has at hand to a model that scores; the engine's peer is its import of the MOJO. */
async function compareLoads(models: readonly BenchModel[], { address }: BenchEngine): Promise<string[][]> {
  const client = new H2OClient(address);
  try {
    const lines: string[][] = [];
    for (const { name, mojo, manifest } of models) {
      const { size } = await stat(mojo);
      const own = await timeCalls(LOADS, 5, () => loadMojo(mojo));
      const peer = await timeCalls(LOADS, 5, () => importModel(client, mojo, manifest.modelId));
      const [mine, its] = [percentile(own, 0.5), percentile(peer, 0.5)];
      lines.push([
        name,
        `${short(size / 1e3)} kB`,
        `${short(mine)} ms`,
        `${short(its)} ms`,
        times(its / mine),
      ]);
    }
    return lines;
  } finally {
    await client.close();
  }
}

function loadTable(lines: readonly string[][]): string {
  return table(['loading a model', 'MOJO', '`loadMojo`', 'import by the engine', '÷'], lines);
}

async function importModel(client: H2OClient, mojo: string, name: string): Promise<void> {
  const key = `bench_${name}_${performance.now().toFixed(3).replace('.', '_')}`;
  await client.postFile(`${key}_mojo`, createReadStream(mojo));
  await waitForJob(client, (await client.importMojo(`${key}_mojo`, key)).key, { intervalMs: 2 });
  await client.remove(key, { cascade: true });
}

function median(values: readonly number[]): number {
  return percentile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}

function times(ratio: number): string {
  return `${short(ratio)} ×`;
}
