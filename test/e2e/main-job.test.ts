import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Predict, PredictRows, TrainModel } from '../support/operations.js';
import { fixtureFile, SMALL, TestService } from '../support/service.js';

let service: TestService;
beforeAll(async () => {
  service = await TestService.start();
});
afterAll(() => service.stop());

describe('from a CSV to a prediction', () => {
  it('takes an upload while the engine starts, trains it and scores with the saved model', async () => {
    const id = await service.train('iris.csv');
    const task = await service.ended(id);
    expect(task).toMatchObject({ status: 'DONE', problemType: 'MULTICLASS', rowsTotal: 150, progress: 1 });
    expect(task.leaderboard.map((entry) => entry.algorithm).sort()).toEqual(['GBM', 'GLM', 'XGBOOST']);
    expect(task.modelDetails?.metrics.logloss).toBeLessThan(0.5);

    const { predict } = await service.client.request(Predict, {
      taskId: id,
      file: await fixtureFile('iris.csv'),
      limit: 3,
    });
    expect(predict).toMatchObject({ rowCount: 150, warnings: [] });
    expect(predict.rows).toHaveLength(3);
    expect(predict.rows[0]).toMatchObject({ predict: 'setosa' });
    const csv = await (await fetch(predict.csvUrl!)).text();
    expect(csv.trim().split('\n')).toHaveLength(151);
  });

  it('takes a numeric 0/1 target for two classes', async () => {
    const id = await service.train('titanic.csv', {
      ...SMALL,
      target: 'survived',
      ignoredColumns: ['alive'],
    });
    const task = await service.ended(id);
    expect(task).toMatchObject({ status: 'DONE', problemType: 'BINARY', rowsUsed: 500 });
    expect(task.modelDetails?.metrics.auc).toBeGreaterThan(0.7);
    expect(task.modelDetails?.confusionMatrix?.labels).toEqual(['0', '1']);
    expect(task.modelDetails?.rocCurve?.length).toBeGreaterThan(10);
  });

  it('predicts the same after a restart of service and engine', async () => {
    const id = await service.train('mpg.csv', { ...SMALL, target: 'mpg' });
    const task = await service.ended(id);
    expect(task).toMatchObject({ status: 'DONE', problemType: 'REGRESSION' });
    expect(task.modelDetails?.metrics.r2).toBeGreaterThan(0.5);
    const rows = [{ cylinders: 4, displacement: 97, horsepower: 88, weight: 2130, origin: 'japan' }];
    const before = await service.client.request(PredictRows, { taskId: id, rows });

    expect(await service.kill('SIGTERM')).toBe(0);
    await service.startAgain();
    // At once: the engine need not be there.
    const after = await service.client.request(PredictRows, { taskId: id, rows });
    expect(after).toMatchObject({ predictRows: { rows: before.predictRows.rows } });
    expect(after.predictRows.rows[0]?.['predict']).toBeGreaterThan(20);
  });

  it('refuses a ragged file with the line, and keeps nothing of it', async () => {
    const before = await readdir(path.join(service.dataDir, 'tasks'));
    const file = new File(['a,b\n1,2\n3,4,5\n'], 'ragged.csv');
    await expect(service.client.request(TrainModel, { file })).rejects.toMatchObject({
      extensions: { code: 'INVALID_CSV', line: 3 },
    });
    expect(await readdir(path.join(service.dataDir, 'tasks'))).toEqual(before);
    expect(await readdir(path.join(service.dataDir, 'tmp'))).toEqual([]);
  });
});
