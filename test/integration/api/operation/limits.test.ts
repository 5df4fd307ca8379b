import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../../support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const times = (count: number, text: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => text(n)).join(' ');

const METRICS = 'metrics { auc aucpr logloss meanPerClassError accuracy mse rmse mae rmsle r2 }';
const EVERYTHING = `id status queuePosition progress message createdAt startedAt finishedAt fileName rowsTotal rowsUsed
  target problemType datasetId attempts notes options { target problemType maxRows ignoredColumns algorithms escalate
  maxModels maxRuntimeSecs seed } leaderboard { modelId algorithm rank ${METRICS} } modelDetails { modelId algorithm
  path downloadUrl ${METRICS} escalated variableImportance { column relative } confusionMatrix { labels counts }
  rocCurve { threshold falsePositiveRate truePositiveRate } } error { code message }`;

const TOO_COMPLEX: [string, string][] = [
  ['the same field under very many names', `{ ${times(1000, (n) => `a${n}: health { version }`)} }`],
  [
    'pages under several names',
    `{ ${times(3, (n) => `a${n}: tasks(first: 100) { edges { node { ${EVERYTHING} } } }`)} }`,
  ],
  [
    'more mutations than anybody needs',
    `mutation { ${times(40, (n) => `a${n}: cancelTask(id: "x") { id }`)} }`,
  ],
  [
    'types of types of types',
    `{ __schema { types { ${'fields { type { '.repeat(4)}name${' } }'.repeat(4)} } } }`,
  ],
  [
    'fragments that multiply',
    `{ ...f0 } ${times(30, (n) => `fragment f${n} on Query { ...f${n + 1} ...f${n + 1} }`)} fragment f30 on Query { __typename }`,
  ],
];

describe('an operation', () => {
  test.each(TOO_COMPLEX)('with %s is refused', async (_what, query) => {
    const { body } = await server.client.send(query);
    expect(body.errors?.[0]?.extensions?.['code']).toBe('QUERY_TOO_COMPLEX');
    expect(body.data).toBeUndefined();
  });

  test.each(TOO_COMPLEX)('with %s is refused over WebSocket too', async (_what, query) => {
    const socket = server.client.socket();
    const errors = await new Promise((resolve) => {
      socket.subscribe({ query }, { next: resolve, error: resolve, complete: () => undefined });
    });
    expect(errors).toMatchObject([{ extensions: { code: 'QUERY_TOO_COMPLEX' } }]);
    await socket.dispose();
  });

  test.each([
    [
      'the introspection that tools send',
      getIntrospectionQuery({ inputValueDeprecation: true, schemaDescription: true }),
    ],
    [
      'a full page with every field',
      `{ tasks(first: 100) { totalCount edges { cursor node { ${EVERYTHING} } } } }`,
    ],
  ])('such as %s is answered', async (_what, query) => {
    const { body } = await server.client.send(query);
    expect(body.errors).toBeUndefined();
  });
});
