import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CancelTask,
  DeleteTask,
  FinishTaskEarly,
  GetTask,
  ListTasks,
  RetryTask,
  TrainModel,
} from '../support/operations.js';
import { irisFile } from '../support/csv.js';
import { SMALL, onSharedEngine, TestService, type TaskChange } from '../support/service.js';

let service: TestService;
beforeAll(async () => {
  service = await TestService.start(onSharedEngine());
});
afterAll(() => service.stop());

const ONE_MODEL = { ...SMALL, maxModels: 1, algorithms: ['GLM' as const] };
const LONG = { ...SMALL, target: 'survived', maxModels: 40, maxRuntimeSecs: 120 };
const hasBegun = (task: TaskChange) => task.status === 'IN_PROGRESS' && task.progress > 0;

describe('fifty tasks at once', () => {
  it('run one after another in the order in which they were taken, and all end well', async () => {
    const taken = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        service.client.request(TrainModel, { file: irisFile(`iris-${index}.csv`), options: ONE_MODEL }),
      ),
    );
    const ids = taken.map(({ trainModel }) => trainModel.id);
    const { tasks } = await service.client.request(ListTasks, { first: 50 });
    const queue = tasks.edges.map(({ node }) => node.id).reverse();
    expect(new Set(queue)).toEqual(new Set(ids));

    await service.ended(queue.at(-1)!);
    const ended = await Promise.all(queue.map((id) => service.task(id)));
    expect(ended.map(({ status }) => status)).toEqual(Array<string>(50).fill('DONE'));
    // Each began when the one before it had ended.
    const times = ended.flatMap(({ startedAt, finishedAt }) => [
      Date.parse(startedAt!),
      Date.parse(finishedAt!),
    ]);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });
});

describe('a task in the queue', () => {
  it('goes when it is cancelled, and those behind it move up', async () => {
    const [running, first, second] = [
      await service.train('titanic.csv', LONG),
      await service.train('iris.csv', ONE_MODEL),
      await service.train('iris.csv', ONE_MODEL),
    ];
    await service.until(second, (task) => task.queuePosition === 2);
    const movedUp = service.until(second, (task) => task.queuePosition === 1);
    await service.client.request(CancelTask, { id: first });
    await movedUp;
    expect((await service.task(first)).status).toBe('CANCELLED');

    await service.until(running, hasBegun);
    await service.client.request(CancelTask, { id: running });
    expect((await service.ended(running)).status).toBe('CANCELLED');
    expect((await service.ended(second)).status).toBe('DONE');
  });

  it('is finished early with the best model so far', async () => {
    const id = await service.train('titanic.csv', LONG);
    await expect(service.client.request(FinishTaskEarly, { id: 'nobody' })).rejects.toMatchObject({
      code: 'TASK_NOT_FOUND',
    });
    await service.until(id, hasBegun);
    while ((await service.task(id)).leaderboard.length === 0) {
      const { progress } = await service.task(id);
      await service.until(id, (task) => task.progress !== progress);
    }
    await service.client.request(FinishTaskEarly, { id });
    const task = await service.ended(id);
    expect(task.status).toBe('DONE');
    expect(task.leaderboard.length).toBeLessThan(40);
    expect(task.modelDetails?.modelId).toBe(task.leaderboard[0]?.modelId);
    // Nothing is left to stop: a second click changes nothing.
    expect(await service.client.request(CancelTask, { id })).toMatchObject({
      cancelTask: { status: 'DONE' },
    });
  });

  it('is tried again at the end of the queue, and goes with all that was its own when deleted', async () => {
    const id = await service.train('iris.csv', ONE_MODEL);
    await service.client.request(CancelTask, { id });
    await service.ended(id);
    const { retryTask } = await service.client.request(RetryTask, { id });
    expect(retryTask.status).not.toBe('CANCELLED');
    expect((await service.ended(id)).status).toBe('DONE');
    await service.client.request(DeleteTask, { id });
    expect(await service.client.request(GetTask, { id })).toEqual({ task: null });
  });
});
