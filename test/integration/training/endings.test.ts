import type { Readable } from 'node:stream';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ServiceStoppingError, type RunUpdate } from '../../../src/domain/run.js';
import { H2OClient } from '../../../src/h2o/client/client.js';
import { openClient, sharedEngine } from '../../support/engine.js';
import { H2ORequestError } from '../../../src/h2o/client/errors.js';
import { algorithms, ComingEngine, IRIS, MPG, TestEngine, TestRun, TITANIC, tracesOf } from './support.js';

let client: H2OClient;
let life: { clusterId: string; version: string };
let engine: TestEngine;
let runs: TestRun[] = [];

beforeAll(async () => {
  client = openClient();
  life = await client.identify();
  engine = new TestEngine(client, life);
  return () => client.close();
});

afterEach(async () => {
  await Promise.all(runs.map((run) => run.dispose()));
  runs = [];
});

async function start(...args: Parameters<typeof TestRun.start>) {
  const run = await TestRun.start(...args);
  runs.push(run);
  return run;
}

const NEVER_GOOD_ENOUGH = { qualityBar: { maxLogloss: 0, minR2: 1, minSkill: 1 } };
/** Takes some seconds, so that there is time to interrupt it. */
const LONG = { maxModels: 40 };
const says = (start: string) => (update: RunUpdate) => update.message?.startsWith(start) === true;
const hasModel = (update: { leaderboard?: readonly unknown[] }) => (update.leaderboard?.length ?? 0) > 0;

describe('the quality bar', () => {
  it('when missed, adds DEEP_LEARNING to the same leaderboard and trains nothing twice', async () => {
    const run = await start(engine, MPG, {}, NEVER_GOOD_ENOUGH);
    const { leaderboard, model } = await run.outcome;
    expect(leaderboard.map((entry) => entry.algorithm).toSorted()).toEqual([
      'DEEP_LEARNING',
      'GBM',
      'GLM',
      'XGBOOST',
    ]);
    expect(model.escalated).toBe(true);
    expect(model.modelId).toBe(leaderboard[0]!.modelId);
    expect(leaderboard[0]!.metrics.r2).toBe(Math.max(...leaderboard.map((entry) => entry.metrics.r2!)));
    expect(new Set(run.updates.flatMap((update) => update.engineRun?.jobKey ?? [])).size).toBe(2);
    expect(await tracesOf(run)).toEqual([]);
  });

  it('changes nothing when escalation is off, or DEEP_LEARNING was asked for anyway', async () => {
    const glm = { algorithms: ['GLM' as const], maxModels: 1 };
    const off = await start(engine, MPG, { ...glm, escalate: false }, NEVER_GOOD_ENOUGH);
    expect(algorithms((await off.outcome).leaderboard)).toEqual(new Set(['GLM']));
    const asked = await start(engine, MPG, { algorithms: ['GLM', 'DEEP_LEARNING'] }, NEVER_GOOD_ENOUGH);
    const { leaderboard, model } = await asked.outcome;
    expect(leaderboard).toHaveLength(2);
    expect(model.escalated).toBe(false);
  });
});

describe('the budget', { timeout: 180_000 }, () => {
  it('is enough for a model of 40 rows and 1,500 columns, of which a linear model makes too much', async () => {
    const genes = Array.from({ length: 1500 }, (_, gene) => `gene${gene}`);
    const rows = Array.from({ length: 40 }, (_, row) => {
      const values = genes.map((_, gene) => ((row + 1) * (gene + 7) * 7919) % 101);
      return [...values, row % 2 === 0 ? 'ill' : 'well'].join(',');
    });
    const text = [[...genes, 'state'].join(','), ...rows].join('\n');
    const wide = { fixture: 'genes.csv', text, target: 'state', problemType: 'BINARY' as const };
    const run = await start(engine, wide, { maxModels: 3, maxRuntimeSecs: 40 });
    const { leaderboard } = await run.outcome;
    expect(leaderboard.length).toBeGreaterThan(0);
    expect(await tracesOf(run)).toEqual([]);
  });

  it('has one model at least, however short it is', async () => {
    const run = await start(engine, TITANIC, { maxRuntimeSecs: 1, maxModels: 10 });
    const { leaderboard, model, notes } = await run.outcome;
    expect(leaderboard.length).toBeGreaterThan(0);
    expect(leaderboard.length).toBeLessThan(10);
    expect(model.modelId).toBe(leaderboard[0]!.modelId);
    const missing = ['GLM', 'GBM', 'XGBOOST'].filter(
      (algorithm) => !leaderboard.some((entry) => entry.algorithm === algorithm),
    );
    expect(notes).toEqual(
      missing.map((algorithm) => `No ${algorithm} model: there was no time left for it.`),
    );
    expect(await tracesOf(run)).toEqual([]);
  });

  it('holds for the escalation too: DEEP_LEARNING gets no time where none is left', async () => {
    const budget = { algorithms: ['GBM' as const], maxModels: 500, maxRuntimeSecs: 3 };
    const run = await start(engine, MPG, budget, NEVER_GOOD_ENOUGH);
    const { leaderboard, model, notes } = await run.outcome;
    expect(algorithms(leaderboard)).toEqual(new Set(['GBM']));
    expect(model.escalated).toBe(false);
    expect(notes).toEqual([
      'The best model misses the quality bar, and no time was left to add DEEP_LEARNING.',
    ]);
  });
});

