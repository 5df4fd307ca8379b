import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { irisFile } from '../../support/csv.js';
import { Health, UploadDataset } from '../../support/operations.js';
import { startTestServer, type TestServer } from '../../support/server.js';

const LIMIT = 100_000;
const UPLOAD = 'mutation ($file: Upload!) { uploadDataset(file: $file) { id fileName } }';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ maxUploadBytes: LIMIT });
});
afterAll(() => server.close());

const codeOf = (body: { errors?: readonly { extensions?: Record<string, unknown> }[] }) =>
  body.errors?.[0]?.extensions?.['code'];

/** A hand-made multipart request. */
async function post(parts: Record<string, string | File>, headers = { 'apollo-require-preflight': 'true' }) {
  const form = new FormData();
  for (const [name, value] of Object.entries(parts)) form.append(name, value);
  const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body: form });
  return { status: response.status, body: (await response.json()) as Parameters<typeof codeOf>[0] };
}

const operations = (query = UPLOAD, variables: object = { file: null }) =>
  JSON.stringify({ query, variables });

describe('an upload', () => {
  test('is kept under its own name', async () => {
    const { uploadDataset } = await server.client.request(UploadDataset, { file: irisFile('my iris ü.csv') });
    expect(uploadDataset).toMatchObject({ fileName: 'my iris ü.csv', rows: 150 });
    expect(uploadDataset.head).toHaveLength(3);
  });

  test('beyond the limit is refused, though the client may still be sending', async () => {
    const { body } = await server.client.send(UPLOAD, { file: new File(['1,2\n'.repeat(LIMIT)], 'big.csv') });
    expect(codeOf(body)).toBe('UPLOAD_TOO_LARGE');
  });

  test('of exactly the limit is not too large', async () => {
    const row = '1,2\n';
    const { body } = await server.client.send(UPLOAD, {
      file: new File([row.repeat(LIMIT / row.length)], 'x.csv'),
    });
    expect(body.errors).toBeUndefined();
  });

  test('of more than one file is refused', async () => {
    const { status, body } = await post({
      operations: operations('mutation ($a: Upload!, $b: Upload!) { a: uploadDataset(file: $a) { id } b: uploadDataset(file: $b) { id } }', { a: null, b: null }), // prettier-ignore
      map: JSON.stringify({ f0: ['variables.a'], f1: ['variables.b'] }),
      f0: irisFile(),
      f1: irisFile(),
    });
    expect([status, codeOf(body)]).toEqual([413, 'UPLOAD_TOO_LARGE']);
  });

  test('that stands for two arguments is refused', async () => {
    const { body } = await post({
      operations: operations('mutation ($a: Upload!, $b: Upload!) { a: uploadDataset(file: $a) { id } b: uploadDataset(file: $b) { id } }', { a: null, b: null }), // prettier-ignore
      map: JSON.stringify({ f0: ['variables.a', 'variables.b'] }),
      f0: irisFile(),
    });
    expect(codeOf(body)).toBe('BAD_USER_INPUT');
  });

  test('without the header that a page of another site cannot send is refused', async () => {
    const parts = {
      operations: operations(),
      map: JSON.stringify({ f0: ['variables.file'] }),
      f0: irisFile(),
    };
    const { status, body } = await post(parts, {} as { 'apollo-require-preflight': string });
    expect([status, codeOf(body)]).toEqual([400, 'BAD_REQUEST']);
  });

  test.each<[string, Record<string, string | File>]>([
    ['whose file is missing', { operations: operations(), map: JSON.stringify({ f0: ['variables.file'] }) }],
    ['without operations', { map: '{}' }],
    ['whose operations are no JSON', { operations: '{', map: '{}' }],
    [
      'whose map leads nowhere',
      { operations: operations(), map: JSON.stringify({ f0: ['a.b.c'] }), f0: irisFile() },
    ],
  ])('%s is refused as malformed', async (_what, parts) => {
    const { body } = await post(parts);
    expect(codeOf(body)).toBe('BAD_USER_INPUT');
  });

  test('given as text instead of a file is refused', async () => {
    const { body } = await server.client.send(UPLOAD, { file: 'a,b\n1,2' });
    expect(codeOf(body)).toBe('BAD_USER_INPUT');
  });

  test.each([
    ['in the middle of the file', 40_000],
    ['before the file', 0],
  ])('cut off %s leaves no file, no dataset and no failure in the log', async (_where, bytes) => {
    const before = server.datasets.list({ first: 1 }).totalCount;
    await sendHalf(bytes);
    // The server notices by itself; there is no answer to wait for.
    const left = () => readdir(path.join(server.dataDir, 'tmp'));
    while ((await left()).length > 0) await delay(5);
    expect(server.datasets.list({ first: 1 }).totalCount).toBe(before);
    expect(server.logged.filter(({ level }) => level === 50)).toEqual([]);
    await expect(server.client.request(Health, {})).resolves.toBeDefined();
  });
});

/** Announces a file of 80 kB, sends a part of it and destroys the connection. */
async function sendHalf(bytes: number): Promise<void> {
  const { hostname, port } = new URL(server.url);
  const part = (name: string, value: string) =>
    `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const head =
    part('operations', operations()) +
    part('map', JSON.stringify({ f0: ['variables.file'] })) +
    (bytes > 0
      ? '--x\r\ncontent-disposition: form-data; name="f0"; filename="a.csv"\r\ncontent-type: text/csv\r\n\r\n'
      : '');
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.write(
    'POST /graphql HTTP/1.1\r\nhost: localhost\r\napollo-require-preflight: true\r\n' +
      `content-type: multipart/form-data; boundary=x\r\ncontent-length: ${head.length + 80_000}\r\n\r\n${head}`,
  );
  await new Promise((sent) => socket.write('1,2\n'.repeat(bytes / 4), sent));
  await delay(50);
  socket.destroy();
  await once(socket, 'close');
}
