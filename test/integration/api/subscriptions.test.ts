import { once } from 'node:events';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import type { Client, FormattedExecutionResult } from 'graphql-ws';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { irisFile } from '../../support/csv.js';
import { TaskChanges, TaskStatusChanges, TrainModel } from '../../support/operations.js';
import { startTestServer, type TestServer } from '../../support/server.js';

let server: TestServer;
let socket: Client;
beforeEach(async () => {
  server = await startTestServer();
  socket = server.client.socket();
});
afterEach(async () => {
  await socket.dispose();
  await server.close();
});

const train = async (name = 'iris.csv') =>
  (await server.client.request(TrainModel, { file: irisFile(name) })).trainModel.id;

function follow<Data, Variables extends Record<string, unknown>>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  client = socket,
): AsyncIterableIterator<FormattedExecutionResult<Data, unknown>> {
  return client.iterate<Data>({ query: print(document), variables });
}

/** What comes next; fails where nothing will. */
async function answer<Result>(events: AsyncIterator<Result, unknown>): Promise<Result> {
  const { done, value } = await events.next();
  if (done) throw new Error('The subscription has completed.');
  return value;
}

async function statuses(taskId: string, client?: Client): Promise<string[]> {
  const seen: string[] = [];
  for await (const { data } of follow(TaskStatusChanges, { taskId }, client)) {
    const { status } = data!.taskStatus;
    if (seen.at(-1) !== status) seen.push(status);
  }
  return seen;
}

async function noListener(): Promise<void> {
  while (server.tasks.listenerCount > 0) await new Promise((resolve) => setImmediate(resolve));
}

describe('taskStatus', () => {
  test('tells how the task is, then each change, and completes when it has ended', async () => {
    const id = await train();
    const attempt = await server.runner.attempt(0);
    const events = follow(TaskStatusChanges, { taskId: id });
    expect((await answer(events)).data?.taskStatus).toMatchObject({
      id,
      status: 'IN_PROGRESS',
      progress: 0,
    });
    attempt.context.report({ progress: 0.5, message: 'GBM 1 of 3' });
    expect((await answer(events)).data?.taskStatus).toMatchObject({
      progress: 0.5,
      message: 'GBM 1 of 3',
    });
    attempt.succeed();
    expect((await answer(events)).data?.taskStatus).toMatchObject({ status: 'DONE', progress: 1 });
    expect(await events.next()).toEqual({ done: true, value: undefined });
  });

  test('tells two subscribers the same, and one who comes late how it ended', async () => {
    const id = await train();
    const other = server.client.socket();
    const both = Promise.all([statuses(id), statuses(id, other)]);
    (await server.runner.attempt(0)).succeed();
    for (const seen of await both) expect(seen.at(-1)).toBe('DONE');
    expect(await statuses(id)).toEqual(['DONE']);
    await other.dispose();
  });

  test('tells a waiting task of each step in the queue', async () => {
    const first = await train('1.csv');
    const second = await train('2.csv');
    const third = await train('3.csv');
    const events = follow(TaskStatusChanges, { taskId: third });
    expect((await answer(events)).data?.taskStatus.queuePosition).toBe(2);
    await server.tasks.cancel(second);
    expect((await answer(events)).data?.taskStatus.queuePosition).toBe(1);
    await server.tasks.cancel(first);
    expect((await answer(events)).data?.taskStatus).toMatchObject({
      status: 'IN_PROGRESS',
      queuePosition: null,
    });
  });

  test('of a task that does not exist is an error', async () => {
    const events = follow(TaskStatusChanges, { taskId: 'nobody' });
    expect((await answer(events)).errors).toMatchObject([
      { path: ['taskStatus'], extensions: { code: 'TASK_NOT_FOUND' } },
    ]);
  });

  test.each<[string, (client: Client, events: AsyncIterableIterator<unknown>) => unknown]>([
    ['unsubscribes', (_client, events) => events.return?.()],
    ['closes its connection', (client) => client.dispose()],
    ['is cut off', (client) => client.terminate()],
  ])('leaves no listener when the client %s', async (_how, leave) => {
    const id = await train();
    const client = server.client.socket();
    const events = follow(TaskStatusChanges, { taskId: id }, client);
    await events.next();
    expect(server.tasks.listenerCount).toBe(1);
    await leave(client, events);
    await noListener();
    await client.dispose();
  });
});

describe('taskChanged', () => {
  test('tells of every task', async () => {
    const events = follow(TaskChanges, {});
    const first = answer(events);
    while (server.tasks.listenerCount === 0) await new Promise((resolve) => setImmediate(resolve));
    const id = await train();
    expect((await first).data?.taskChanged).toMatchObject({ id, status: 'WAITING' });
    expect((await answer(events)).data?.taskChanged).toMatchObject({ id, status: 'IN_PROGRESS' });
  });
});

describe('the WebSocket', () => {
  test('carries queries as well, with errors as over HTTP', async () => {
    const ask = (query: string, variables = {}) => answer(socket.iterate({ query, variables }));
    expect(await ask('{ health { status } }')).toEqual({ data: { health: { status: 'READY' } } });
    await expect(ask('{ nonsense }')).rejects.toMatchObject([
      { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
    ]);
    await expect(ask('{')).rejects.toMatchObject([{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }]);
    await expect(ask('query ($id: ID!) { task(id: $id) { id } }')).rejects.toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  test('shows a failure of our own as a reference only', async () => {
    server.predictions.predictRows = () => Promise.reject(new Error('secret'));
    const query = 'mutation { predictRows(taskId: "x", rows: [{ a: 1 }]) { rowCount } }';
    const [error] = (await answer(socket.iterate({ query }))).errors!;
    expect(error!.extensions).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
    expect(JSON.stringify(error)).not.toContain('secret');
    expect(server.logged.some((line) => line['reference'] === error!.extensions?.['reference'])).toBe(true);
  });

  test.each([
    ['/graphql', { origin: 'http://evil.example' }, 403],
    ['/graphql', { host: 'rebound.example' }, 403],
    ['/elsewhere', {}, 404],
  ])('is refused on %s with %o', async (pathname, headers, status) => {
    const foreign = new WebSocket(server.url.replace('http', 'ws') + pathname, 'graphql-transport-ws', {
      headers,
    });
    const [error] = (await once(foreign, 'error')) as [Error];
    expect(error.message).toContain(String(status));
  });
});
