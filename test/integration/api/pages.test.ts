import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getIntrospectionQuery } from 'graphql';
import { exchange, request } from '../../support/raw-http.js';
import { startTestServer, type TestServer } from '../../support/server.js';

const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

let webRoot: string;
let server: TestServer;

async function write(file: string, content: string): Promise<void> {
  const target = path.join(webRoot, file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, content);
}

beforeAll(async () => {
  webRoot = await mkdtemp(path.join(tmpdir(), 'trainyard-web-'));
  await write('graphiql/index.html', '<title>GraphiQL</title>');
  await write('assets/index-abc.js', 'export {};');
  server = await startTestServer({ webRoot });
});
afterAll(async () => {
  await server.close();
  await rm(webRoot, { recursive: true });
});

const get = async (pathname: string, headers: Record<string, string> = HTML) => {
  const response = await fetch(server.url + pathname, { headers, redirect: 'manual' });
  return { status: response.status, headers: response.headers, text: await response.text() };
};

describe('a browser', () => {
  test('gets GraphiQL at the address of GraphQL, never from its cache alone', async () => {
    const page = await get('/graphql');
    expect(page.text).toBe('<title>GraphiQL</title>');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    expect(page.headers.get('vary')?.toLowerCase()).toContain('accept');
  });

  test('lets browsers keep the files of the pages, since their names change with them', async () => {
    const script = await get('/assets/index-abc.js');
    expect(script.headers.get('content-type')).toContain('javascript');
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await get('/assets/missing.js')).status).toBe(404);
  });

  test('runs our scripts only, and shows us in no frame', async () => {
    const { headers } = await get('/graphql');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.has('x-powered-by')).toBe(false);
  });

  test('is sent from / to GraphiQL while there is no web app', async () => {
    const { status, headers } = await get('/');
    expect([status, headers.get('location')]).toEqual([302, '/graphql']);
  });

  test('gets the web app, once there is one, on every address that is nobody else’s', async () => {
    await write('index.html', '<title>App</title>');
    const withApp = await startTestServer({ webRoot });
    for (const pathname of ['/', '/tasks/some-id']) {
      const page = await fetch(withApp.url + pathname, { headers: HTML });
      expect(await page.text()).toBe('<title>App</title>');
    }
    const anything = await fetch(withApp.url);
    expect([await anything.text(), anything.headers.has('etag')]).toEqual(['<title>App</title>', true]);
    expect((await fetch(withApp.url, { method: 'HEAD' })).status).toBe(200);
    expect((await fetch(`${withApp.url}/nothing.json`)).status).toBe(404);
    await withApp.close();
    await rm(path.join(webRoot, 'index.html'));
  });
});

test.each([undefined, '*/*', 'application/json'])(
  'a program that accepts %s gets GraphQL',
  async (accept) => {
    const { headers } = await get('/graphql?query={__typename}', {
      ...(accept && { accept }),
      'apollo-require-preflight': 'true',
    });
    expect(headers.get('content-type')).toContain('application/json');
  },
);

test('a name that is not local is refused while no token is in force', async () => {
  const { request } = await import('node:http');
  const status = await new Promise((resolve) => {
    request(`${server.url}/graphql`, { headers: { host: 'rebound.example' } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).end();
  });
  expect(status).toBe(403);
});

describe('what is sent', () => {
  test.each([
    ['br', 'br, gzip', 'br'],
    ['gz', 'gzip', 'gzip'],
  ])(
    'is the copy in %s that the build has made, where the client takes it',
    async (suffix, accepted, encoding) => {
      await write(`assets/made-abc.js`, 'export {}; // plain');
      await write(`assets/made-abc.js.${suffix}`, 'compressed');
      const other = await startTestServer({ webRoot });
      const answer = await exchange(
        other.url,
        request('GET /assets/made-abc.js', { 'accept-encoding': accepted }),
      );
      expect(answer.toLowerCase()).toContain(`content-encoding: ${encoding}`);
      expect(answer).toMatch(/content-type: text\/javascript/i);
      expect(answer).toContain('immutable');
      expect(answer).toMatch(/\r\n\r\ncompressed$/);
      const plain = await exchange(other.url, request('GET /assets/made-abc.js'));
      expect(plain).toMatch(/\/\/ plain$/);
      await other.close();
    },
  );

  test('is compressed on the way where it is large', async () => {
    const body = JSON.stringify({ query: getIntrospectionQuery() });
    const headers = { 'content-type': 'application/json', 'accept-encoding': 'br' };
    const answer = await exchange(server.url, request('POST /graphql', headers, body));
    expect(answer.toLowerCase()).toContain('content-encoding: br');
    const small = await exchange(server.url, request('POST /graphql', headers, '{"query":"{ __typename }"}'));
    expect(small.toLowerCase()).not.toContain('content-encoding');
  });
});
