import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ModelDetails } from '../../../src/domain/leaderboard.js';
import { Evaluator } from '../../../src/evaluation/evaluator.js';
import { Predictor } from '../../../src/prediction/service/predictor.js';
import { readFixture, type FixtureName } from '../../support/mojo/fixtures.js';
import { NO_ENGINE, saveFixture } from '../prediction/saved-fixture.js';
import reference from './reference.json' with { type: 'json' };

let directory: string;
let predictor: Predictor;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'trainyard-reference-'));
  predictor = new Predictor({
    modelsDir: path.join(directory, 'models'),
    engine: NO_ENGINE,
    log: pino({ level: 'silent' }),
    predictionsDir: path.join(directory, 'predictions'),
    ttlMs: 60_000,
    maxBytes: 1_000_000,
    requireDone: () => undefined,
  });
  await predictor.start();
});
afterAll(async () => {
  await predictor.close();
  await rm(directory, { recursive: true, force: true });
});

/** The rows of a kept model with a target beside them. */
function csvOf(name: FixtureName, target: string, targets: readonly (string | number)[]): string {
  const { rows } = readFixture(name);
  const cell = (value: string | number | null) =>
    typeof value === 'string' ? JSON.stringify(value) : String(value ?? '');
  const header = [...rows.map((column) => JSON.stringify(column.name)), target];
  const lines = targets.map((truth, row) => [...rows.map(({ cells }) => cell(cells[row]!)), truth].join(','));
  return [header.join(','), ...lines].join('\n');
}

it.each(Object.entries(reference))(
  'an evaluation of %s has the figures of scikit-learn on what H2O said of the rows',
  async (name, expected) => {
    const { signature } = await saveFixture(path.join(directory, 'models'), name, name as FixtureName);
    const { response, problemType } = signature;
    const evaluator = new Evaluator({
      predictions: predictor,
      modelOf: (id) => predictor.model(id),
      thresholdOf: () =>
        Promise.resolve(problemType === 'BINARY' ? { threshold: 0.4, criterion: 'VALUE' } : null),
    });
    const sample = { columns: [], target: response.name, problemType, rowsTotal: 40, rowsUsed: 40 };
    const task = {
      id: name,
      model: { metrics: { logloss: null, rmse: null }, skill: null } as unknown as ModelDetails,
      sample: { ...sample, rowsWithoutTarget: 0, textColumns: [], findings: [] },
    };
    const csv = csvOf(name as FixtureName, response.name, expected.targets);
    const found = await evaluator.evaluate(task, {
      stream: Readable.from([Buffer.from(csv)]),
      fileName: 'rows.csv',
    });
    expect(found.rows).toBe(expected.targets.length);
    expectFigures(found.metrics, expected.metrics);
    expectFigures(found.baseline, expected.baseline);
    expect(found.confusionMatrix?.counts).toEqual('confusion' in expected ? expected.confusion : undefined);
  },
);

/** Within 1e-9 of their size. */
function expectFigures(found: object, expected: object): void {
  const figures = new Map(Object.entries(found) as [string, number][]);
  for (const [name, figure] of Object.entries(expected) as [string, number][]) {
    const difference = Math.abs((figures.get(name) ?? NaN) - figure) / Math.max(1, Math.abs(figure));
    expect({ name, isEqual: difference <= 1e-9, difference }).toMatchObject({ isEqual: true });
  }
}
