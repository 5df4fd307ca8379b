/**
 * What it takes to evaluate a table beside scoring it, and to explain a model of 20 columns: what its page asks for, when
 * first asked and once it is kept, and the dependence on all columns. Over HTTP, on a GBM and a GLM. Printed as Markdown.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Customers, FEATURES, seededRandom, TARGET } from './support/data.js';
import { startEngine } from './support/engine.js';
import { GraphQL } from './support/graphql.js';
import { machine, table } from './support/markdown.js';
import { startService } from './support/service.js';
import { percentile, short, timeCalls } from './support/timing.js';

const TRAINED = 500;
const EVALUATED = 100_000;
const ROUNDS = 5;
/** With them there are 20 columns. */
const MORE = Array.from({ length: 20 - FEATURES.length }, (_, index) => `more_${index + 1}`);
const COLUMNS = [...FEATURES, ...MORE];

const TRAIN = `mutation ($file: Upload!, $options: TrainingOptions) { trainModel(file: $file, options: $options) { id } }`;
const STATUS = `query ($id: ID!) { task(id: $id) { status error { message } } }`;
const PREDICT = `mutation ($id: ID!, $file: Upload!) { predict(taskId: $id, file: $file, limit: 1) { rowCount } }`;
const EVALUATE = `mutation ($id: ID!, $file: Upload!) { evaluate(taskId: $id, file: $file) { rows metrics { logloss } } }`;
const ofModel = (fields: string) => `query ($id: ID!) { task(id: $id) { modelDetails { ${fields} } } }`;
const DEPENDENCE = (column: string) =>
  `partialDependence(column: "${column}") { points { value means rows } }`;
/** What the page of a task asks for beside the task itself. */
const PAGE = [
  'importanceRows importance { column importance spread relative }',
  'contributionSummary { unit columns { column size direction } }',
  'thresholds { threshold precision recall } calibration { predicted observed rows }',
  DEPENDENCE('charge'),
].map(ofModel);
const ALL_COLUMNS = ofModel(COLUMNS.map((column) => `${column}: ${DEPENDENCE(column)}`).join(' '));

const directory = await mkdtemp(path.join(tmpdir(), 'trainyard-bench-'));
const engine = await startEngine(path.join(directory, 'engine'));
try {
  const service = await startService(engine.address, path.join(directory, 'data'));
  const graphql = new GraphQL(service.url);
  try {
    const rows = [];
    for (const algorithm of ['GBM', 'GLM']) rows.push([algorithm, ...(await measure(graphql, algorithm))]);
    const head = ['model', 'predict', 'evaluate', 'ratio', 'page, first', 'page, kept', 'all dependences'];
    console.log(`${machine()}. ${EVALUATED} rows of 20 columns; milliseconds.\n\n${table(head, rows)}`);
  } finally {
    await graphql.close();
    await service.stop();
  }
} finally {
  await engine.close();
  await rm(directory, { recursive: true, force: true });
}

async function measure(graphql: GraphQL, algorithm: string): Promise<string[]> {
  const id = await train(graphql, algorithm);
  const csv = customers(EVALUATED, 2);
  const [predict, evaluate]: [number[], number[]] = [[], []];
  // In turn, so that what else the machine does falls on both.
  for (let round = 0; round <= ROUNDS; round++) {
    const [scored] = await timeCalls(1, 0, () => graphql.upload(PREDICT, { id }, csv));
    const [compared] = await timeCalls(1, 0, () => graphql.upload(EVALUATE, { id }, csv));
    if (round === 0) continue;
    predict.push(scored ?? NaN);
    evaluate.push(compared ?? NaN);
  }
  const page = () => Promise.all(PAGE.map((query) => graphql.request(query, { id })));
  const [first = NaN] = await timeCalls(1, 0, page);
  const kept = await timeCalls(ROUNDS, 1, page);
  const dependence = await timeCalls(ROUNDS, 1, () => graphql.request(ALL_COLUMNS, { id }));
  const [scoring, comparing] = [predict, evaluate].map((times) => median(times)) as [number, number];
  return [
    ...[scoring, comparing, comparing / scoring].map(short),
    ...[first, median(kept), median(dependence)].map(short),
  ];
}

async function train(graphql: GraphQL, algorithm: string): Promise<string> {
  const options = { target: TARGET, algorithms: [algorithm], maxModels: 1, escalate: false };
  const file = customers(TRAINED, 1);
  const { trainModel } = await graphql.upload<{ trainModel: { id: string } }>(TRAIN, { options }, file);
  for (;;) {
    const { task } = await graphql.request<{ task: { status: string; error: { message: string } | null } }>(
      STATUS,
      { id: trainModel.id },
    );
    if (task.status === 'DONE') return trainModel.id;
    if (task.status === 'ERROR') throw new Error(task.error?.message ?? 'The task failed.');
    await delay(200);
  }
}

function customers(rows: number, seed: number): Blob {
  const random = seededRandom(seed + 100);
  const made = new Customers(seed);
  const lines = Array.from({ length: rows }, () => {
    const cells = made.row();
    const target = cells.pop() ?? '';
    return [...cells, ...MORE.map(() => (random() * 100).toFixed(2)), target].join(',');
  });
  return new Blob([`${[...COLUMNS, TARGET].join(',')}\n${lines.join('\n')}\n`]);
}

function median(times: readonly number[]): number {
  return percentile(
    times.toSorted((a, b) => a - b),
    0.5,
  );
}
