import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { irisFile } from '../../support/csv.js';
import { GetTask, Predict, PredictRows, TrainModel } from '../../support/operations.js';
import { startTestServer, type TestServer } from '../../support/server.js';
import { OUTCOME } from '../../unit/tasks/support.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe('predict', () => {
  test('answers the first rows, and all of them as a file', async () => {
    const { predict } = await server.client.request(Predict, { taskId: 'x', file: irisFile(), limit: 2 });
    expect(predict).toMatchObject({
      taskId: 'x',
      rowCount: 150,
      rows: [{ predict: 'setosa', setosa: 1 }, {}],
    });
    expect(predict.warnings).toMatchObject([{ code: 'MISSING_COLUMN', column: 'petal width', rows: 150 }]);
    const csv = await fetch(predict.csvUrl!);
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename=iris-predictions.csv');
    expect((await csv.text()).split('\n')).toHaveLength(152);
  });

  test('takes 1000 rows and no strictness for granted', async () => {
    await server.client.request(Predict, { taskId: 'x', file: irisFile() });
    expect(server.predictions.asked.at(-1)?.options).toMatchObject({ limit: 1000, strict: false });
  });

  test.each([-1, 100_001])('refuses a limit of %d', async (limit) => {
    await expect(
      server.client.request(Predict, { taskId: 'x', file: irisFile(), limit }),
    ).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });

  test('says that a prediction has expired', async () => {
    const response = await fetch(`${server.url}/predictions/gone.csv`);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('expired');
  });
});

describe('predictRows', () => {
  test('passes the rows on as they are', async () => {
    const rows = [{ length: 1.5, colour: 'red', alive: true, note: null }];
    const { predictRows } = await server.client.request(PredictRows, { taskId: 'x', rows, strict: true });
    expect(predictRows).toMatchObject({ rowCount: 1, csvUrl: null });
    expect(server.predictions.asked.at(-1)).toMatchObject({ input: rows, options: { strict: true } });
  });
});

describe('the model of a finished task', () => {
  test('is shown with the task, and can be downloaded', async () => {
    const { trainModel } = await server.client.request(TrainModel, { file: irisFile() });
    const folder = path.join('tasks', trainModel.id, 'model');
    await mkdir(path.join(server.dataDir, folder), { recursive: true });
    await writeFile(path.join(server.dataDir, folder, 'model.zip'), 'the model');
    const model = { ...OUTCOME.model, path: `${folder}/model.zip` };
    (await server.runner.attempt(0)).succeed({ ...OUTCOME, model });
    for await (const { status } of server.tasks.watch(trainModel.id)) if (status === 'DONE') break;

    const { task } = await server.client.request(GetTask, { id: trainModel.id });
    expect(task?.modelDetails).toMatchObject({ modelId: 'GBM_1', algorithm: 'GBM', path: model.path });
    expect(task?.modelDetails?.confusionMatrix).toEqual(OUTCOME.model.confusionMatrix);
    expect(task?.leaderboard).toHaveLength(1);
    const download = await fetch(task!.modelDetails!.downloadUrl);
    expect(download.headers.get('content-disposition')).toBe('attachment; filename=GBM_1.zip');
    expect(await download.text()).toBe('the model');
  });

  test.each(['/models/nobody/model.zip', '/models/nobody/..%2f..%2ftrainyard.db'])(
    'is not found at %s',
    async (pathname) => {
      expect((await fetch(server.url + pathname)).status).toBe(404);
    },
  );
});
