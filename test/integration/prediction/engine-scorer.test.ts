import path from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import { beforeAll, describe, expect, it } from 'vitest';
import { BadUserInputError, EngineUnavailableError } from '../../../src/domain/errors.js';
import type { EngineState } from '../../../src/h2o/engine/engine.js';
import { InputFaults } from '../../../src/prediction/input-faults.js';
import { EngineModel } from '../../../src/prediction/engine/engine-model.js';
import { EngineScorer } from '../../../src/prediction/engine/engine-scorer.js';
import { RowEncoder } from '../../../src/prediction/encode-rows.js';
import type { JsonRow } from '../../../src/prediction/prediction-service.js';
import type { EncodedRows } from '../../../src/prediction/scorer.js';
import { EngineProject } from '../../../src/training/engine-project.js';
import { openClient, sharedEngine } from '../../support/engine.js';
import { ModelLab } from '../../support/mojo/lab.js';
import { difference, engineKeysHeld, Workshop, type TestModel } from './support.js';

let workshop: Workshop;
let passengers: TestModel;
let cars: TestModel;

beforeAll(async () => {
  const client = openClient();
  workshop = await Workshop.open(client);
  passengers = await workshop.train({
    fixture: 'titanic.csv',
    target: 'survived',
    algorithms: ['GLM', 'GBM'],
    ignored: ['alive'],
    save: 'GBM',
  });
  cars = await workshop.train({
    fixture: 'mpg.csv',
    target: 'mpg',
    algorithms: ['GLM', 'GBM', 'StackedEnsemble'],
    ignored: ['name'],
    save: 'StackedEnsemble',
  });
  return async () => {
    await workshop.close();
    await client.close();
  };
});

const PASSENGERS: JsonRow[] = [
  { pclass: 3, sex: 'male', age: 22, fare: 7.25, embarked: 'S' },
  { pclass: 1, sex: 'female', age: 38, fare: 71.28, deck: 'C', alone: false },
  { pclass: 2, sex: 'female', age: null, embarked: 'Atlantis' },
  {},
];

function encoded(model: TestModel, rows: readonly JsonRow[]): EncodedRows {
  const { signature } = model.manifest;
  return new RowEncoder(signature).encode(rows, 0, rows.length, new InputFaults(signature.columns.length));
}

function inEngine(
  { taskId, manifest }: TestModel,
  idleMs?: number,
): { scorer: EngineScorer; close: () => Promise<void> } {
  const file = path.join(workshop.directory, 'models', taskId, manifest.artifact.file);
  const log = pino({ level: 'silent' });
  const model = new EngineModel({ engine: workshop.engine, manifest, file, log, idleMs });
  return { scorer: new EngineScorer(model, manifest), close: () => model.close() };
}

/** What the engine holds for predictions of a task. */
const heldFor = async ({ taskId }: TestModel) => {
  const mark = new RegExp(`trainyard_(scorer|rows)_${taskId.replace(/\W/g, '_')}_\\d+["_]`);
  return (await engineKeysHeld()).filter((key) => mark.test(key));
};

