import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TrainingOptions } from '../../../src/domain/training-options.js';
import { openClient } from '../../support/engine.js';
import { algorithms, IRIS, MPG, TestEngine, TestRun, TITANIC, tracesOf, type SampleOf } from './support.js';

let engine: TestEngine;
let runs: TestRun[] = [];

beforeAll(async () => {
  const client = openClient();
  engine = new TestEngine(client, await client.identify());
  return () => client.close();
});

afterEach(async () => {
  await Promise.all(runs.map((run) => run.dispose()));
  runs = [];
});

async function train(sample: SampleOf, options: Partial<TrainingOptions> = {}) {
  const run = await TestRun.start(engine, sample, options);
  runs.push(run);
  return { run, outcome: await run.outcome };
}

describe('a trained task', { timeout: 180_000 }, () => {
  it('has a model of each algorithm on 150 rows with maxModels 3, and leaves nothing in the engine', async () => {
    const { run, outcome } = await train(IRIS);
    expect(algorithms(outcome.leaderboard)).toEqual(new Set(['GLM', 'GBM', 'XGBOOST']));
    expect(outcome.leaderboard.map((entry) => entry.rank)).toEqual([1, 2, 3]);
    const loglosses = outcome.leaderboard.map((entry) => entry.metrics.logloss ?? NaN);
    expect(loglosses).toEqual(loglosses.toSorted((a, b) => a - b));
    expect(outcome.notes).toEqual([]);

    const { model } = outcome;
    expect(model).toMatchObject({
      modelId: outcome.leaderboard[0]!.modelId,
      escalated: false,
      rocCurve: null,
    });
    expect(model.metrics).toMatchObject({ auc: null, r2: null });
    expect(model.metrics.accuracy).toBeGreaterThan(0.9);
    expect(model.confusionMatrix?.labels).toEqual(['setosa', 'versicolor', 'virginica']);
    expect(model.confusionMatrix?.counts.flat().reduce((sum, count) => sum + count)).toBe(150);
    expect(await tracesOf(run)).toEqual([]);
    expect(engine.listeners).toBe(0);
  });

  it('is saved as a MOJO with a manifest that says what a prediction needs', async () => {
    const { run, outcome } = await train(
      { ...TITANIC, rows: 150, ignored: ['alive', 'deck', 'embark_town', 'who', 'adult_male'] },
      { algorithms: ['GBM'], maxModels: 1 },
    );
    const manifest = await run.manifest();
    expect(outcome.model.path).toBe(`models/${run.input.taskId}/model.zip`);
    const bytes = await run.read('model.zip');
    expect(bytes.startsWith('PK')).toBe(true);
    expect(manifest.artifact).toEqual({
      kind: 'mojo',
      file: 'model.zip',
      sha256: createHash('sha256').update(bytes, 'latin1').digest('hex'),
    });
    expect(manifest).toMatchObject({
      formatVersion: 1,
      taskId: run.input.taskId,
      modelId: outcome.model.modelId,
      algorithm: 'GBM',
      options: run.input.options,
      datasetId: run.input.datasetId,
      rowsUsed: 150,
    });
    expect(manifest.signature.response).toEqual({ name: 'survived', levels: ['0', '1'] });
    const byName = new Map(manifest.signature.columns.map((column) => [column.name, column]));
    expect([...byName.keys()]).toEqual([
      'pclass',
      'sex',
      'age',
      'sibsp',
      'parch',
      'fare',
      'embarked',
      'class',
      'alone',
    ]);
    expect(byName.get('sex')).toEqual({
      name: 'sex',
      type: 'CATEGORICAL',
      levels: ['female', 'male'],
      levelRows: [46, 104],
      min: null,
      max: null,
      typical: 'male',
    });
    expect(byName.get('pclass')).toMatchObject({ type: 'NUMERIC', levels: null, min: 1, max: 3 });
    expect(byName.get('pclass')?.typical).toBeCloseTo(2.3, 0);
  });

  it('shows a ROC curve and importances by column for two classes, and combines models in an ensemble', async () => {
    const { run, outcome } = await train(TITANIC, {
      algorithms: ['GLM', 'XGBOOST', 'STACKED_ENSEMBLE'],
      maxModels: 2,
    });
    expect(algorithms(outcome.leaderboard)).toEqual(new Set(['GLM', 'XGBOOST', 'STACKED_ENSEMBLE']));
    const { model } = outcome;
    // Also of an ensemble: what the model that combines the others said of rows that it was not shown.
    expect((await run.manifest()).outOfFold).toBe('out-of-fold.csv');
    const lines = (await run.read('out-of-fold.csv')).trimEnd().split('\n');
    expect(lines.filter((line) => line !== ',')).toHaveLength(run.input.sample.rowsUsed);
    expect(model.metrics.auc).toBeGreaterThan(0.8);
    expect(model.metrics.aucpr).toBeGreaterThan(0.7);
    const roc = model.rocCurve!;
    expect(roc.length).toBeGreaterThan(10);
    expect(roc.at(-1)).toMatchObject({ falsePositiveRate: 1, truePositiveRate: 1 });
    expect(model.confusionMatrix?.labels).toEqual(['0', '1']);
    if (model.algorithm !== 'STACKED_ENSEMBLE') {
      const columns = new Set(run.input.sample.columns.map((column) => column.name));
      expect(model.variableImportance.every(({ column }) => columns.has(column))).toBe(true);
      expect(model.variableImportance[0]?.relative).toBe(1);
    }
    expect(await tracesOf(run)).toEqual([]);
  });

  it('copes with missing values and a target that is the first column', async () => {
    const { run, outcome } = await train(
      { fixture: 'penguins.csv', target: 'species', problemType: 'MULTICLASS' },
      { algorithms: ['GLM', 'DRF'], maxModels: 3 },
    );
    expect(outcome.leaderboard).toHaveLength(3);
    expect(outcome.model.metrics.accuracy).toBeGreaterThan(0.95);
    const { signature } = await run.manifest();
    expect(signature.columns.map((column) => column.name)).not.toContain('species');
    expect(signature.columns.find((column) => column.name === 'sex')?.levels).toEqual(['FEMALE', 'MALE']);
  });

  it('trains where a class has one row only, and says that nothing can be learned of it', async () => {
    const file = path.join(import.meta.dirname, '../../fixtures/iris.csv');
    const text = `${(await readFile(file, 'utf8')).trimEnd()}\n5.0,3.0,2.0,0.5,unicorn\n`;
    const { run, outcome } = await train({ ...IRIS, text });
    expect(algorithms(outcome.leaderboard)).toEqual(new Set(['GLM', 'GBM', 'XGBOOST']));
    expect(outcome.model.metrics.accuracy).toBeGreaterThan(0.9);
    expect(outcome.findings).toContainEqual(
      expect.objectContaining({ code: 'RARE_CLASS', rows: 1, examples: ['unicorn'] }),
    );
    expect((await run.manifest()).signature.response.levels).toContain('unicorn');
  });

  it('predicts a number, in the same way whenever it has the same seed', async () => {
    const [first, second] = [await train(MPG, { seed: 7 }), await train(MPG, { seed: 7 })];
    expect(first.outcome.model).toMatchObject({ confusionMatrix: null, rocCurve: null });
    expect(first.outcome.model.metrics.r2).toBeGreaterThan(0.7);
    expect(first.outcome.model.metrics.mae).toBeGreaterThan(0);
    const metrics = ({ outcome }: typeof first) => outcome.leaderboard.map((entry) => entry.metrics);
    expect(metrics(second)).toEqual(metrics(first));

    // It tells how far it is, and shows its leaderboard as it grows.
    const { updates } = first.run;
    const shares = updates.flatMap((update) => update.progress ?? []);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.every((progress) => progress >= 0 && progress <= 1)).toBe(true);
    const sizes = updates.flatMap((update) => update.leaderboard?.length ?? []);
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
    expect(sizes.at(-1)).toBe(3);
    expect(updates.map((update) => update.message)).toContain('Sending the data to the engine');
    expect(updates.some((update) => /^Training \w+, \d models? built$/.test(update.message ?? ''))).toBe(
      true,
    );

    // It tells what was predicted for each row while the row was held out.
    const { holdout, metrics: figures } = first.outcome.model;
    const squares = (holdout ?? []).map(({ actual, predicted }) => (actual - predicted) ** 2);
    expect(squares.length).toBe(first.run.input.sample.rowsUsed);
    const mse = squares.reduce((sum, square) => sum + square) / squares.length;
    expect(Math.sqrt(mse)).toBeCloseTo(figures.rmse!, 6);
    expect(await tracesOf(first.run)).toEqual([]);
  });

  it('learns from dates, and knows their range', async () => {
    const { run, outcome } = await train(
      {
        fixture: 'taxis-1000.csv',
        target: 'fare',
        problemType: 'REGRESSION',
        rows: 200,
        ignored: ['total', 'pickup_zone', 'dropoff_zone'],
        times: ['pickup', 'dropoff'],
      },
      { algorithms: ['GBM'], maxModels: 1 },
    );
    expect(outcome.model.variableImportance.map(({ column }) => column)).toContain('pickup');
    const pickup = (await run.manifest()).signature.columns.find((column) => column.name === 'pickup');
    expect(pickup).toMatchObject({ type: 'TIME', levels: null });
    expect(new Date(pickup!.min!).toISOString()).toMatch(/^2019-0[23]/);
    expect(new Date(pickup!.typical as number).toISOString()).toMatch(/^2019-03/);
  });

  it('has one model of each of five algorithms, also where maxModels is less, and says so', async () => {
    const { outcome } = await train(IRIS, {
      algorithms: ['GLM', 'GBM', 'XGBOOST', 'DRF', 'DEEP_LEARNING'],
      maxModels: 3,
    });
    expect(outcome.leaderboard).toHaveLength(5);
    expect(algorithms(outcome.leaderboard).size).toBe(5);
    expect(outcome.notes).toEqual([
      'maxModels is 3, but 5 algorithms were to be trained: built one model of each.',
    ]);
  });

  it('names the algorithms that H2O built no model of, and why', async () => {
    const { outcome } = await train(IRIS, { algorithms: ['GLM', 'STACKED_ENSEMBLE'], maxModels: 1 });
    expect(algorithms(outcome.leaderboard)).toEqual(new Set(['GLM']));
    expect(outcome.notes).toEqual(['No STACKED_ENSEMBLE model: it needs at least two models of the others.']);
  });
});
