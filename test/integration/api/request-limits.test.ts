import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { readConfig } from '../../../src/config.js';
import type { ServerLimits } from '../../../src/api/server.js';
import { irisFile } from '../../support/csv.js';
import { UploadDataset } from '../../support/operations.js';
import { exchange, request, statusOf } from '../../support/raw-http.js';
import { startTestServer, type TestServer, type TestServerOptions } from '../../support/server.js';

let server: TestServer;
afterEach(() => server.close());

async function startWith(limits: Partial<ServerLimits>, options: TestServerOptions = {}) {
  server = await startTestServer({ ...options, limits: { ...readConfig({}).limits, ...limits } });
}

/** A connection that sends this and then nothing; what comes back until the service ends it. */
async function waitOn(bytes: string): Promise<string> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.on('data', (piece) => (answer += String(piece))).on('error', () => undefined);
  socket.write(bytes);
  await once(socket, 'close');
  return answer;
}

const upload = () => server.client.request(UploadDataset, { file: irisFile() });
const post = (headers: Record<string, string>, body: string) => request('POST /graphql', headers, body);

describe('a client that sends nothing more', () => {
  test.each([
    ['at all', ''],
    ['of its headers', 'GET / HTTP/1.1\r\nhost: localhost\r\nx-half'],
  ])('%s is ended', async (_what, bytes) => {
    await startWith({ headersTimeoutMs: 100 });
    const answer = await waitOn(bytes);
    expect(answer).toContain('HEADER_TIMEOUT_SECS');
    expect(statusOf(answer)).toBe(408);
  });

  test.each([
    ['of JSON', { 'content-type': 'application/json', 'content-length': '100' }, '{"query":'],
    [
      'of a file',
      {
        'content-type': 'multipart/form-data; boundary=x',
        'apollo-require-preflight': '1',
        'content-length': '99',
      },
      '--x\r\n',
    ],
  ])('%s is ended', async (_what, headers, body) => {
    await startWith({ bodyIdleMs: 100 });
    const answer = await waitOn(post(headers, body));
    expect(statusOf(answer)).toBe(408);
    expect(answer).toContain('BODY_IDLE_TIMEOUT_SECS');
    expect(server.logged.filter(({ level }) => level === 50)).toEqual([]);
  });
});

describe('more at once than the service takes', () => {
  test('of connections are turned away, and the log says so', async () => {
    await startWith({ maxConnections: 1 });
    const { hostname, port } = new URL(server.url);
    const first = connect(Number(port), hostname);
    await once(first, 'connect');
    expect(await exchange(server.url, request('GET /healthz'))).toBe('');
    first.destroy();
    await once(first, 'close');
    expect(server.logged.map(({ msg }) => msg)).toContainEqual(expect.stringContaining('MAX_CONNECTIONS'));
  });

  test('of uploads is refused, and taken once another has ended', async () => {
    await startWith({ maxUploads: 1 });
    const { hostname, port } = new URL(server.url);
    const slow = connect(Number(port), hostname);
    const headers = { 'content-type': 'multipart/form-data; boundary=x', 'apollo-require-preflight': '1', 'content-length': '99' }; // prettier-ignore
    slow.write(post(headers, '--x\r\n'));
    let answer;
    do
      answer = await server.client.send('mutation ($file: Upload!) { uploadDataset(file: $file) { id } }', { file: irisFile() }); // prettier-ignore
    while (answer.status === 200);
    expect(answer).toMatchObject({
      status: 429,
      body: { errors: [{ extensions: { code: 'TOO_MANY_REQUESTS' } }] },
    });
    slow.destroy();
    while ((await upload().catch(() => null)) === null);
  });

  test.each<[string, Partial<ServerLimits>, RegExp]>([
    ['of one client', { maxSubscriptionsPerSocket: 3 }, /MAX_SUBSCRIPTIONS_PER_SOCKET/],
    ['of all', { maxSubscriptions: 3 }, /MAX_SUBSCRIPTIONS\./],
  ])('of subscriptions %s is refused, and taken once another has ended', async (_whose, limits, sentence) => {
    await startWith(limits);
    const socket = server.client.socket();
    const begin = () => socket.iterate({ query: 'subscription { taskChanged { id } }' });
    const running = [begin(), begin(), begin()];
    const firsts = running.map((events) => events.next().catch(() => undefined));
    while (server.tasks.listenerCount < 3) await new Promise((resolve) => setImmediate(resolve));
    await expect(begin().next()).rejects.toMatchObject([
      { message: expect.stringMatching(sentence) as string, extensions: { code: 'TOO_MANY_REQUESTS' } },
    ]);
    await running[0]!.return?.();
    const ask = () => socket.iterate({ query: '{ health { status } }' }).next();
    let answer;
    do answer = await ask().catch(() => undefined);
    while (!answer);
    expect(answer.value).toMatchObject({ data: { health: { status: 'READY' } } });
    await socket.dispose();
    await Promise.all(firsts);
  });
});

describe('a table of many cells', () => {
  const header = Array.from({ length: 50 }, (_, column) => `c${column}`).join(',');
  const wide = () => new File([`${header}\n`, `${header.replaceAll('c', '')}\n`.repeat(1000)], 'wide.csv');

  test('costs what its rows are, over and over', async () => {
    await startWith({});
    const { uploadDataset } = await server.client.request(UploadDataset, { file: wide() });
    const heads = Array.from({ length: 20 }, (_, n) => `h${n}: head(rows: 1000)`).join(' ');
    const { body } = await server.client.send(`{ dataset(id: "${uploadDataset.id}") { ${heads} } }`);
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'QUERY_TOO_COMPLEX' });
  });

  test('is no larger than one answer may be, over HTTP and WebSocket', async () => {
    await startWith({ maxAnswerBytes: 200_000 });
    const { uploadDataset } = await server.client.request(UploadDataset, { file: wide() });
    const query = (rows: number) => `{ dataset(id: "${uploadDataset.id}") { head(rows: ${rows}) } }`;
    expect((await server.client.send(query(100))).body.errors).toBeUndefined();
    const { body } = await server.client.send(query(1000));
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'ANSWER_TOO_LARGE', maxBytes: 200_000 } }] });
    const socket = server.client.socket();
    const { value } = (await socket.iterate({ query: query(1000) }).next()) as { value: unknown };
    expect(value).toMatchObject({ errors: [{ extensions: { code: 'ANSWER_TOO_LARGE' } }] });
    await socket.dispose();
  });
});

describe('what is asked', () => {
  test('is repeated in part only where it is long', async () => {
    await startWith({});
    const id = 'x'.repeat(900_000);
    const { body } = await server.client.send('mutation ($id: ID!) { cancelTask(id: $id) { id } }', { id });
    expect(body.errors?.[0]?.message.length).toBeLessThan(2500);
    const field = await server.client.send(`{ ${'f'.repeat(900_000)} }`);
    expect(JSON.stringify(field.body).length).toBeLessThan(2500);
  });
});

test('why the engine is not ready is for those who know the token', async () => {
  const engineHealth = () => ({ status: 'FAILED', message: 'no Java at /opt/java' });
  await startWith({}, { apiToken: 'secret-token', engineHealth });
  const read = async (headers: Record<string, string>) =>
    (await fetch(`${server.url}/readyz`, { headers })).text();
  expect(await read({})).not.toContain('Java');
  expect(await read({})).toContain('FAILED');
  expect(await read({ authorization: 'Bearer secret-token' })).toContain('no Java');
});
