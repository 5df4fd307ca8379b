import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { irisFile } from '../../support/csv.js';
import { graphql } from '../../support/gql/index.js';
import { Predict, PredictRows } from '../../support/operations.js';
import { startTestServer, type TestServer } from '../../support/server.js';

const PredictExplained = graphql(`
  mutation PredictExplained($file: Upload!, $limit: Int, $contributions: Int) {
    predict(taskId: "x", file: $file, limit: $limit, contributions: $contributions) {
      rowCount
      contributions {
        bias
        columns {
          column
          value
          contribution
        }
      }
    }
  }
`);

const PredictRowsExplained = graphql(`
  mutation PredictRowsExplained($rows: [JSONObject!]!, $contributions: Int) {
    predictRows(taskId: "x", rows: $rows, contributions: $contributions) {
      contributions {
        bias
        columns {
          column
          value
          contribution
        }
      }
    }
  }
`);

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const EXPLAINED = {
  bias: 0.5,
  columns: [
    { column: 'petal width', value: '1.5', contribution: -2 },
    { column: 'colour', value: null, contribution: 0.25 },
  ],
};

describe('contributions', () => {
  test('come one entry a row: bias, and the columns with value and contribution', async () => {
    const { predictRows } = await server.client.request(PredictRowsExplained, {
      rows: [{ a: 1 }, { a: 2 }],
      contributions: 2,
    });
    expect(predictRows.contributions).toEqual([EXPLAINED, EXPLAINED]);
    expect(server.predictions.asked.at(-1)?.options).toMatchObject({ contributions: 2 });
  });

  test('can be had of a CSV too', async () => {
    const variables = { file: irisFile(), limit: 10, contributions: 1 };
    const { predict } = await server.client.request(PredictExplained, variables);
    expect(predict.contributions?.[0]).toEqual({ ...EXPLAINED, columns: EXPLAINED.columns.slice(0, 1) });
  });

  test('are null unless they are asked for', async () => {
    const plain = await server.client.request(PredictRowsExplained, {
      rows: [{ a: 1 }],
      contributions: null,
    });
    expect(plain.predictRows.contributions).toBeNull();
    await server.client.request(PredictRows, { taskId: 'x', rows: [{ a: 1 }] });
    expect(server.predictions.asked.at(-1)?.options.contributions).toBe(0);
    await server.client.request(Predict, { taskId: 'x', file: irisFile() });
    expect(server.predictions.asked.at(-1)?.options.contributions).toBe(0);
  });

  test.each([0, -1, 1001])('cannot be of %d columns', async (contributions) => {
    const asked = server.predictions.asked.length;
    const message = `contributions: ${contributions} is out of range. It must be 1 to 1000.`;
    await expect(
      server.client.request(PredictRowsExplained, { rows: [{ a: 1 }], contributions }),
    ).rejects.toMatchObject({ code: 'BAD_USER_INPUT', message });
    await expect(
      server.client.request(PredictExplained, { file: irisFile(), contributions }),
    ).rejects.toMatchObject({ code: 'BAD_USER_INPUT', message });
    expect(server.predictions.asked).toHaveLength(asked);
  });

  test('are refused where the answer would be too large', async () => {
    await expect(
      server.client.request(PredictExplained, { file: irisFile(), limit: 100_000, contributions: 11 }),
    ).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringMatching(/11 columns of 100000 rows are too many for one answer/) as string,
    });
  });
});