describe('a task that is interrupted', () => {
  it('by a cancel while the engine is not there yet ends at once', async () => {
    const coming = new ComingEngine();
    const run = await start(coming, IRIS);
    await run.until(says('Waiting for the engine'));
    run.cancel.abort(new Error('cancelled while it waits'));
    await expect(run.outcome).rejects.toThrow('cancelled while it waits');
  });

  it('by the failure of an engine that was awaited says why it cannot be had', async () => {
    const coming = new ComingEngine();
    const run = await start(coming, IRIS);
    await run.until(says('Waiting for the engine'));
    coming.set({ status: 'FAILED', message: 'H2O needs Java, and there is none.' });
    await expect(run.outcome).rejects.toMatchObject({
      taskCode: 'ENGINE_UNAVAILABLE',
      message: 'H2O needs Java, and there is none.',
      retryable: false,
    });
  });

  it.each(['Sending the data', 'The best model misses the quality bar', 'Saving the model'])(
    'by a cancel at "%s" leaves nothing anywhere',
    async (moment) => {
      const run = await start(engine, MPG, { algorithms: ['GLM'], maxModels: 1 }, NEVER_GOOD_ENOUGH);
      await run.until(says(moment));
      run.cancel.abort(new Error('cancelled just then'));
      await expect(run.outcome).rejects.toThrow('cancelled just then');
      expect(await tracesOf(run)).toEqual([]);
      expect(await run.files()).toEqual([]);
    },
  );

  it('by "finish early" during the escalation has DEEP_LEARNING or what was there before', async () => {
    const run = await start(engine, MPG, { algorithms: ['GLM'], maxModels: 1 }, NEVER_GOOD_ENOUGH);
    await run.until(says('The best model misses the quality bar'));
    run.finish.abort();
    const { leaderboard } = await run.outcome;
    expect(leaderboard.map((entry) => entry.algorithm)).toContain('GLM');
    expect(await tracesOf(run)).toEqual([]);
  });

  it('by a cancel stops the engine, leaves nothing anywhere and rejects with the reason', async () => {
    const run = await start(engine, TITANIC, LONG);
    await run.until(hasModel);
    const reason = new Error('cancelled by the user');
    run.cancel.abort(reason);
    await expect(run.outcome).rejects.toBe(reason);
    expect(await tracesOf(run)).toEqual([]);
    expect(await run.files()).toEqual([]);
    expect(engine.listeners).toBe(0);
  });

  it('by a cancel before it was sent to the engine never gets there', async () => {
    const run = await start(engine, IRIS);
    run.cancel.abort(new Error('cancelled at once'));
    await expect(run.outcome).rejects.toThrow('cancelled at once');
    expect(await tracesOf(run)).toEqual([]);
  });

  it('by "finish early" keeps the best model so far', async () => {
    const run = await start(engine, TITANIC, LONG);
    await run.until(hasModel);
    run.finish.abort();
    const { leaderboard, model } = await run.outcome;
    expect(leaderboard.length).toBeLessThan(LONG.maxModels);
    expect(model.modelId).toBe(leaderboard[0]!.modelId);
    const saved = ['manifest.json', 'model.zip', 'out-of-fold.csv'];
    const files = (await run.files()).filter((file) => !/^judge(?:-[\w-]+\.zip|s\.csv)$/.test(file));
    expect(files).toEqual(saved);
    expect(await tracesOf(run)).toEqual([]);
  });

  it('by "finish early" at its very start has one model at least', async () => {
    const run = await start(engine, IRIS, LONG, NEVER_GOOD_ENOUGH);
    run.finish.abort();
    const { leaderboard, model, notes } = await run.outcome;
    expect(leaderboard.length).toBeGreaterThanOrEqual(1);
    expect(model.escalated).toBe(false);
    expect(notes).toContain('No GBM model: training was finished before its turn.');
  });

  it('by the loss of the engine says so at once, and may be tried again', async () => {
    const dying = new TestEngine(client, life);
    const run = await start(dying, TITANIC, LONG);
    const engineRun = await run.engineRun();
    dying.set({ status: 'RESTARTING', message: 'H2O ended with SIGKILL.' });
    await expect(run.outcome).rejects.toMatchObject({
      taskCode: 'ENGINE_LOST',
      retryable: true,
      message: 'The engine was lost during training. H2O ended with SIGKILL.',
    });
    expect(dying.listeners).toBe(0);

    // The cluster only seemed lost: the next attempt finds what this one left.
    dying.set({ status: 'READY', nodes: 1, ...life });
    const again = await start(dying, TITANIC, LONG, { ...run.input, engineRun });
    await again.until((update) => update.message?.startsWith('Taking up') === true);
    again.finish.abort();
    await again.outcome;
    expect(await tracesOf(again)).toEqual([]);
  });

  it('by a stop of the service goes on in the engine, and is taken up again', async () => {
    const run = await start(engine, TITANIC, { maxModels: 6 });
    const engineRun = await run.engineRun();
    await run.until(hasModel);
    run.cancel.abort(new ServiceStoppingError());
    await expect(run.outcome).rejects.toBeInstanceOf(ServiceStoppingError);
    expect(await tracesOf(run)).not.toEqual([]);

    const again = await start(engine, TITANIC, { maxModels: 6 }, { ...run.input, engineRun });
    const { leaderboard } = await again.outcome;
    expect(leaderboard).toHaveLength(6);
    const names = leaderboard.map((entry) => /AutoML_\d+/.exec(entry.modelId)?.[0]);
    expect(new Set(names).size).toBe(1);
    expect(again.updates.some((update) => update.engineRun)).toBe(false);
    expect(await tracesOf(again)).toEqual([]);
  });

  it('is trained again where the engine no longer has its run', async () => {
    const engineRun = { clusterId: life.clusterId, automlId: 'gone@@species', jobKey: 'gone' };
    const run = await start(engine, IRIS, { algorithms: ['GBM'], maxModels: 1 }, { engineRun });
    expect((await run.outcome).leaderboard).toHaveLength(1);
  });
});

