import { expect, it } from 'vitest';
import { summarizeContributions } from '../../../src/explain/contribution-summary.js';

it('a summary orders columns by size, and says in which direction each moves the score', () => {
  const rows = (...values: number[]) => Float64Array.from(values);
  expect(
    summarizeContributions([
      { column: 'label', isNumber: false, values: rows(0, 1, 0), contributions: rows(0.1, -0.1, 0.1) },
      { column: 'falls', isNumber: true, values: rows(1, 2, NaN), contributions: rows(1, -1, 4) },
      { column: 'rises', isNumber: true, values: rows(1, 2, 3), contributions: rows(-1, 0, 1) },
    ]),
  ).toEqual([
    { column: 'falls', size: 2, direction: expect.closeTo(-1, 12) as number },
    { column: 'rises', size: 2 / 3, direction: expect.closeTo(1, 12) as number },
    { column: 'label', size: expect.closeTo(0.1, 12) as number, direction: null },
  ]);
});
