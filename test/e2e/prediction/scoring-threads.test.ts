import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ModelManifest, ModelSignature } from '../../../src/domain/manifest.js';
import { DEFAULT_TRAINING_OPTIONS } from '../../../src/domain/training-options.js';
import type { Engine } from '../../../src/h2o/engine/engine.js';
import { loadMojo } from '../../../src/mojo/index.js';
import type { Evaluator } from '../../../src/evaluation/evaluator.js';
import type { JudgedTask } from '../../../src/evaluation/task-rows.js';
import type { Prediction, PredictionService } from '../../../src/prediction/prediction-service.js';
import type {
  Predictor as BuiltPredictor,
  PredictorOptions,
} from '../../../src/prediction/service/predictor.js';

const MODEL = path.join(import.meta.dirname, '../../fixtures/mojo/gbm-titanic.zip');
const TASK = 'task';

/** No model here needs one. */
const NO_ENGINE: Engine = {
  state: { status: 'STOPPED' },
  ready: () => Promise.reject(new Error('There is no engine.')),
  onState: () => () => undefined,
  close: () => Promise.resolve(),
};

let directory: string;
let signature: ModelSignature;
let inline: PredictionService & Pick<BuiltPredictor, 'close' | 'model'>;
let threaded: typeof inline;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'trainyard-threads-'));
  signature = await saveModel(path.join(directory, 'models', TASK));
  // A thread is given a file to run, so that only the built service has any.
  const built = (await import(
    new URL('../../../dist/prediction/service/predictor.js', import.meta.url).href
  )) as {
    Predictor: typeof BuiltPredictor;
  };
  const open = async (name: string, threads: number) => {
    const options: PredictorOptions = {
      modelsDir: path.join(directory, 'models'),
      predictionsDir: path.join(directory, name),
      engine: NO_ENGINE,
      log: pino({ level: 'silent' }),
      ttlMs: 60_000,
      maxBytes: 1e9,
      threads,
      requireDone: () => undefined,
    };
    const predictor = new built.Predictor(options);
    await predictor.start();
    return predictor;
  };
  inline = await open('inline', 0);
  threaded = await open('threaded', 2);
});

afterAll(async () => {
  await inline.close();
  await threaded.close();
  await rm(directory, { recursive: true, force: true });
});