describe('a task that H2O cannot train', () => {
  it('is an error with H2O’s reasons when no model comes of it', async () => {
    const constant = { ...MPG, replace: { mpg: '20' } };
    const run = await start(engine, constant, { algorithms: ['GLM', 'GBM'] });
    await expect(run.outcome).rejects.toMatchObject({
      taskCode: 'NO_MODEL',
      message: expect.stringMatching(/^H2O built no model\. .*constant/i) as string,
    });
    expect(await tracesOf(run)).toEqual([]);
  });

  it('is an error that names the refusal when H2O takes the data for none', async () => {
    const oneClass = { ...IRIS, replace: { species: 'setosa' } };
    const run = await start(engine, oneClass);
    await expect(run.outcome).rejects.toMatchObject({
      taskCode: 'ENGINE_REFUSED',
      message: expect.stringContaining('Number of classes is equal to 1') as string,
    });
    expect(await tracesOf(run)).toEqual([]);
  });

  it('does without XGBoost where the platform lacks it, and says so', async () => {
    class WithoutXGBoost extends H2OClient {
      override capabilities() {
        return Promise.resolve(new Set(['AutoML']));
      }
    }
    const other = new WithoutXGBoost(sharedEngine());
    const run = await start(new TestEngine(other, life), IRIS, { algorithms: ['GLM', 'XGBOOST'] });
    const { leaderboard, notes } = await run.outcome;
    expect(algorithms(leaderboard)).toEqual(new Set(['GLM']));
    expect(notes).toEqual(['H2O has no XGBoost on this platform: trained without it.']);
    await other.close();
  });

  it('is saved in H2O’s own format where it refuses to export a MOJO', async () => {
    class WithoutMojo extends H2OClient {
      override downloadMojo(): Promise<Readable> {
        return Promise.reject(new H2ORequestError(412, 'MOJO export is blocked'));
      }
    }
    const other = new WithoutMojo(sharedEngine());
    const run = await start(new TestEngine(other, life), IRIS, { algorithms: ['GBM'], maxModels: 1 });
    const { model, notes } = await run.outcome;
    expect(path.basename(model.path)).toBe('model.bin');
    expect((await run.manifest()).artifact).toMatchObject({ kind: 'binary', file: 'model.bin' });
    expect(notes).toEqual([expect.stringContaining(`only H2O ${life.version} can predict`)]);
    await other.close();
  });
});
