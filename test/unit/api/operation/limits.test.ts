import fc from 'fast-check';
import { GraphQLError, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { assertAffordable, MAX_COST } from '../../../../src/api/operation/limits.js';
import { createSchema } from '../../../../src/api/schema.js';
import { QueryTooComplexError } from '../../../../src/domain/errors.js';

const schema = createSchema();

/** The code of the refusal; null where the operation may run. Anything but a refusal is a fault of the service. */
function refusalOf(
  query: string,
  operationName?: string | null,
  variables?: Record<string, unknown> | null,
): unknown {
  try {
    assertAffordable({ schema, document: parse(query), operationName, variables });
    return null;
  } catch (error) {
    if (error instanceof QueryTooComplexError) return error.code;
    if (error instanceof GraphQLError) return error.extensions['code'];
    throw error;
  }
}

const DEAR = 'tasks(first: 100) { edges { node { leaderboard { metrics { auc } } } } }';

describe('the operation that is meant', () => {
  test.each<[string, string, string | null | undefined, unknown]>([
    ['the only one', '{ health { version } }', undefined, null],
    ['the one of the name', 'query A { health { version } } query B { __typename }', 'B', null],
    [
      'another one than that without a name',
      '{ health { version } }',
      'toString',
      'OPERATION_RESOLUTION_FAILURE',
    ],
    ['one that is not there', 'query A { __typename }', 'B', 'OPERATION_RESOLUTION_FAILURE'],
    [
      'no one of several',
      'query A { __typename } query B { __typename }',
      null,
      'OPERATION_RESOLUTION_FAILURE',
    ],
  ])('is %s', (_what, query, name, refusal) => {
    expect(refusalOf(query, name)).toBe(refusal);
  });

  test('is the only one that costs', () => {
    const many = Array.from({ length: MAX_COST / 100 }, (_, n) => `a${n}: ${DEAR}`).join(' ');
    const query = `query A { __typename } query B { ${many} }`;
    expect([refusalOf(query, 'A'), refusalOf(query, 'B')]).toEqual([null, 'QUERY_TOO_COMPLEX']);
  });
});

test('a variable that is missing or of another type is refused as such', () => {
  const query = 'query ($id: ID!, $first: Int) { task(id: $id) { id } tasks(first: $first) { totalCount } }';
  expect(refusalOf(query, null, { id: 'x', first: 5 })).toBeNull();
  for (const variables of [undefined, null, {}, { id: null }, { id: 'x', first: 'x' }, { id: {} }]) {
    expect(refusalOf(query, null, variables)).toBe('BAD_USER_INPUT');
  }
});

test('no name and no variables make it fail', () => {
  const document = fc.constantFrom(
    '{ health { version } }',
    'query A { __typename } query B { __typename }',
    'query A($id: ID!) { task(id: $id) { id } } query B($id: Int) { tasks(first: $id) { totalCount } }',
    'subscription ($id: ID!) { taskStatus(taskId: $id) { id } }',
    'query ($id: Boolean!) { health @include(if: $id) { version } }',
    'mutation ($id: [JSONObject!]!) { predictRows(taskId: "x", rows: $id) { rowCount } }',
  );
  const name = fc.constantFrom(undefined, null, '', 'A', 'B', 'toString', '__proto__');
  const variables = fc.option(fc.dictionary(fc.constantFrom('id', '__proto__', 'x'), fc.jsonValue()));
  fc.assert(
    fc.property(document, name, variables, (query, operationName, given) => {
      expect([null, 'BAD_USER_INPUT', 'OPERATION_RESOLUTION_FAILURE']).toContain(
        refusalOf(query, operationName, given),
      );
    }),
    { numRuns: 500 },
  );
});