describe('a model that is scored in the engine', () => {
  it.each(['passengers', 'cars'])('answers as it does in this process: %s', async (which) => {
    const model = which === 'cars' ? cars : passengers;
    const { scorer, close } = inEngine(model);
    const rows = which === 'cars' ? [{ weight: 3000, origin: 'usa' }, { origin: 'mars' }, {}] : PASSENGERS;
    const scores = await scorer.score(encoded(model, rows));
    const { rows: expected } = await workshop.predictor.predictRows(model.taskId, rows, { strict: false });
    const { levels } = model.manifest.signature.response;
    for (const [row, answer] of expected.entries()) {
      const numbers = (levels ?? ['predict']).map((name) => answer[name] as number);
      const own = scores.values.map((values) => values[row]!);
      expect(difference(Float64Array.from(own), Float64Array.from(numbers))).toBeLessThan(1e-12);
      if (levels) expect(levels[scores.labels![row]!]).toBe(answer['predict']);
    }
    await close();
    expect(await heldFor(model)).toEqual([]);
  });

  it('is kept there between two calls', async () => {
    const { scorer, close } = inEngine(passengers);
    await scorer.score(encoded(passengers, PASSENGERS));
    const kept = await heldFor(passengers);
    // The model, and the file that it reads.
    expect(kept).toHaveLength(2);
    await scorer.score(encoded(passengers, PASSENGERS));
    expect(await heldFor(passengers)).toEqual(kept);
    await close();
    expect(await heldFor(passengers)).toEqual([]);
  });

  it('goes from there by itself where nobody asks it any more', async () => {
    const { scorer } = inEngine(passengers, 50);
    await scorer.score(encoded(passengers, PASSENGERS));
    await expect.poll(() => heldFor(passengers), { timeout: 30_000 }).toEqual([]);
  });

  it('is brought there again after the engine was started again', async () => {
    const { state } = workshop.engine;
    if (state.status !== 'READY') throw new Error('The engine is not ready.');
    const { scorer, close } = inEngine(passengers);
    const before = await scorer.score(encoded(passengers, PASSENGERS));
    workshop.engine.set({ ...state, clusterId: 'the next life' });
    expect(await scorer.score(encoded(passengers, PASSENGERS))).toEqual(before);
    await close();
    workshop.engine.set(state);
    // What the old life held is gone with it; here it is the same engine.
    for (const key of await heldFor(passengers)) await workshop.client.remove(key.slice(8, -1));
  });

  it('may be of a kind that is not scored in this process', async () => {
    const lab = new ModelLab(sharedEngine());
    const id = await lab.train('rulefit', cars.project.frame, 'mpg', { max_num_rules: 10, seed: 1 });
    const refused = { ...cars, taskId: `${cars.taskId}-rulefit` };
    await workshop.saveAs(refused.taskId, { ...cars.manifest, modelId: id }, await lab.mojo(id));
    const { rows, warnings } = await workshop.predictFixture(refused);
    const native = await workshop.native({ ...cars, manifest: { ...cars.manifest, modelId: id } });
    const predicted = Float64Array.from(rows, (row) => row['predict'] as number);
    expect(difference(predicted, native.values[0]!)).toBeLessThan(1e-12);
    expect(warnings).toEqual([]);
    await workshop.predictor.forget(refused.taskId);
    expect(await heldFor(refused)).toEqual([]);
    await lab.close();
  });

  it('takes rows of which nothing is known, also of a model of one column', async () => {
    const lab = new ModelLab(sharedEngine());
    const others = [
      'displacement',
      'horsepower',
      'weight',
      'acceleration',
      'model_year',
      'origin',
      'cylinders',
    ];
    const ignored = others.slice(1);
    const id = await lab.train('glm', cars.project.frame, 'mpg', { ignored_columns: ignored });
    const { signature } = cars.manifest;
    const columns = signature.columns.filter(({ name }) => !ignored.includes(name));
    const narrow = { ...cars, taskId: `${cars.taskId}-narrow` };
    const manifest = { ...cars.manifest, modelId: id, signature: { ...signature, columns } };
    await workshop.saveAs(narrow.taskId, manifest, await lab.mojo(id));
    const rows = [
      { displacement: 100 },
      { displacement: null },
      { displacement: null },
      { displacement: 120 },
    ];
    const inProcess = await workshop.predictor.predictRows(narrow.taskId, rows, { strict: false });
    const model = {
      ...narrow,
      manifest: { ...manifest, artifact: { ...manifest.artifact, file: 'model.mojo' } },
    };
    const { scorer, close } = inEngine(model);
    const { values } = await scorer.score(encoded(model, rows));
    const expected = Float64Array.from(inProcess.rows, (row) => row['predict'] as number);
    expect(difference(values[0]!, expected)).toBeLessThan(1e-12);
    await close();
    await lab.close();
  });

  it('takes a long file in parts, and answers in its order', async () => {
    const binary = await workshop.saveBinary(passengers);
    const rows = Array.from({ length: 25_000 }, (_, i) => ({
      age: i % 90,
      fare: (i * 7) % 500,
      sex: i % 2 ? 'male' : 'female',
    }));
    const csv = ['sex,fare,age', ...rows.map((row) => `${row.sex},${row.fare},${row.age}`)].join('\n');
    const predict = async (taskId: string) => {
      const upload = { stream: Readable.from([csv]), fileName: 'long.csv' };
      const { rowCount, csvId, rows } = await workshop.predictor.predictCsv(taskId, upload, {
        strict: false,
        limit: 3,
      });
      expect(rows).toHaveLength(3);
      expect(rowCount).toBe(25_000);
      return (await text((await workshop.predictor.openCsv(csvId!))!.stream)).trim().split('\n');
    };
    const [engine, inProcess] = [await predict(binary), await predict(passengers.taskId)];
    expect(engine).toHaveLength(25_001);
    expect(engine[0]).toBe(inProcess[0]);
    const numbers = (lines: string[]) =>
      Float64Array.from(lines.slice(1).flatMap((line) => line.split(',').map(Number)));
    expect(difference(numbers(engine), numbers(inProcess))).toBeLessThan(1e-12);
  });

  it('is explained as in this process', async () => {
    const { scorer, close } = inEngine(passengers);
    const rows = encoded(passengers, PASSENGERS);
    const explained = await scorer.explain(rows, 3);
    const { contributions } = await workshop.predictor.predictRows(passengers.taskId, PASSENGERS, {
      strict: false,
      contributions: 3,
    });
    expect(explained).toHaveLength(4);
    for (const [i, { bias, columns }] of explained.entries()) {
      const expected = contributions![i]!;
      expect(bias).toBeCloseTo(expected.bias, 5);
      expect(columns.map(({ column, value }) => [column, value])).toEqual(
        expected.columns.map(({ column, value }) => [column, value]),
      );
      columns.forEach(({ contribution }, c) =>
        expect(contribution).toBeCloseTo(expected.columns[c]!.contribution, 5),
      );
    }
    await close();
  });

  it('says so where it cannot be explained', async () => {
    await expect(inEngine(cars).scorer.explain(encoded(cars, [{}]), 1)).rejects.toThrow(
      new BadUserInputError(
        'The engine has contributions for GBM, DRF and XGBOOST; this is a STACKED_ENSEMBLE model.',
      ),
    );
  });

  it('answers while a task is being trained', async () => {
    const project = `${passengers.project.frame}_busy`;
    const run = await workshop.client.startAutoML({
      project,
      frame: passengers.project.frame,
      response: 'survived',
      folds: 5,
      seed: 1,
      maxRuntimeSecs: 60,
      models: { algorithms: ['GBM'] },
    });
    const { scorer, close } = inEngine(passengers);
    const { count } = await scorer.score(encoded(passengers, PASSENGERS));
    const job = await workshop.client.job(run.jobKey);
    await close();
    await new EngineProject(workshop.client, 'busy', run.automlId).removeAll();
    expect(count).toBe(4);
    expect(job.status).toBe('RUNNING');
  });

  it('leaves nothing behind where the client gives up', async () => {
    const { scorer, close } = inEngine(passengers);
    const gone = new AbortController();
    const scoring = scorer.score(encoded(passengers, PASSENGERS), gone.signal);
    gone.abort(new Error('The client is gone.'));
    await expect(scoring).rejects.toThrow('The client is gone.');
    await close();
    expect(await heldFor(passengers)).toEqual([]);
  });
});

