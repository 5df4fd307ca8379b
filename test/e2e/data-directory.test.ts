import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openBrowser, openTab } from '../support/browser.js';
import {
  CancelTask,
  GetDataset,
  ListTasks,
  Predict,
  PredictRows,
  RetryTask,
  TrainModel,
} from '../support/operations.js';
import { fixtureFile, SMALL, TestService } from '../support/service.js';

/** What the first release answered about the data directory beside it, before it was killed. */
const Answers = z.object({
  dataset: z.string(),
  done: z.record(z.string(), z.string()),
  failed: z.string(),
  interrupted: z.string(),
  cancelled: z.string(),
  waiting: z.array(z.string()),
  predictions: z.record(
    z.string(),
    z.object({
      rows: z.array(z.record(z.string(), z.unknown())),
      answer: z.array(z.record(z.string(), z.unknown())),
    }),
  ),
  /** Newest first. */
  tasks: z.array(z.object({ id: z.string(), status: z.string() }).loose()),
});

const FIXTURE = 'data-0.1.0';
const ONE_MODEL = { ...SMALL, maxModels: 1, maxRuntimeSecs: 120, algorithms: ['GLM' as const] };
const LONG = { ...SMALL, target: 'survived', maxModels: 40, maxRuntimeSecs: 300 };

let before: z.output<typeof Answers>;
let service: TestService;
beforeAll(async () => {
  before = Answers.parse(JSON.parse(await (await fixtureFile(`${FIXTURE}.json`)).text()));
  service = await TestService.start({}, FIXTURE);
});
afterAll(() => service.stop());

async function expectSamePredictions(): Promise<void> {
  for (const [name, taskId] of Object.entries(before.done)) {
    const { rows, answer } = before.predictions[name]!;
    const { predictRows } = await service.client.request(PredictRows, { taskId, rows });
    expect(predictRows.rows).toEqual(answer);
  }
}

/** Bytes of a saved model, by the link that the task gives. */
async function download(taskId: string): Promise<number> {
  const { modelDetails } = await service.task(taskId);
  const response = await fetch(modelDetails!.downloadUrl);
  expect(response.status).toBe(200);
  return (await response.arrayBuffer()).byteLength;
}

test('the page of a task that failed says why in words of the page, and leads back to its settings', async () => {
  const browser = await openBrowser();
  try {
    const page = await openTab(browser, `${service.process.url}/tasks/${before.failed}`);
    const alert = page.getByRole('alert').filter({ hasText: 'The training engine was lost' });
    await alert.getByText('Fewer rows need less memory').waitFor();
    expect(await page.locator('main').innerText()).not.toMatch(/maxRuntimeSecs|ENGINE_LOST|maxRows/);
    await page.getByRole('link', { name: 'Train again with changes' }).click();
    await page.getByRole('heading', { name: 'iris.csv' }).waitFor();
  } finally {
    await browser.close();
  }
});

test('the data directory of the first release opens: it lists, predicts and trains on', async () => {
  const { tasks } = await service.client.request(ListTasks, { first: 100 });
  expect(tasks.edges.map(({ node }) => node.id)).toEqual(before.tasks.map(({ id }) => id));
  for (const old of before.tasks) {
    // The engine was killed with the service, so what was in progress has begun anew or waits.
    if (old.status === 'WAITING' || old.status === 'IN_PROGRESS') continue;
    expect(await service.task(old.id)).toMatchObject(old);
  }
  await expectSamePredictions();
  const { predict } = await service.client.request(Predict, {
    taskId: before.done['classes']!,
    file: await fixtureFile('iris.csv'),
    limit: 1,
  });
  expect(predict).toMatchObject({ rowCount: 150, warnings: [] });
  const model = path.join(service.dataDir, 'models', before.done['number']!, 'model.zip');
  expect(await download(before.done['number']!)).toBe((await readFile(model)).byteLength);
  const { dataset } = await service.client.request(GetDataset, { id: before.dataset, rows: 1 });
  expect(dataset).toMatchObject({ fileName: 'iris.csv', rows: 150 });
  expect(dataset?.head).toEqual([['5.1', '3.5', '1.4', '0.2', 'setosa']]);

  // The first release did not keep whether the engine had answered, so the attempt that was cut off does not count.
  expect(await service.ended(before.interrupted)).toMatchObject({ status: 'DONE', attempts: 1 });
  for (const id of before.waiting) {
    expect(await service.ended(id)).toMatchObject({ status: 'DONE', attempts: 1 });
  }
  for (const id of [before.cancelled, before.failed]) {
    await service.client.request(RetryTask, { id });
  }
  expect((await service.ended(before.cancelled)).status).toBe('DONE');
  await service.client.request(CancelTask, { id: before.failed });
  const { trainModel } = await service.client.request(TrainModel, {
    datasetId: before.dataset,
    options: ONE_MODEL,
  });
  expect((await service.ended(trainModel.id)).status).toBe('DONE');
});

test('a data directory that was moved goes on: waiting tasks, retries, predictions and downloads', async () => {
  const running = await service.train('titanic.csv', LONG);
  const waiting = await service.train('iris.csv', ONE_MODEL);
  const cancelled = await service.train('mpg.csv', { ...ONE_MODEL, target: 'mpg' });
  await service.client.request(CancelTask, { id: cancelled });
  await service.until(running, ({ status }) => status === 'IN_PROGRESS');
  expect(await service.kill('SIGTERM')).toBe(0);
  await service.moveData();
  await service.startAgain();

  await expectSamePredictions();
  expect(await download(before.done['classes']!)).toBeGreaterThan(1000);
  const { dataset } = await service.client.request(GetDataset, { id: before.dataset, rows: 1 });
  expect(dataset?.head).toHaveLength(1);

  await service.until(running, ({ status }) => status === 'IN_PROGRESS');
  await service.client.request(CancelTask, { id: running });
  expect((await service.ended(waiting)).status).toBe('DONE');
  expect(await download(waiting)).toBeGreaterThan(1000);
  await service.client.request(RetryTask, { id: cancelled });
  expect((await service.ended(cancelled)).status).toBe('DONE');
  const rows = [{ cylinders: 4, displacement: 97, horsepower: 88, weight: 2130, origin: 'japan' }];
  const { predictRows } = await service.client.request(PredictRows, { taskId: cancelled, rows });
  expect(predictRows.rows[0]?.['predict']).toBeGreaterThan(15);
});
