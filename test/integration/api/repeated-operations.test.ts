import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import path from 'node:path';
import LibSql from 'libsql';
import { afterEach, describe, expect, test } from 'vitest';
import { parse } from 'graphql';
import { AnswerTypes } from '../../../src/api/http/answer-types.js';
import { TokenGuard } from '../../../src/api/access/auth.js';
import { RepeatedOperations } from '../../../src/api/http/repeated-operations.js';
import { KnownDocuments } from '../../../src/api/operation/known-documents.js';
import { NO_OBSERVER } from '../../../src/api/operation/observer.js';
import { createSchema } from '../../../src/api/schema.js';
import { readConfig } from '../../../src/config.js';
import { newTask } from '../../unit/tasks/support.js';
import { exchange, request } from '../../support/raw-http.js';
import { startTestServer, type TestServer, type TestServerOptions } from '../../support/server.js';

const TASK = 'query ($id: ID!) { task(id: $id) { id status name queuePosition rowsUsed } }';

let server: TestServer;
afterEach(() => server.close());

async function start(options: TestServerOptions = {}) {
  server = await startTestServer(options);
  server.tasks.submit(newTask('running'));
  server.tasks.submit(newTask('one'));
  server.tasks.submit(newTask('two'));
}

interface Sent {
  readonly query?: string;
  readonly variables?: unknown;
  readonly operationName?: string;
  readonly extensions?: object;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** Status, headers and body, without what differs from answer to answer. */
async function ask({ headers, body, ...operation }: Sent) {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-request-id': 'the-same', ...headers },
    body: body ?? JSON.stringify(operation),
  });
  // Of a long answer, the one is compressed as a whole and the other in pieces.
  const differing = ['date', 'content-length', 'transfer-encoding', 'etag'];
  const shown = Object.fromEntries([...response.headers].filter(([name]) => !differing.includes(name)));
  const text = (await response.text()).replace(/[\da-f-]{36}/g, 'REFERENCE');
  return { status: response.status, headers: shown, text };
}

const wide = Array.from({ length: 60 }, (_, index) => `a${index}: task(id: $id) { ...All }`).join(' ');
const ALL = 'fragment All on Task { id fileName status createdAt options { seed maxModels } }';
const PAGE = `query ($first: Int!) { tasks(first: $first) { edges { node { ${'a0 a1 a2 a3 a4 a5 a6 a7 a8 a9 b0 b1 b2'
  .split(' ')
  .map((name) => `${name}: options { seed maxModels algorithms ignoredColumns escalate target }`)
  .join(' ')} } } } }`;
const NAMED = 'query A { health { version } } query B { __typename }';

describe('an operation that is asked again is answered as the first time', () => {
  test.each<[string, Sent, ...Sent[]]>([
    [
      'with other variables',
      { query: TASK, variables: { id: 'one' } },
      { query: TASK, variables: { id: 'x' } },
    ],
    ['of which a field fails', { query: 'mutation { retryTask(id: "one") { id } }' }],
    ['of which nothing is there', { query: 'mutation { deleteTask(id: "gone") }' }],
    [
      'with variables that do not fit',
      { query: TASK, variables: { id: 'one' } },
      { query: TASK, variables: { id: {} } },
      { query: TASK },
      { query: TASK, variables: [] },
      { query: TASK, variables: '{}' },
    ],
    [
      'in a long answer',
      { query: `query ($id: ID!) { ${wide} } ${ALL}`, variables: { id: 'one' } },
      {
        query: `query ($id: ID!) { ${wide} } ${ALL}`,
        variables: { id: 'one' },
        headers: { 'accept-encoding': 'br;q=0.5, gzip' },
      },
    ],
    [
      'by one name or another',
      { query: NAMED, operationName: 'A' },
      { query: NAMED, operationName: 'B' },
      { query: NAMED, operationName: 'C' },
      { query: NAMED },
    ],
    [
      'at too high a cost',
      { query: PAGE, variables: { first: 1 } },
      { query: PAGE, variables: { first: 100 } },
    ],
    [
      'for whoever takes GraphQL answers',
      { query: TASK, variables: { id: 'one' }, headers: { accept: 'application/graphql-response+json' } },
      { query: TASK, variables: {}, headers: { accept: 'application/graphql-response+json' } },
    ],
    [
      'for whoever takes pictures only',
      { query: TASK, variables: { id: 'one' }, headers: { accept: 'image/png' } },
    ],
    ['as a subscription', { query: 'subscription { taskChanged { id } }' }],
    ['as no operation', { body: '' }, { body: '{' }, { body: '[]' }, { body: '7' }, { body: '{"query":""}' }],
    ['of a client that says its name', { query: '{ __typename }', extensions: { clientLibrary: {} } }],
    ['by its hash', { query: '{ __typename }', extensions: { persistedQuery: { version: 1 } } }],
  ])('%s', async (_what, ...requests) => {
    await start();
    const first = await Promise.all(requests.map(ask));
    const again = await Promise.all(requests.map(ask));
    expect(again).toEqual(first);
  });

  test('larger than an answer may be', async () => {
    await start({ limits: { ...readConfig({}).limits, maxAnswerBytes: 30 } });
    const first = await ask({ query: '{ tasks { totalCount } } # long' });
    expect(first.text).toContain('MAX_ANSWER_MB');
    expect(await ask({ query: '{ tasks { totalCount } } # long' })).toEqual(first);
  });
});

