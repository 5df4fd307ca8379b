import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** GET without a header that no other site can make a browser send: refused by CSRF prevention, which stays on. */
const REFUSED_FOR_SAFETY = ['5A70', '6A70', 'D6D5'];

test('speaks GraphQL over HTTP as its specification says', async () => {
  const results = await Promise.all(
    serverAudits({ url: `${server.url}/graphql` }).map((audit) => audit.fn()),
  );
  expect(results).toHaveLength(61);
  const short = results.filter(({ status }) => status !== 'ok');
  expect(short.filter(({ status }) => status !== 'notice')).toEqual([]);
  expect(short.map(({ id }) => id).sort()).toEqual(REFUSED_FOR_SAFETY);
});

test('answers a GET that carries the header of CSRF prevention', async () => {
  const response = await fetch(`${server.url}/graphql?query={__typename}`, {
    headers: { 'apollo-require-preflight': 'true' },
  });
  expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
});
