import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ModelDetails } from '../../../src/domain/leaderboard.js';
import type { ModelManifest } from '../../../src/domain/manifest.js';
import { DEFAULT_TRAINING_OPTIONS } from '../../../src/domain/training-options.js';
import { Insights } from '../../../src/evaluation/insights.js';
import type { JudgedTask } from '../../../src/evaluation/task-rows.js';
import { Evaluator } from '../../../src/evaluation/evaluator.js';
import { Predictor } from '../../../src/prediction/service/predictor.js';
import { OUT_OF_FOLD_FILE, TEST_FILE, writeOutOfFold } from '../../../src/storage/out-of-fold.js';
import { seededRandom } from '../../../src/explain/random.js';
import { buildMojo } from '../../support/mojo/build-mojo.js';
import { pino } from 'pino';
import { NO_ENGINE } from '../prediction/saved-fixture.js';

const NOISE = Array.from({ length: 120 }, (_, index) => `n${String(index).padStart(3, '0')}`);

/**
 * A finished task as it lies on the disk: log-odds of "Yes" are 2 with the contract "monthly", -2 with "yearly", and 1
 * more for each 10 of `tickets`; 120 levels of noise have coefficients between -0.4 and 0.4. The sample is drawn from
 * it, without the noise.
 */
export interface SavedTask {
  readonly task: JudgedTask;
  readonly predictor: Predictor;
  readonly evaluator: Evaluator;
  readonly insights: Insights;
  readonly folder: string;
  close(): Promise<void>;
}

export interface SavedTaskOptions {
  readonly outOfFold?: boolean;
  /** The noise is as strong as the contract, and tells of the target in the rows that the model learned from. */
  readonly learnedByHeart?: boolean;
  /** The first quarter of the rows is of this kind: the model has not learned from it. */
  readonly unseen?: 'TEST' | 'HELD_OUT' | null;
  /** The model was then trained again on the rows that judged it. */
  readonly trainedAgain?: boolean;
  /** So many models stand beside it that have not learned the noise, one for every so-many-th row (or the first quarter). */
  readonly judges?: number;
}

