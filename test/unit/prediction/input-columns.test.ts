import { expect, test } from 'vitest';
import { SchemaMismatchError } from '../../../src/domain/errors.js';
import { locateColumns } from '../../../src/prediction/input-columns.js';
import { numeric, signatureOf } from './support.js';

test('columns are found by their exact name, wherever they are', () => {
  const signature = signatureOf([numeric('a'), numeric('b'), numeric('c')]);
  expect([...locateColumns(signature, ['c', 'A', 'x', 'a'])]).toEqual([3, -1, 0]);
});

test('an input with none of them is refused, naming what is wanted and what is there', () => {
  const signature = signatureOf(Array.from({ length: 12 }, (_, i) => numeric(`wanted ${i}`)));
  const names = signature.columns.map(({ name }) => JSON.stringify(name));
  expect(() => locateColumns(signature, ['x', 'y'])).toThrow(
    new SchemaMismatchError(
      `The input has none of the model's columns. The model wants ${names.slice(0, 10).join(', ')} and 2 more; ` +
        'the input has "x", "y". Names may differ in upper and lower case, spaces and punctuation only.',
      { expectedColumns: signature.columns.map(({ name }) => name) },
    ),
  );
  expect(() => locateColumns(signature, [])).toThrow(/the input has no columns/);
});
