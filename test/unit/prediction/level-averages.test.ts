import { expect, test } from 'vitest';
import { fromAverages, levelAverages } from '../../../src/prediction/level-averages.js';
import { category, numeric, signatureOf } from './support.js';
import type { EncodedRows } from '../../../src/prediction/scorer.js';

const COLOUR = { ...category('colour', 'blue', 'green', 'red'), levelRows: [60, 10, 30] };
const EFFECTS = [0, 2, -1];

/** A linear model: what its columns add, counted from blue and from a size of 5. */
const explain = ({ columns: [colours, sizes] }: EncodedRows) => ({
  unit: 'VALUE' as const,
  outputs: [
    {
      bias: 7,
      columns: [
        { column: 'size', values: sizes!.map((size) => size - 5) },
        { column: 'colour', values: colours!.map((colour) => EFFECTS[colour] ?? NaN) },
      ],
    },
  ],
});

const rows = { count: 3, columns: [Float64Array.of(0, 1, 2), Float64Array.of(5, 6, 7)] };

test('the levels of a category count from what they add on average in the training, and the sum stays', () => {
  const signature = signatureOf([COLOUR, { ...numeric('size'), typical: 5 }]);
  const [output] = fromAverages(explain(rows), levelAverages(signature, explain)).outputs;
  // (60 x 0 + 10 x 2 + 30 x -1) / 100
  expect(output!.bias).toBeCloseTo(6.9, 12);
  const [size, colour] = output!.columns;
  expect(Array.from(size!.values)).toEqual([0, 1, 2]);
  for (const [row, effect] of EFFECTS.entries()) expect(colour!.values[row]).toBeCloseTo(effect + 0.1, 12);
});

test('a model that does not say how often a level occurs counts as before', () => {
  const signature = signatureOf([{ ...COLOUR, levelRows: undefined }, numeric('size')]);
  expect(fromAverages(explain(rows), levelAverages(signature, explain))).toEqual(explain(rows));
});
