/**
 * How long a prediction takes from request to answer: the service beside the engine's REST interface and h2o-py, all
 * three with the same model on the same rows. H2O_PYTHON names a Python that has h2o-py; without it that column is
 * left out. Printed as Markdown.
 */
import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { H2OClient } from '../src/h2o/client/client.js';
import { ModelLab, type EngineAddress } from '../test/support/mojo/lab.js';
import { customersCsv, FEATURES, TARGET } from './support/data.js';
import { predictInEngine } from './support/engine-peer.js';
import { startEngine } from './support/engine.js';
import { GraphQL } from './support/graphql.js';
import { machine, table } from './support/markdown.js';
import { CATEGORIES, trainingTable } from './support/models.js';
import { startService } from './support/service.js';
import { trainTask } from './support/task.js';
import { p50p99, percentile, short, timeCalls, type Times } from './support/timing.js';

const SIZES = [1, 100, 150, 10_000];
/** Enough for a median: h2o-py takes 30 or 230 ms, as a job ends before its first look or not. */
const PYTHON_CALLS = 60;
const callsFor = (rows: number) => (rows > 1000 ? 40 : 1000);
/** Calls before those that count, as a multiple of them: V8 and the JVM compile what runs often. */
const WARM_UP = 2;

const PREDICT = `mutation ($id: ID!, $file: Upload!, $limit: Int) {
  predict(taskId: $id, file: $file, limit: $limit) { rowCount rows csvUrl warnings { message } }
}`;
const PREDICT_ROWS = `mutation ($id: ID!, $rows: [JSONObject!]!) {
  predictRows(taskId: $id, rows: $rows) { rowCount rows warnings { message } }
}`;

interface Peers {
  readonly files: ReadonlyMap<number, string>;
  readonly service: ReadonlyMap<number, Times>;
  readonly serviceRows: ReadonlyMap<number, Times>;
  readonly engine: ReadonlyMap<number, Times>;
  readonly python: ReadonlyMap<number, Times>;
}

const directory = await mkdtemp(path.join(tmpdir(), 'trainyard-bench-'));
const engine = await startEngine(path.join(directory, 'engine'));
try {
  const lab = new ModelLab(engine.address);
  try {
    const frame = await lab.upload(trainingTable());
    const model = await lab.train('gbm', frame, TARGET, { ntrees: 40, max_depth: 5, seed: 1 });
    const mojo = path.join(directory, 'gbm.zip');
    await writeFile(mojo, await lab.mojo(model));
    console.log(report(await compare(engine.address, lab.client, model, mojo)));
  } finally {
    await lab.close();
  }
} finally {
  await engine.close();
  await rm(directory, { recursive: true, force: true });
}

async function compare(
  address: EngineAddress,
  client: H2OClient,
  model: string,
  mojo: string,
): Promise<Peers> {
  const service = await startService(address, path.join(directory, 'data'));
  const graphql = new GraphQL(service.url);
  try {
    const id = await trainTask(graphql);
    // So that all three score the same model: the service has not loaded its own yet.
    await copyFile(mojo, path.join(directory, 'data', 'models', id, 'model.zip'));
    const files = new Map<number, string>();
    const peers = {
      files,
      service: new Map<number, Times>(),
      serviceRows: new Map<number, Times>(),
      engine: new Map<number, Times>(),
    };
    for (const size of SIZES) {
      const csv = Buffer.from(customersCsv(size, 2));
      const file = path.join(directory, `${size}.csv`);
      await writeFile(file, csv);
      files.set(size, file);
      const blob = new Blob([csv]);
      const rows = jsonRows(csv.toString());
      const calls = callsFor(size);
      peers.service.set(
        size,
        await timeCalls(calls, calls * WARM_UP, () => graphql.upload(PREDICT, { id, limit: size }, blob)),
      );
      peers.serviceRows.set(
        size,
        await timeCalls(calls, calls * WARM_UP, () => graphql.request(PREDICT_ROWS, { id, rows })),
      );
      peers.engine.set(
        size,
        await timeCalls(calls / 2, (calls / 2) * WARM_UP, () => predictInEngine(client, model, csv)),
      );
    }
    return { ...peers, python: await timePython(address, model, files) };
  } finally {
    await graphql.close();
    await service.stop();
  }
}

function jsonRows(csv: string): object[] {
  const [, ...lines] = csv.trimEnd().split('\n');
  return lines.map((line) =>
    Object.fromEntries(
      line.split(',').map((cell, index) => {
        const name = FEATURES[index] ?? '';
        return [name, CATEGORIES.has(name) ? cell : Number(cell)];
      }),
    ),
  );
}

async function timePython(
  { url, user = '', password = '' }: EngineAddress,
  model: string,
  files: ReadonlyMap<number, string>,
): Promise<Map<number, Times>> {
  const python = process.env['H2O_PYTHON'];
  if (python === undefined) return new Map();
  const script = path.resolve('bench/support/h2o_predict.py');
  const calls = String(PYTHON_CALLS);
  const { stdout } = await promisify(execFile)(python, [
    script,
    url,
    user,
    password,
    model,
    calls,
    ...files.values(),
  ]);
  const times = JSON.parse(stdout.split('\n').find((line) => line.startsWith('{')) ?? '{}') as Record<
    string,
    number[]
  >;
  return new Map([...files].map(([size, file]) => [size, times[file] ?? []]));
}

function report({ service, serviceRows, engine: rest, python }: Peers): string {
  const rows = SIZES.map((size) => {
    const [own, json, peer] = [service, serviceRows, rest].map((times) => times.get(size) ?? []) as [
      Times,
      Times,
      Times,
    ];
    const py = python.get(size);
    const ratio = (other: Times) => `${short(percentile(other, 0.5) / percentile(own, 0.5))} ×`;
    return [
      ...[size.toLocaleString('en'), p50p99(own), p50p99(json), p50p99(peer), ratio(peer)],
      ...(py ? [p50p99(py), ratio(py)] : ['not measured', '']),
    ];
  });
  const head = ['rows', '`predict`', '`predictRows`', 'engine, REST', '÷ `predict`', 'h2o-py', '÷ `predict`'];
  return `${machine()}. GBM of 40 trees, 11 columns; milliseconds, p50 / p99.\n\n${table(head, rows)}`;
}
