import { beforeAll, describe, expect, it } from 'vitest';
import type { JsonRow, Prediction } from '../../../src/prediction/prediction-service.js';
import type { Scores } from '../../../src/prediction/scorer.js';
import { openClient } from '../../support/engine.js';
import { difference, Workshop, type ModelRequest, type TestModel } from './support.js';

const TAXI_TEXTS = ['pickup_zone', 'dropoff_zone', 'total'];
const MODELS: Readonly<Record<string, ModelRequest>> = {
  'iris (three classes)': { fixture: 'iris.csv', target: 'species', algorithms: ['GBM'] },
  'titanic (0/1, missing values)': {
    fixture: 'titanic.csv',
    target: 'survived',
    algorithms: ['GLM'],
    ignored: ['alive'],
  },
  'mpg (a number)': { fixture: 'mpg.csv', target: 'mpg', algorithms: ['XGBoost'], ignored: ['name'] },
  'penguins (missing values)': { fixture: 'penguins.csv', target: 'species', algorithms: ['DRF'] },
  'taxis (dates)': { fixture: 'taxis-1000.csv', target: 'fare', algorithms: ['GBM'], ignored: TAXI_TEXTS },
};

let workshop: Workshop;
beforeAll(async () => {
  const client = openClient();
  workshop = await Workshop.open(client);
  return async () => {
    await workshop.close();
    await client.close();
  };
});

/** The answer's rows as a scorer would give them. */
function scoresIn({ rows }: Prediction, levels: readonly string[] | null): Scores {
  const column = (name: string) => Float64Array.from(rows, (row) => (row[name] as number | null) ?? NaN);
  if (levels === null) return { count: rows.length, labels: null, values: [column('predict')] };
  const labels = Int32Array.from(rows, (row) => levels.indexOf(row['predict'] as string));
  return { count: rows.length, labels, values: levels.map(column) };
}

describe.each(Object.entries(MODELS))('%s', (_, request) => {
  let model: TestModel;
  beforeAll(async () => {
    model = await workshop.train(request);
  });

  it('is predicted as the model in the engine does, from the file it was trained on', async () => {
    const { levels } = model.manifest.signature.response;
    const native = await workshop.native(model);
    const prediction = await workshop.predictFixture(model);
    const scores = scoresIn(prediction, levels);
    expect(prediction.warnings).toEqual([]);
    expect(scores.labels).toEqual(native.labels);
    native.values.forEach((values, k) => expect(difference(scores.values[k]!, values)).toBeLessThan(1e-12));
  });

  it('is predicted alike by a scorer in the engine, also where the input does not fit', async () => {
    const binary = await workshop.saveBinary(model);
    const { columns } = model.manifest.signature;
    const { rows: sound } = await workshop.predictFixture({ ...model, taskId: binary });
    expectSame(sound, (await workshop.predictFixture(model)).rows);

    const spoil = (i: number): JsonRow =>
      Object.fromEntries(
        columns.flatMap(({ name, type, typical }, c) => {
          if ((i + c) % 5 === 0) return [];
          if ((i + c) % 5 === 1) return [[name, null]];
          if ((i + c) % 5 === 2) return [[name, `never seen "${i}", #`]];
          return [[name, type === 'CATEGORICAL' ? typical : Number(typical) * (i - 3)]];
        }),
      );
    const spoilt = [{}, ...Array.from({ length: 40 }, (_, i) => spoil(i))];
    const inEngine = await workshop.predictor.predictRows(binary, spoilt, { strict: false });
    const inProcess = await workshop.predictor.predictRows(model.taskId, spoilt, { strict: false });
    expect(inEngine.warnings).toEqual(inProcess.warnings);
    expect(inEngine.warnings.length).toBeGreaterThan(columns.length);
    expectSame(inEngine.rows, inProcess.rows);
  });
});

function expectSame(one: readonly JsonRow[], other: readonly JsonRow[]): void {
  expect(one).toHaveLength(other.length);
  for (const [i, row] of one.entries()) {
    expect(Object.keys(row)).toEqual(Object.keys(other[i]!));
    for (const [name, value] of Object.entries(row)) {
      const against = other[i]![name];
      if (typeof value !== 'number') expect(value).toBe(against);
      else expect(difference(Float64Array.of(value), Float64Array.of(against as number))).toBeLessThan(1e-12);
    }
  }
}
