import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TrainingOptions } from '../../../src/domain/training-options.js';
import { loadMojo } from '../../../src/mojo/index.js';
import { openClient } from '../../support/engine.js';
import { algorithms, TestEngine, TestRun, TITANIC, type SampleOf } from './support.js';

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

async function train(sample: SampleOf, options: Partial<TrainingOptions>) {
  const run = await TestRun.start(engine, sample, { maxModels: 1, escalate: false, ...options });
  runs.push(run);
  const outcome = await run.outcome;
  return { run, outcome, mojo: () => loadMojo(path.join(run.modelFolder, 'model.zip')) };
}

const table = (target: string, header: string, rows: readonly string[]): SampleOf => ({
  fixture: 'made.csv',
  text: [header, ...rows].join('\n'),
  target,
  problemType: 'REGRESSION',
});

describe('an option of H2O', { timeout: 180_000 }, () => {
  it('keeps the prediction from falling where it must be monotone', async () => {
    const wavy = Array.from(
      { length: 200 },
      (_, x) => `${x},${(x * 31) % 7},${x / 10 + 8 * Math.sin(x / 8)}`,
    );
    const sample = table('y', 'x,noise,y', wavy);
    const monotone = [{ column: 'x', direction: 'INCREASING' as const }];
    const falls = async (options: Partial<TrainingOptions>) => {
      const { mojo, outcome } = await train(sample, options);
      const model = await mojo();
      const predicted = Array.from({ length: 200 }, (_, x) =>
        Number(model.scoreRow({ x, noise: 3 }).predict),
      );
      const drops = predicted.map((value, x) => (predicted[x - 1] ?? value) - value);
      return { largest: Math.max(...drops), outcome };
    };
    expect((await falls({ algorithms: ['XGBOOST'] })).largest).toBeGreaterThan(0.1);
    const kept = await falls({ algorithms: ['GLM', 'XGBOOST'], monotone });
    expect(kept.largest).toBeLessThanOrEqual(1e-6);
    expect(algorithms(kept.outcome.leaderboard)).toEqual(new Set(['XGBOOST']));
    expect(kept.outcome.notes).toEqual(['Trained without GLM: only GBM and XGBOOST can be kept monotone.']);
  });

  it('counts each row by its weight, in the model and in the figures', async () => {
    const rows = Array.from(
      { length: 120 },
      (_, row) => `${(row * 37) % 11},${row % 2 === 0 ? 1 : 9},${(row % 2) * 10 + (row % 3)}`,
    );
    const sample = { ...table('y', 'x,w,y', rows), auxiliary: ['w'] };
    const { run, outcome, mojo } = await train(sample, { algorithms: ['GLM'], weightColumn: 'w' });
    const model = await mojo();
    expect(Number(model.scoreRow({ x: 5 }).predict)).toBeCloseTo(10, 0);
    expect(outcome.baseline!.mse).toBeLessThan(12);
    const { signature } = await run.manifest();
    expect(signature.columns.map(({ name }) => name)).toEqual(['x']);
  });

  it('sorts the leaderboard by the metric asked for, the better one first', async () => {
    const { outcome } = await train(TITANIC, {
      algorithms: ['GLM', 'XGBOOST'],
      maxModels: 3,
      sortMetric: 'AUC',
    });
    const areas = outcome.leaderboard.slice(1).map(({ metrics }) => metrics.auc!);
    expect(areas).toEqual(areas.toSorted((a, b) => b - a));
  });

  it('balances the classes, which makes another model', async () => {
    const plain = await train(TITANIC, { algorithms: ['DRF'] });
    const balanced = await train(TITANIC, { algorithms: ['DRF'], balanceClasses: true });
    expect(balanced.outcome.model.metrics.logloss).not.toBeCloseTo(plain.outcome.model.metrics.logloss!, 4);
  });
});
