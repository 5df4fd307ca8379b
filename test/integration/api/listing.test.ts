import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { irisFile } from '../../support/csv.js';
import { ListDatasets, ListTasks, TrainModel } from '../../support/operations.js';
import { startTestServer, type TestServer } from '../../support/server.js';

let server: TestServer;
const train = async (n: number) =>
  (await server.client.request(TrainModel, { file: irisFile(`file-${n}.csv`, n) })).trainModel.id;

beforeAll(async () => {
  server = await startTestServer();
  for (let n = 1; n <= 7; n++) await train(n);
});
afterAll(() => server.close());

const list = async (
  variables: Parameters<typeof server.client.request<unknown, Record<string, unknown>>>[1],
) => (await server.client.request(ListTasks, variables)).tasks;

describe('tasks', () => {
  test('come newest first, page by page, each once, though more arrive meanwhile', async () => {
    const names: string[] = [];
    let after: string | null | undefined = null;
    for (let page = 0; page < 3; page++) {
      const { edges, pageInfo } = await list({ first: 3, after });
      names.push(...edges.map(({ node }) => node.fileName));
      expect(pageInfo).toMatchObject({
        hasNextPage: page < 2,
        hasPreviousPage: page > 0,
        startCursor: edges[0]!.cursor,
        endCursor: edges.at(-1)!.cursor,
      });
      after = pageInfo.endCursor;
      await train(100 + page);
    }
    expect(names).toEqual([7, 6, 5, 4, 3, 2, 1].map((n) => `file-${n}.csv`));
  });

  test('are found by their state, by their file and by their id', async () => {
    const running = await list({ status: ['IN_PROGRESS'] });
    expect(running.edges.map(({ node }) => node.fileName)).toEqual(['file-1.csv']);
    expect(running.totalCount).toBe(1);
    expect((await list({ status: ['DONE', 'ERROR'] })).totalCount).toBe(0);
    expect((await list({ search: 'FILE-5' })).edges.map(({ node }) => node.fileName)).toEqual(['file-5.csv']);
    const { id } = running.edges[0]!.node;
    expect((await list({ search: id.slice(0, 13) })).edges.map(({ node }) => node.id)).toEqual([id]);
  });

  test('that nobody has make an empty page', async () => {
    expect(await list({ search: 'nothing is called so' })).toEqual({
      totalCount: 0,
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
  });
});

describe('datasets', () => {
  test('come newest first, page by page', async () => {
    const names: string[] = [];
    const page = (after?: string | null) => server.client.request(ListDatasets, { first: 4, after });
    let { datasets } = await page();
    names.push(...datasets.edges.map(({ node }) => node.fileName));
    while (datasets.pageInfo.hasNextPage) {
      ({ datasets } = await page(datasets.pageInfo.endCursor));
      names.push(...datasets.edges.map(({ node }) => node.fileName));
    }
    expect(datasets.totalCount).toBe(10);
    expect(names).toEqual([102, 101, 100, 7, 6, 5, 4, 3, 2, 1].map((n) => `file-${n}.csv`));
  });
});
