import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ValidationOptions, type TrainingOptions } from '../../../src/domain/training-options.js';
import { loadMojo } from '../../../src/mojo/index.js';
import { openClient } from '../../support/engine.js';
import { TestEngine, TestRun, TITANIC, tracesOf, type SampleOf } from './support.js';

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

async function train(
  sample: SampleOf,
  algorithm: 'GLM' | 'XGBOOST' = 'GLM',
  options: Partial<TrainingOptions> = {},
) {
  const run = await TestRun.start(engine, sample, { algorithms: [algorithm], maxModels: 1, ...options });
  runs.push(run);
  return { run, outcome: await run.outcome };
}

/** Three readings a subject, before, during and after, each of which reads as it does for everybody. */
const READINGS = Array.from({ length: 120 }, (_, row) => {
  const phase = row % 3;
  const pulse = 60 + 30 * phase + ((row * 37) % 17);
  return `${pulse},${(row * 53) % 29},${['before', 'during', 'after'][phase]!}`;
});
const readings = (rows: readonly string[]): SampleOf => ({
  fixture: 'readings.csv',
  text: ['pulse,noise,phase', ...rows].join('\n'),
  target: 'phase',
  problemType: 'MULTICLASS',
});

describe('folds', { timeout: 180_000 }, () => {
  it('tell the truth of a table that repeats every three rows, as of the same rows in another order', async () => {
    const { outcome } = await train(readings(READINGS));
    expect(outcome.model.metrics.accuracy).toBeGreaterThan(0.9);
    const sorted = await train(readings(READINGS.toSorted()));
    expect(sorted.outcome.model.metrics.logloss).toBeCloseTo(outcome.model.metrics.logloss!, 1);
  });

  it('give a probability of each row while it was held out, from which the logloss follows, and are no column', async () => {
    const { run, outcome } = await train(TITANIC);
    const manifest = await run.manifest();
    const names = run.input.sample.columns.map((column) => column.name);
    for (const { name } of manifest.signature.columns) expect(names).toContain(name);
    for (const { column } of outcome.model.variableImportance) expect(names).toContain(column);
    expect(await tracesOf(run)).toEqual([]);
    const lines = (await run.read(manifest.outOfFold!)).trimEnd().split('\n');
    const targets = (await run.sample()).map((cells) => cells[0]);
    expect(lines).toHaveLength(run.input.sample.rowsUsed);
    const logs = lines.map((line, row) => -Math.log(Number(line.split(',')[Number(targets[row])])));
    const logloss = logs.reduce((sum, log) => sum + log) / logs.length;
    expect(logloss).toBeCloseTo(outcome.model.metrics.logloss!, 6);

    const { threshold, confusionMatrix, skill, verdict } = outcome.model;
    expect(manifest).toMatchObject({ threshold, thresholdCriterion: 'AUTO' });
    const predicted = lines.map((line) => Number(Number(line.split(',')[1]) >= threshold!));
    const count = (actual: number, label: number) =>
      targets.filter((target, row) => Number(target) === actual && predicted[row] === label).length;
    expect(confusionMatrix?.counts).toEqual([
      [count(0, 0), count(0, 1)],
      [count(1, 0), count(1, 1)],
    ]);
    expect(skill).toBeCloseTo(1 - outcome.model.metrics.logloss! / outcome.baseline!.logloss!, 9);
    expect(verdict).toMatch(/^(Fair|Good): it is right in \d\d % of the rows/);
    expect(outcome.leaderboard[0]?.spread?.auc).toBeGreaterThan(0);
  });

  it('say of noise that nothing was learned, and answer the commoner class', async () => {
    const rows = Array.from({ length: 200 }, (_, row) => {
      const [a, b] = [(row * 7919) % 101, (row * 104_729) % 97];
      return `${a},${b},${(row * 31) % 100 < 72 ? 'no' : 'yes'}`;
    });
    const text = ['a,b,answer', ...rows].join('\n');
    const { outcome } = await train({ fixture: 'noise.csv', text, target: 'answer', problemType: 'BINARY' });
    expect(outcome.findings.map(({ code }) => code)).toContain('NO_BETTER_THAN_BASELINE');
    expect(outcome.model.metrics.accuracy).toBeGreaterThanOrEqual(outcome.baseline!.accuracy!);
  });
});

