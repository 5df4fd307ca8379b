import { afterEach, beforeAll, describe, expect, it } from 'vitest';
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

async function train(sample: SampleOf, algorithm: 'GLM' | 'XGBOOST' = 'GLM') {
  const run = await TestRun.start(engine, sample, { algorithms: [algorithm], maxModels: 1 });
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

describe('folds', () => {
  it('tell the truth of a table that repeats every three rows, as of the same rows in another order', async () => {
    const { outcome } = await train(readings(READINGS));
    expect(outcome.model.metrics.accuracy).toBeGreaterThan(0.9);
    const sorted = await train(readings(READINGS.toSorted()));
    expect(sorted.outcome.model.metrics.logloss).toBeCloseTo(outcome.model.metrics.logloss!, 1);
  });

  it('are no column of the model, and leave nothing in the engine', async () => {
    const { run, outcome } = await train(TITANIC, 'XGBOOST');
    const { signature } = await run.manifest();
    const names = run.input.sample.columns.map((column) => column.name);
    for (const { name } of signature.columns) expect(names).toContain(name);
    for (const { column } of outcome.model.variableImportance) expect(names).toContain(column);
    expect(await tracesOf(run)).toEqual([]);
  });

  it('give a probability of each row while it was held out, from which the logloss follows', async () => {
    const { run, outcome } = await train(TITANIC);
    const manifest = await run.manifest();
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
