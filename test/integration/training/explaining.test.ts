import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ModelSignature } from '../../../src/domain/manifest.js';
import type { Algorithm } from '../../../src/domain/training-options.js';
import { Insights } from '../../../src/evaluation/insights.js';
import { seededRandom } from '../../../src/explain/random.js';
import { loadJudges } from '../../../src/prediction/service/judges.js';
import type { EncodedRows, Scores } from '../../../src/prediction/scorer.js';
import { SavedModels } from '../../../src/prediction/service/saved-models.js';
import { readOutOfFold } from '../../../src/storage/out-of-fold.js';
import { openClient } from '../../support/engine.js';
import { TestEngine, TestRun, tracesOf, type SampleOf } from './support.js';

let engine: TestEngine;
let run: TestRun;

beforeAll(async () => {
  const client = openClient();
  engine = new TestEngine(client, await client.identify());
  return () => client.close();
});

afterEach(() => run.dispose());

/** What becomes of a row is up to `plan` and `spend`, and to chance; `agent` and `shop` have nothing to do with it. */
function noisy(rows: number): SampleOf {
  const random = seededRandom(7);
  const lines = Array.from({ length: rows }, () => {
    const plan = random() < 0.5 ? 'basic' : 'plus';
    const spend = Math.round(random() * 1000) / 10;
    const p = 1 / (1 + Math.exp(-((plan === 'plus' ? 1.2 : -1.2) + (spend - 50) / 25)));
    const [agent, shop] = [Math.floor(random() * 60), Math.floor(random() * 120)];
    return `${plan},${spend},a${agent},s${shop},${random() < p ? 'yes' : 'no'}`;
  });
  const text = ['plan,spend,agent,shop,answer', ...lines].join('\n');
  return { fixture: 'noise.csv', text, target: 'answer', problemType: 'BINARY' };
}

/** Trains a model, and loads what was saved. */
async function train(sample: SampleOf, algorithm: Algorithm) {
  run = await TestRun.start(engine, sample, { algorithms: [algorithm], maxModels: 1, escalate: false });
  const { model } = await run.outcome;
  const modelsDir = path.dirname(run.modelFolder);
  const models = new SavedModels({ modelsDir, engine, log: pino({ level: 'silent' }) });
  const insights = new Insights({
    modelsDir,
    sampleFile: () => run.input.sample.file,
    modelOf: (id) => models.get(id),
    forget: (id) => models.forget(id),
  });
  return { model, models, insights };
}

async function importanceOf(sample: SampleOf, algorithm: Algorithm) {
  const { model, insights } = await train(sample, algorithm);
  const task = { id: run.input.taskId, sample: run.input.sample, model };
  return insights.importance(task);
}

/** The rows of the sample as the model takes them. */
async function encodedSample(): Promise<EncodedRows> {
  const { signature } = await run.manifest();
  const names = run.input.sample.columns.map(({ name }) => name);
  return encoded(signature, names, await run.sample());
}

function encoded(
  { columns }: ModelSignature,
  header: readonly string[],
  cells: readonly string[][],
): EncodedRows {
  const encode = (levels: readonly string[] | null, cell: string): number => {
    if (levels === null) return cell === '' ? NaN : Number(cell);
    return levels.includes(cell) ? levels.indexOf(cell) : NaN;
  };
  return {
    count: cells.length,
    columns: columns.map(({ name, levels }) =>
      Float64Array.from(cells, (row) => encode(levels, row[header.indexOf(name)]!)),
    ),
  };
}

describe('the contributions of a linear model', { timeout: 180_000 }, () => {
  it('count from the average of each column, so that over the training they come to nothing', async () => {
    const { models } = await train(noisy(300), 'GLM');
    const { scorer } = await models.get(run.input.taskId);
    const rows = await encodedSample();
    const { values } = scorer.score(rows) as Scores;
    const explained = await scorer.explain(rows, 10);
    const sums = new Map<string, number>();
    explained.forEach(({ bias, columns, unit }, row) => {
      const p = values[1]![row]!;
      const sum = columns.reduce((total, { contribution }) => total + contribution, bias);
      expect({ unit, sum }).toEqual({
        unit: 'LOG_ODDS',
        sum: expect.closeTo(Math.log(p / (1 - p)), 9) as number,
      });
      for (const { column, contribution } of columns)
        sums.set(column, (sums.get(column) ?? 0) + contribution);
    });
    expect([...sums.keys()].toSorted()).toEqual(['agent', 'plan', 'shop', 'spend']);
    for (const sum of sums.values()) expect(sum / rows.count).toBeCloseTo(0, 9);
  });
});

describe('the importance of columns', { timeout: 180_000 }, () => {
  it.each(['DRF', 'GBM', 'XGBOOST'] as const)(
    'of a %s puts no noise of 60 or 120 levels above a column that matters, by rows of the folds',
    async (algorithm) => {
      const importance = await importanceOf(noisy(500), algorithm);
      expect(importance.rows).toBe('OUT_OF_FOLD');
      const [first, second, ...others] = importance.columns;
      expect([first!.column, second!.column].toSorted()).toEqual(['plan', 'spend']);
      for (const { relative } of others) expect(relative).toBeLessThan(0.1);
      // The models of the folds are those whose predictions were kept, and each is asked about its own rows alone.
      const manifest = await run.manifest();
      const fold = await readOutOfFold(path.join(run.modelFolder, manifest.judges!.rows), 1);
      const held = await readOutOfFold(path.join(run.modelFolder, manifest.outOfFold!), 2);
      const judges = await loadJudges(run.modelFolder, manifest);
      const { values } = judges![fold.columns[0]![0]!]!.score(await encodedSample());
      expect(values[1]![0]).toBeCloseTo(held.columns[1]![0]!, 6);
      expect(await tracesOf(run)).toEqual([]);
    },
  );
});