describe('other rows to judge by', { timeout: 180_000 }, () => {
  /** Each subject has four rows and an answer of its own, which only its own rows tell. */
  const subjects: SampleOf = {
    fixture: 'subjects.csv',
    text: [
      'subject,height,answer',
      ...Array.from({ length: 240 }, (_, row) => {
        const subject = row % 60;
        return `s${subject},${100 + subject},${(subject * 7919) % 13 < 6 ? 'no' : 'yes'}`;
      }),
    ].join('\n'),
    target: 'answer',
    problemType: 'BINARY',
  };
  const validation = (options: object) => ({ validation: ValidationOptions.parse(options) });

  it('keep a subject in one fold, so that what is learned of it does not count', async () => {
    const random = await train(subjects, 'XGBOOST');
    const grouped = await train(subjects, 'XGBOOST', validation({ kind: 'GROUPED', column: 'subject' }));
    expect(random.outcome.model.metrics.auc).toBeGreaterThan(0.9);
    expect(grouped.outcome.model.metrics.auc).toBeLessThan(0.75);
    const { signature } = await grouped.run.manifest();
    expect(signature.columns.map(({ name }) => name)).toEqual(['height']);
  });

  it('are the newest, and do not flatter a trend that goes on', async () => {
    const text = [
      'day,sales',
      ...Array.from({ length: 200 }, (_, day) => `${day},${3 * day + ((day * 31) % 17)}`),
    ];
    const sales: SampleOf = {
      fixture: 'sales.csv',
      text: text.join('\n'),
      target: 'sales',
      problemType: 'REGRESSION',
    };
    const random = await train(sales, 'XGBOOST');
    const ordered = await train(sales, 'XGBOOST', validation({ kind: 'TIME_ORDERED', column: 'day' }));
    expect(random.outcome.model.metrics.r2).toBeGreaterThan(0.95);
    expect(ordered.outcome.model.metrics.r2).toBeLessThan(0.5);
    const lines = (await ordered.run.read('out-of-fold.csv')).trimEnd().split('\n');
    expect(lines.filter((line) => line !== '')).toHaveLength(40);
    // Trees never go beyond what they learned from: this one knows the newest rows too.
    const model = await loadMojo(path.join(ordered.run.modelFolder, 'model.zip'));
    expect(Number(model.scoreRow({ day: 199 }).predict)).toBeGreaterThan(560);
    expect(ordered.outcome.notes).toEqual([
      'The leader was judged by rows kept apart, and then trained again on all rows.',
    ]);
    const { signature } = await ordered.run.manifest();
    expect(signature.columns[0]).toMatchObject({ name: 'day', max: 199 });
    expect(await tracesOf(ordered.run)).toEqual([]);
  });

  it.each(['GLM', 'DEEP_LEARNING'] as const)(
    'are learned from in the end by a %s that they judged',
    async (algorithm) => {
      const ordered = validation({ kind: 'TIME_ORDERED', column: 'age', testFraction: 0.1 });
      const run = await TestRun.start(engine, TITANIC, { algorithms: [algorithm], maxModels: 1, ...ordered });
      runs.push(run);
      const { notes, model } = await run.outcome;
      expect(notes).toEqual([expect.stringContaining('trained again on all rows')]);
      const manifest = await run.manifest();
      expect(manifest.modelId).toBe(model.modelId);
      expect(manifest.trainedAgain).toBe(true);
      expect(manifest.signature.columns.map(({ name }) => name)).toContain('sex');
      expect(await tracesOf(run)).toEqual([]);
    },
  );

  it('are seen by no model at all, where a share of them is kept for a test', async () => {
    const { run } = await train(TITANIC, 'GLM', validation({ testFraction: 0.2 }));
    const manifest = await run.manifest();
    const [outOfFold, test] = await Promise.all([run.read(manifest.outOfFold!), run.read(manifest.test!)]);
    const has = (text: string) =>
      text
        .split('\n')
        .slice(0, -1)
        .map((line) => line !== ',');
    const inTest = has(test);
    expect(inTest.filter(Boolean)).toHaveLength(60);
    expect(has(outOfFold)).toEqual(inTest.map((isTest) => !isTest));
    expect(await tracesOf(run)).toEqual([]);
  });
});
