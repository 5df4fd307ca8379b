import { expect, it } from 'vitest';
import { pairedDifference, rowLosses } from '../../../src/metrics/paired.js';

const values = (...numbers: number[]) => Float64Array.from(numbers);

it('cancels what is hard for both models: a small difference on all rows is more than chance', () => {
  const hard = Float64Array.from({ length: 100 }, (_, row) => (row % 10) ** 2);
  const easier = hard.map((loss, row) => loss - 0.01 - (row % 2) * 0.002);
  const { rows, difference, standardError } = pairedDifference(easier, hard)!;
  expect(rows).toBe(100);
  expect(difference).toBeCloseTo(-0.011, 10);
  // The standard deviation of 0.01 and 0.012 in turn, over the root of 100.
  expect(standardError).toBeCloseTo(Math.sqrt((100 * 0.001 ** 2) / 99) / 10, 12);
});

it('leaves out rows that one of them was not judged on, and says nothing of a few', () => {
  const losses = Float64Array.from({ length: 12 }, (_, row) => (row === 3 ? NaN : row));
  expect(pairedDifference(losses, losses)).toEqual({ rows: 11, difference: 0, standardError: 0 });
  expect(pairedDifference(losses.subarray(0, 10), losses.subarray(0, 10))).toBeNull();
});

it('takes the loss of a row as logloss, or as the squared error', () => {
  const columns = [values(0.5, 0.1, NaN), values(0.5, 0.9, NaN)];
  const losses = rowLosses(values(0, 1, 1), columns, true);
  expect(losses[0]).toBeCloseTo(Math.LN2);
  expect(losses[1]).toBeCloseTo(-Math.log(0.9));
  expect(losses[2]).toBeNaN();
  expect(rowLosses(values(1, NaN), [values(3, 3)], false)).toEqual(values(4, NaN));
});
