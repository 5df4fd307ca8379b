import { print } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { irisFile } from '../../support/csv.js';
import { DeleteTask, FindTasks, TaskDeletions, TrainModel, UpdateTask } from '../../support/operations.js';
import { startTestServer, type TestServer } from '../../support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const train = async () =>
  (await server.client.request(TrainModel, { file: irisFile('iris.csv') })).trainModel.id;

test('a task is named, described and tagged, and found by it; what is left out stays', async () => {
  const { client } = server;
  const [first, second] = [await train(), await train()];
  const { updateTask } = await client.request(UpdateTask, {
    id: second,
    name: ' May run ',
    tags: ['churn', 'churn'],
  });
  expect(updateTask).toMatchObject({ name: 'May run', note: null, tags: ['churn'] });
  expect(new Date(updateTask.estimatedEnd!).getTime()).toBeGreaterThan(
    new Date(updateTask.estimatedStart!).getTime(),
  );
  const noted = await client.request(UpdateTask, { id: second, note: 'See the wiki.' });
  expect(noted.updateTask).toMatchObject({ name: 'May run', note: 'See the wiki.', tags: ['churn'] });
  const found = async (by: Parameters<typeof client.request<unknown, Record<string, unknown>>>[1]) =>
    (await client.request(FindTasks, by)).tasks.edges.map(({ node }) => node);
  expect(await found({ tag: 'churn' })).toEqual([{ id: second, dataset: { tasks: { totalCount: 2 } } }]);
  expect((await found({ search: 'MAY' })).map(({ id }) => id)).toEqual([second]);
  expect((await found({ target: 'species' })).map(({ id }) => id)).toEqual([second, first]);
  expect(await found({ target: 'nothing' })).toEqual([]);
  await expect(client.request(UpdateTask, { id: second, name: 'x'.repeat(201) })).rejects.toThrow(/200/);
});

test('a deleted task is announced by its id', async () => {
  const id = await train();
  const socket = server.client.socket();
  const deletions = socket.iterate<{ taskDeleted: string }>({ query: print(TaskDeletions) });
  const heard = deletions.next();
  // The subscription is there before the deletion, once the server counts it.
  while (server.tasks.listenerCount === 0) await new Promise(setImmediate);
  await server.client.request(DeleteTask, { id });
  expect((await heard).value).toMatchObject({ data: { taskDeleted: id } });
  await socket.dispose();
});
