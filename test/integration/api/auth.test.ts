import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { irisFile } from '../../support/csv.js';
import { GraphQLClient } from '../../support/graphql-client.js';
import { Health, Predict } from '../../support/operations.js';
import { startTestServer, type TestServer } from '../../support/server.js';

const TOKEN = 'correct-horse-battery';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ apiToken: TOKEN });
});
afterAll(() => server.close());

/** The code with which a WebSocket is closed, or `acknowledged`. */
async function connect(connectionParams: Record<string, unknown> | undefined): Promise<unknown> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  const answer = Promise.race([
    once(socket, 'message').then(([data]) => (JSON.parse(String(data)) as { type: string }).type),
    once(socket, 'close').then(([code, reason]) => `${code} ${String(reason)}`),
  ]);
  socket.send(JSON.stringify({ type: 'connection_init', payload: connectionParams }));
  const first = await answer;
  socket.terminate();
  return first;
}

describe('with a token in force', () => {
  test('a client that sends it is answered', async () => {
    await expect(server.client.request(Health, {})).resolves.toBeDefined();
  });

  test.each([undefined, 'wrong', `${TOKEN}x`])('a client that sends %s is not', async (token) => {
    const { status, headers, body } = await new GraphQLClient(server.url, { token }).send(
      '{ health { status } }',
    );
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe('Bearer');
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  test('an upload without it is not even read', async () => {
    const { status } = await new GraphQLClient(server.url).send(
      'mutation ($file: Upload!) { uploadDataset(file: $file) { id } }',
      { file: irisFile() },
    );
    expect(status).toBe(401);
    expect(server.datasets.list({ first: 1 }).totalCount).toBe(0);
  });

  test.each([
    ['no parameters', undefined, '4401 UNAUTHENTICATED'],
    ['a wrong token', { token: 'wrong' }, '4401 UNAUTHENTICATED'],
    ['the token', { token: TOKEN }, 'connection_ack'],
    ['the header', { Authorization: `Bearer ${TOKEN}` }, 'connection_ack'],
  ])('a WebSocket that opens with %s gets %3$s', async (_what, params, answer) => {
    expect(await connect(params)).toBe(answer);
  });

  test('health is open to supervisors, and the page loads so that one can enter the token', async () => {
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    const page = await fetch(`${server.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(page.status).not.toBe(401);
  });

  test('a download needs the header or the signature of its link', async () => {
    const { predict } = await server.client.request(Predict, { taskId: 'x', file: irisFile() });
    const signed = new URL(predict.csvUrl!);
    const bare = `${signed.origin}${signed.pathname}`;
    expect((await fetch(signed)).status).toBe(200);
    expect((await fetch(bare, { headers: server.client.authorization })).status).toBe(200);
    expect((await fetch(bare)).status).toBe(401);
    signed.searchParams.set('signature', 'x'.repeat(43));
    expect((await fetch(signed)).status).toBe(401);
  });
});