export async function saveTask({
  outOfFold = true,
  learnedByHeart = false,
  unseen = null,
  trainedAgain = false,
  judges = 0,
}: SavedTaskOptions = {}): Promise<SavedTask> {
  const root = await mkdtemp(path.join(tmpdir(), 'trainyard-insights-'));
  const folder = path.join(root, 'models', 'churn');
  await mkdir(folder, { recursive: true });
  const random = seededRandom(5);
  const drawNoise = (range: number) => NOISE.map(() => (random() - 0.5) * range);
  const noise = drawNoise(learnedByHeart ? 12 : 0.8);
  const save = async (file: string, effects: readonly number[]) => {
    const mojo = mojoOf(effects);
    await writeFile(path.join(folder, file), mojo);
    return { file, sha256: createHash('sha256').update(mojo).digest('hex') };
  };
  const { sha256 } = await save('model.zip', noise);
  const rows = Array.from({ length: 400 }, (_, row) => {
    const contract = random() < 0.5 ? 'monthly' : 'yearly';
    const tickets = Math.floor(random() * 10);
    const level = Math.floor(random() * 120);
    const learned = learnedByHeart && (unseen === null || row >= 100) ? noise[level]! : 0;
    const p = 1 / (1 + Math.exp(-((contract === 'monthly' ? 2 : -2) + 0.1 * tickets - 0.5 + learned)));
    return { level: NOISE[level]!, contract, tickets, p, churned: random() < p ? 'Yes' : 'No' };
  });
  const judging = Array.from({ length: judges }, (_, judge) => `judge-${judge + 1}-1.zip`);
  const standIns = await Promise.all(judging.map((name) => save(name, drawNoise(0.8))));
  if (judges > 0) {
    const of = Float64Array.from(rows, (_, row) => (judges > 1 ? row % judges : row < 100 ? 0 : NaN));
    await writeOutOfFold(path.join(folder, 'judges.csv'), { columns: [of], rows: rows.length });
  }
  const file = path.join(root, 'sample.csv');
  await writeFile(
    file,
    rows
      .map(({ level, contract, tickets, churned }) => `${level},${contract},${tickets},${churned}\n`)
      .join(''),
  );
  const manifest: ModelManifest = {
    formatVersion: 1,
    taskId: 'churn',
    modelId: 'GLM_1',
    algorithm: 'GLM',
    engineVersion: '3.46.0.11',
    artifact: { kind: 'mojo', file: 'model.zip', sha256 },
    signature: {
      problemType: 'BINARY',
      response: { name: 'churned', levels: ['No', 'Yes'] },
      columns: [
        { name: 'last_login', type: 'CATEGORICAL', levels: NOISE, min: null, max: null, typical: 'n000' },
        {
          name: 'contract',
          type: 'CATEGORICAL',
          levels: ['monthly', 'yearly'],
          min: null,
          max: null,
          typical: 'yearly',
        },
        { name: 'tickets', type: 'NUMERIC', levels: null, min: 0, max: 9, typical: 5 },
      ],
    },
    options: DEFAULT_TRAINING_OPTIONS,
    datasetId: 'f00d',
    fileName: 'churn.csv',
    rowsUsed: rows.length,
    trainedAt: '2026-01-01T00:00:00.000Z',
    ...(outOfFold && { outOfFold: OUT_OF_FOLD_FILE }),
    ...(unseen === 'TEST' && { test: TEST_FILE }),
    ...(trainedAgain && { trainedAgain }),
    ...(judges > 0 && {
      judges: { rows: 'judges.csv', models: standIns.map((standIn) => [{ modelId: 'GLM_1', ...standIn }]) },
    }),
  };
  await writeFile(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
  const predictions = async (name: string, isHeld: (row: number) => boolean) => {
    const second = Float64Array.from(rows, ({ p }, row) => (isHeld(row) ? p : NaN));
    const columns = [second.map((p) => 1 - p), second];
    await writeOutOfFold(path.join(folder, name), { columns, rows: rows.length });
  };
  if (unseen === 'TEST') await predictions(TEST_FILE, (row) => row < 100);
  if (outOfFold) {
    await predictions(OUT_OF_FOLD_FILE, (row) =>
      unseen === 'TEST' ? row >= 100 : unseen === 'HELD_OUT' ? row < 100 : true,
    );
  }
  const predictor = new Predictor({
    modelsDir: path.join(root, 'models'),
    engine: NO_ENGINE,
    log: pino({ level: 'silent' }),
    predictionsDir: path.join(root, 'predictions'),
    ttlMs: 60_000,
    maxBytes: 1_000_000,
    requireDone: () => undefined,
  });
  await predictor.start();
  const insights = new Insights({
    modelsDir: path.join(root, 'models'),
    sampleFile: () => file,
    modelOf: (id) => predictor.model(id),
    forget: (id) => predictor.forget(id),
  });
  const evaluator = new Evaluator({
    predictions: predictor,
    modelOf: (id) => predictor.model(id),
    thresholdOf: (id) => insights.threshold(id),
  });
  return {
    task: {
      id: 'churn',
      model: DETAILS,
      sample: {
        columns: [
          { name: 'last_login', type: 'CATEGORICAL' },
          { name: 'contract', type: 'CATEGORICAL' },
          { name: 'tickets', type: 'NUMERIC' },
          { name: 'churned', type: 'CATEGORICAL' },
        ],
        target: 'churned',
        problemType: 'BINARY',
        rowsTotal: rows.length,
        rowsUsed: rows.length,
        rowsWithoutTarget: 0,
        textColumns: [],
        findings: [],
      },
    },
    predictor,
    evaluator,
    insights,
    folder,
    close: async () => {
      await insights.close();
      await predictor.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

function mojoOf(noise: readonly number[]): Uint8Array {
  return buildMojo({
    columns: [
      ['last_login', NOISE],
      ['contract', ['monthly', 'yearly']],
      ['tickets'],
      ['churned', ['No', 'Yes']],
    ],
    info: {
      algo: 'glm',
      family: 'binomial',
      link: 'logit',
      use_all_factor_levels: true,
      cats: 2,
      nums: 1,
      cat_offsets: '[0, 120, 122]',
      mean_imputation: true,
      cat_modes: '[0, 1]',
      num_means: '[5.0]',
      beta: `[${[...noise, 2, -2, 0.1, -0.5].join(', ')}]`,
      default_threshold: 0.3,
    },
  });
}

const DETAILS = {
  metrics: { logloss: 0.4 },
  skill: 0.4,
  confusionMatrix: { labels: ['No', 'Yes'], counts: [[60, 40], [10, 90]] }, // prettier-ignore
  rocCurve: [
    { threshold: 0.8, falsePositiveRate: 0.1, truePositiveRate: 0.6 },
    { threshold: 0.4, falsePositiveRate: 0.4, truePositiveRate: 0.9 },
  ],
} as unknown as ModelDetails;
