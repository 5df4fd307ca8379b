import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { GraphQLFormattedError } from 'graphql';
import { startTestServer, type TestServer } from '../../../support/server.js';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.close());

async function errorOf(query: string, variables = {}): Promise<GraphQLFormattedError> {
  const { body } = await server.client.send(query, variables);
  expect(body.errors).toHaveLength(1);
  return body.errors![0]!;
}

const PREDICT = 'mutation { predictRows(taskId: "x", rows: [{ a: 1 }]) { rowCount } }';

describe('an error', () => {
  test('of the client says what is wrong, where, and its code', async () => {
    expect(await errorOf('mutation { cancelTask(id: "nobody") { id } }')).toMatchObject({
      message: 'There is no task "nobody". It may have been deleted; `tasks` lists those there are.',
      path: ['cancelTask'],
      extensions: { code: 'TASK_NOT_FOUND' },
    });
  });

  test('of our own shows a reference that is in the log, and nothing else', async () => {
    server.predictions.predictRows = () => Promise.reject(new Error('secret: /home/me/model.zip'));
    const error = await errorOf(PREDICT);
    const reference = error.extensions?.['reference'] as string;
    expect(reference).toMatch(/^[0-9a-f-]{36}$/);
    expect(error.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', reference });
    expect(JSON.stringify(error)).not.toMatch(/secret|home|stack| at /);
    const line = server.logged.find((entry) => entry['reference'] === reference);
    expect(line).toMatchObject({ level: 50, err: { message: 'secret: /home/me/model.zip' } });
    expect((line!['err'] as { stack: string }).stack).toContain('errors.test');
  });

  test('of our own is in the log with the id of its request, over HTTP and WebSocket', async () => {
    server.predictions.predictRows = () => Promise.reject(new Error('a bug'));
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-request-id': 'mine-1' },
      body: JSON.stringify({ query: PREDICT }),
    });
    expect(response.headers.get('x-request-id')).toBe('mine-1');
    const socket = server.client.socket();
    await socket.iterate({ query: PREDICT }).next();
    await socket.dispose();
    const requests = server.logged.filter(({ level }) => level === 50).map(({ requestId }) => requestId);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(requests).toEqual(['mine-1', expect.stringMatching(/^[0-9a-f-]{36}$/)]);
  });

  test('of a full disk says so, wherever it comes from', async () => {
    for (const code of ['ENOSPC', 'SQLITE_FULL']) {
      server.predictions.predictRows = () =>
        Promise.reject(Object.assign(new Error('no space left on /home'), { code }));
      const error = await errorOf(PREDICT);
      expect(error.extensions).toEqual({ code: 'DISK_FULL' });
      expect(error.message).toMatch(/^The disk of the service is full/);
    }
  });

  test('before there is an operation has the id of its request too', async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-request-id': 'mine-2' },
      body: '{',
    });
    expect([response.status, response.headers.get('x-request-id')]).toEqual([400, 'mine-2']);
  });

  test.each<[string, string, object, string]>([
    ['a document that is none', '{ tasks(', {}, 'GRAPHQL_PARSE_FAILED'],
    ['a field that does not exist', '{ models }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'an argument of the wrong type',
      '{ tasks(first: "x") { totalCount } }',
      {},
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'a variable of the wrong type',
      'query ($n: Int) { tasks(first: $n) { totalCount } }',
      { n: 'x' },
      'BAD_USER_INPUT',
    ],
    [
      'a variable that is too large',
      'query ($n: Int) { tasks(first: $n) { totalCount } }',
      { n: 2 ** 31 },
      'BAD_USER_INPUT',
    ],
    ['a variable that is missing', 'query ($id: ID!) { task(id: $id) { id } }', {}, 'BAD_USER_INPUT'],
    [
      'a row that is no object',
      'mutation ($r: [JSONObject!]!) { predictRows(taskId: "x", rows: $r) { rowCount } }',
      { r: [1] },
      'BAD_USER_INPUT',
    ],
    [
      'no rows to predict',
      'mutation { predictRows(taskId: "x", rows: []) { rowCount } }',
      {},
      'BAD_USER_INPUT',
    ],
    ['a page that is too large', '{ tasks(first: 101) { totalCount } }', {}, 'BAD_USER_INPUT'],
    ['an empty page', '{ datasets(first: 0) { totalCount } }', {}, 'BAD_USER_INPUT'],
    ['a made-up cursor', '{ tasks(after: "x") { totalCount } }', {}, 'BAD_USER_INPUT'],
  ])('tells of %s', async (_what, query, variables, code) => {
    const error = await errorOf(query, variables);
    expect(error.extensions).toMatchObject({ code });
    expect(error.extensions).not.toHaveProperty('stacktrace');
  });

  test.each([
    ['that is no JSON', '{', 400, 'BAD_USER_INPUT'],
    [
      'that is larger than any request',
      JSON.stringify({ query: ' '.repeat(17 * 1024 * 1024) }),
      413,
      'UPLOAD_TOO_LARGE',
    ],
    [
      'that names an operation that it has not',
      '{"query":"{ __typename }","operationName":"A"}',
      400,
      'OPERATION_RESOLUTION_FAILURE',
    ],
    ['of several operations at once', '[{"query":"{__typename}"}]', 400, 'BAD_REQUEST'],
  ])('tells of a body %s', async (_what, body, status, code) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] });
  });
});