async function saveModel(folder: string): Promise<ModelSignature> {
  const mojo = await loadMojo(MODEL);
  const { response, features } = mojo.signature;
  const saved: ModelSignature = {
    problemType: 'BINARY',
    response: { name: response.name, levels: response.labels },
    columns: features.map(({ name, levels }) => ({
      name,
      type: levels ? 'CATEGORICAL' : 'NUMERIC',
      levels,
      min: null,
      max: null,
      typical: null,
    })),
  };
  const manifest: ModelManifest = {
    formatVersion: 1,
    taskId: TASK,
    modelId: 'model',
    algorithm: 'GBM',
    engineVersion: '3.46.0.11',
    artifact: {
      kind: 'mojo',
      file: 'model.zip',
      sha256: createHash('sha256')
        .update(await readFile(MODEL))
        .digest('hex'),
    },
    signature: saved,
    options: DEFAULT_TRAINING_OPTIONS,
    datasetId: 'f00d',
    fileName: 'titanic.csv',
    rowsUsed: 500,
    trainedAt: '2026-01-01T00:00:00.000Z',
  };
  await mkdir(folder, { recursive: true });
  await copyFile(MODEL, path.join(folder, 'model.zip'));
  await writeFile(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
  return saved;
}

/** Rows of all the model's columns; some hold what training never saw. */
function passengers(rows: number): string {
  const lines = Array.from({ length: rows }, (_, row) =>
    signature.columns
      .map(({ levels }, index) => {
        if ((row + index) % 97 === 0) return `"odd, ${row % 3}"`;
        return levels
          ? `"${levels[(row + index) % levels.length]!}"`
          : String(((row * 37 + index) % 1000) / 8);
      })
      .join(','),
  );
  return `${signature.columns.map(({ name }) => name).join(',')}\n${lines.join('\n')}\n`;
}

const ROWS = 100_000;

async function predict(service: PredictionService, csv: string): Promise<Prediction> {
  const upload = { stream: Readable.from(pieces(csv)), fileName: 'passengers.csv' };
  return service.predictCsv(TASK, upload, { limit: 20_000, strict: false });
}

function* pieces(csv: string): Generator<Buffer> {
  for (let start = 0; start < csv.length; start += 50_000)
    yield Buffer.from(csv.slice(start, start + 50_000));
}

async function resultOf(service: PredictionService, { csvId }: Prediction): Promise<string> {
  const csv = await service.openCsv(csvId!);
  return text(csv!.stream);
}

test('a big file scored on threads gives what it gives without them: rows, warnings and every byte of the CSV', async () => {
  const csv = passengers(ROWS);
  const expected = await predict(inline, csv);
  const prediction = await predict(threaded, csv);
  const { csvId, csvExpiresAt } = expected;
  expect({ ...prediction, csvId, csvExpiresAt }).toEqual(expected);
  expect(prediction.rowCount).toBe(ROWS);
  expect(prediction.rows).toHaveLength(20_000);
  expect(prediction.warnings.length).toBeGreaterThan(0);
  expect(await resultOf(threaded, prediction)).toBe(await resultOf(inline, expected));
});

test('a big table is evaluated in a thread of its own, to what its rows are worth one by one', async () => {
  const [header, ...lines] = passengers(ROWS).trimEnd().split('\n');
  const truth = (row: number): string => (row % 5 < 2 ? '1' : '0');
  const csv = [`${header},survived`, ...lines.map((line, row) => `${line},${truth(row)}`)].join('\n');
  const { Evaluator: Built } = (await import(
    new URL('../../../dist/evaluation/evaluator.js', import.meta.url).href
  )) as { Evaluator: typeof Evaluator };
  const evaluator = new Built({
    predictions: threaded,
    modelOf: (id) => threaded.model(id),
    thresholdOf: () => Promise.resolve({ threshold: 0.4, criterion: 'VALUE' }),
  });
  const metrics = { logloss: 0.5 };
  const task = {
    id: TASK,
    sample: { columns: [] },
    model: { metrics, skill: null },
  } as unknown as JudgedTask;
  const table = { stream: Readable.from(pieces(csv)), fileName: 'passengers.csv' };
  const found = await evaluator.evaluate(task, table);
  await evaluator.close();
  const { rows } = await predict(threaded, passengers(ROWS));
  const right = rows.map((row, index) => ((row['1'] as number) >= 0.4 ? '1' : '0') === truth(index));
  expect(found.rows).toBe(ROWS);
  // Of the first rows, which are a part of them all, and made in the same way.
  const share = right.filter(Boolean).length / right.length;
  expect(found.metrics.accuracy).toBeCloseTo(share, 1);
  const points = found.thresholds.filter(({ threshold }) => threshold === 0.4);
  expect(points).toMatchObject([{ accuracy: found.metrics.accuracy }]);
});

test('several big files are scored at the same time', async () => {
  const files = [passengers(ROWS), passengers(ROWS + 1), passengers(ROWS + 2)];
  const predictions = await Promise.all(files.map((csv) => predict(threaded, csv)));
  expect(predictions.map(({ rowCount }) => rowCount)).toEqual([ROWS, ROWS + 1, ROWS + 2]);
});

test('the thread that serves is free meanwhile', async () => {
  const csv = passengers(ROWS);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await predict(threaded, csv);
  delay.disable();
  // In nanoseconds. Generous: other tests run beside this one.
  expect(delay.percentile(90)).toBeLessThan(50e6);
});

test('a row that is too short is named by its line, however far into the file', async () => {
  const csv = `${passengers(ROWS)}1,2\n${passengers(1000)}`;
  await expect(predict(threaded, csv)).rejects.toMatchObject({
    code: 'INVALID_CSV',
    details: { line: ROWS + 2 },
  });
});

test('a prediction that is given up leaves the threads to others', async () => {
  const controller = new AbortController();
  function* cutOff(): Generator<Buffer> {
    yield* pieces(passengers(ROWS));
    controller.abort();
    yield Buffer.from('1,2');
  }
  const upload = { stream: Readable.from(cutOff()), fileName: 'passengers.csv' };
  const given = threaded.predictCsv(TASK, upload, { limit: 10, strict: false, signal: controller.signal });
  await expect(given).rejects.toMatchObject({ name: 'AbortError' });
  expect((await predict(threaded, passengers(ROWS))).rowCount).toBe(ROWS);
});