describe('a model that only the engine can score', () => {
  const withState = async (state: EngineState, work: () => Promise<void>) => {
    const before = workshop.engine.state;
    workshop.engine.set(state);
    await work().finally(() => workshop.engine.set(before));
  };

  it('is refused at once, with a reason, while the engine is away', async () => {
    const binary = await workshop.saveBinary(passengers);
    await withState({ status: 'RESTARTING', message: 'H2O ended and is being started again.' }, async () => {
      await expect(workshop.predictor.predictRows(binary, PASSENGERS, { strict: false })).rejects.toThrow(
        new EngineUnavailableError(
          'This model is scored by H2O, which is RESTARTING. H2O ended and is being started again. Try again when `health` says READY.',
        ),
      );
      const inProcess = await workshop.predictor.predictRows(passengers.taskId, PASSENGERS, {
        strict: false,
      });
      expect(inProcess.rowCount).toBe(4);
    });
  });

  it('says which H2O it needs where the engine is another', async () => {
    const old = await workshop.saveBinary(passengers, '3.44.0.1');
    await expect(workshop.predictor.predictRows(old, PASSENGERS, { strict: false })).rejects.toThrow(
      /only H2O 3\.44\.0\.1 can score it, and the engine is 3\.46/,
    );
  });

  it('says what H2O thinks of a damaged file', async () => {
    const { manifest } = passengers;
    await workshop.saveAs('damaged', manifest, Buffer.from('no model'), 'binary');
    await expect(workshop.predictor.predictRows('damaged', PASSENGERS, { strict: false })).rejects.toThrow(
      new EngineUnavailableError(
        'H2O does not score this model. Missing magic number 0x1CED at stream start',
      ),
    );
  });

  it('goes from the engine with all that it is made of, once nobody needs it', async () => {
    const ensemble = await workshop.saveBinary(cars);
    const expected = await workshop.predictor.predictRows(cars.taskId, [{ weight: 3000 }], { strict: false });
    await cars.project.removeAll();
    const run = /AutoML_\d+_\d+_\d+/.exec(cars.manifest.modelId)![0];
    const held = async () => (await engineKeysHeld()).filter((key) => key.includes(run));
    expect(await held()).toEqual([]);
    const answer = await workshop.predictor.predictRows(ensemble, [{ weight: 3000 }], { strict: false });
    expect(answer.rows[0]!['predict']).toBeCloseTo(expected.rows[0]!['predict'] as number, 10);
    expect((await held()).length).toBeGreaterThan(2);
    await workshop.predictor.forget(ensemble);
    expect(await held()).toEqual([]);
  });
});
