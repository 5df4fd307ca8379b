import { describe, expect, test } from 'vitest';
import { topContributions } from '../../../src/prediction/contributions.js';
import { category, numeric, signatureOf, time } from './support.js';

const SIGNATURE = signatureOf([numeric('size'), category('colour', 'blue', 'red'), time('day')]);
const ROWS = {
  count: 2,
  columns: [Float64Array.of(1.5, NaN), Float64Array.of(1, NaN), Float64Array.of(86_400_000, 1e300)],
};

function top(count: number, ...values: [number, number][]) {
  const columns = ['day', 'colour', 'size'].map((column, i) => ({
    column,
    values: Float64Array.from(values[i]!),
  }));
  return topContributions(SIGNATURE, ROWS, { unit: 'VALUE', outputs: [{ bias: 7, columns }] }, null, count);
}

describe('the contributions of a row', () => {
  test('name the columns that moved it most, in either direction, with the value the model saw', () => {
    expect(top(2, [0.5, 3], [-2, 1], [0.1, -4])).toEqual([
      {
        unit: 'VALUE',
        bias: 7,
        columns: [
          { column: 'colour', value: 'red', contribution: -2, error: null },
          { column: 'day', value: '1970-01-02T00:00:00.000Z', contribution: 0.5, error: null },
        ],
        classes: null,
      },
      {
        unit: 'VALUE',
        bias: 7,
        columns: [
          { column: 'size', value: null, contribution: -4, error: null },
          { column: 'day', value: 1e300, contribution: 3, error: null },
        ],
        classes: null,
      },
    ]);
  });

  test('are all there are where more are asked for, and keep the order of the model where they are equal', () => {
    const [first] = top(10, [1, 0], [-1, 0], [1, 0]);
    expect(first!.columns.map(({ column }) => column)).toEqual(['day', 'colour', 'size']);
  });

  test('are none where the model says nothing', () => {
    const [first, second] = top(3, [NaN, 1], [NaN, 1], [NaN, 1]);
    expect(first).toEqual({ unit: 'VALUE', bias: 7, columns: [], classes: null });
    expect(second!.columns).toHaveLength(3);
  });
});