test('who may not ask does not learn what others asked', async () => {
  await start({ apiToken: 'secret' });
  const authorization = { authorization: 'Bearer secret' };
  const asked = { query: TASK, variables: { id: 'one' } };
  expect(await ask({ ...asked, headers: authorization })).toMatchObject({ status: 200 });
  expect(await ask({ ...asked, headers: authorization })).toMatchObject({ status: 200 });
  expect(await ask(asked)).toMatchObject({ status: 401 });
  expect(await ask({ ...asked, headers: { authorization: 'Bearer other' } })).toMatchObject({ status: 401 });
});

test('each answer has what was changed before it', async () => {
  await start();
  const task = async () => (await server.client.send(TASK, { id: 'two' })).body.data?.['task'];
  await task();
  expect(await task()).toMatchObject({ status: 'WAITING', name: null, queuePosition: 2 });
  server.tasks.describe('two', { name: 'new' });
  expect(await task()).toMatchObject({ name: 'new' });
  await server.client.send('mutation { cancelTask(id: "one") { id } }');
  expect(await task()).toMatchObject({ queuePosition: 1 });
  // By another program, such as the operator's.
  const other = new LibSql(path.join(server.dataDir, 'trainyard.db'));
  other.exec("UPDATE tasks SET name = 'from elsewhere' WHERE id = 'two'");
  other.close();
  expect(await task()).toMatchObject({ name: 'from elsewhere' });
  await server.tasks.cancel('two');
  expect(await task()).toMatchObject({ status: 'CANCELLED', queuePosition: null });
  server.tasks.retry('two');
  expect(await task()).toMatchObject({ status: 'WAITING', queuePosition: 1 });
  await server.tasks.delete('two');
  expect(await task()).toBeNull();
});

describe('which way a request goes', () => {
  let http: Server | undefined;
  afterEach(() => http?.close());

  /** A server whose long way answers what it was given to read; its address. */
  async function listen(token?: string): Promise<string> {
    await start();
    const documents = new KnownDocuments();
    for (const query of ['{ __typename }', TASK]) documents.keep(query, parse(query));
    const types = new AnswerTypes();
    types.keep(undefined, 'application/json');
    const asking = { transport: 'http', requestId: 'r', client: 'c', since: 0 };
    const repeated = new RepeatedOperations({
      schema: createSchema(),
      documents,
      types,
      contexts: { of: () => ({ asking, observer: NO_OBSERVER }) } as never,
      guard: new TokenGuard(token),
      errors: undefined as never,
      maxAnswerBytes: 1000,
      localNamesOnly: true,
    });
    http = createServer((incoming, response) => {
      repeated.answer(incoming, response, () => {
        let read = '';
        incoming.on('data', (piece) => (read += String(piece)));
        incoming.on('end', () =>
          response.setHeader('content-length', read.length + 10).end(`long way: ${read}`),
        );
      });
    }).listen(0, '127.0.0.1');
    await once(http, 'listening');
    return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  }

  const bodyOf = (answer: string) => answer.slice(answer.indexOf('\r\n\r\n') + 4);
  const json = { 'content-type': 'application/json' };
  const known = JSON.stringify({ query: '{ __typename }' });

  test('a known operation is answered at once', async () => {
    const answer = await exchange(await listen(), request('POST /graphql', json, known));
    expect(bodyOf(answer)).toBe('{"data":{"__typename":"Query"}}\n');
  });

  test.each<[string, string, Record<string, string>?, string?]>([
    ['a new one', JSON.stringify({ query: '{ health { version } }' })],
    ['one whose variables do not fit', JSON.stringify({ query: TASK })],
    ['what is not JSON', '{"query'],
    ['another type', known, { 'content-type': 'text/plain' }],
    ['one that is packed', known, { 'content-encoding': 'gzip' }],
    ['one to another name of the host', known, { host: 'example.com' }],
    ['one for another type of answer', known, { accept: 'text/html' }],
    ['one to another address', known, {}, '/graphql?x'],
    ['one without the token', known, { 'x-token': 'none' }],
  ])('%s goes the long way, with its body', async (what, body, headers = {}, target = '/graphql') => {
    const url = await listen(what === 'one without the token' ? 'secret' : undefined);
    const answer = await exchange(url, request(`POST ${target}`, { ...json, ...headers }, body));
    expect(bodyOf(answer)).toBe(`long way: ${body}`);
  });

  test('so does one whose body comes in pieces', async () => {
    const socket = connect(Number(new URL(await listen()).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (piece) => (answer += String(piece)));
    const whole = request('POST /graphql', json, known);
    socket.write(whole.slice(0, -5));
    // The first piece is read by then.
    await once(http!, 'request');
    setImmediate(() => socket.write(whole.slice(-5)));
    await once(socket, 'close');
    expect(bodyOf(answer)).toBe(`long way: ${known}`);
  });
});
