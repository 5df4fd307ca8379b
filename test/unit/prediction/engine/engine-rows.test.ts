import { expect, test } from 'vitest';
import { writeRows } from '../../../../src/prediction/engine/engine-rows.js';
import { category, numeric, signatureOf, time } from '../support.js';

test('rows go to the engine as text it cannot misread, below a row without a gap', () => {
  const signature = signatureOf([category('c', '#1', 'a "b", c'), numeric('n'), time('filler')]);
  const { csv, columns } = writeRows(signature, {
    count: 3,
    columns: [Float64Array.of(1, 0, NaN), Float64Array.of(0.1, -1e21, NaN), Float64Array.of(1e12, 5, NaN)],
  });
  expect(csv.toString().split('\n')).toEqual([
    '"#1",0,0,0',
    '"a ""b"", c",0.1,1000000000000,0',
    '"#1",-1e+21,5,0',
    ',,,0',
    '',
  ]);
  expect(columns).toEqual([
    { name: 'c', type: 'CATEGORICAL' },
    { name: 'n', type: 'NUMERIC' },
    { name: 'filler', type: 'NUMERIC' },
    { name: 'filler_', type: 'NUMERIC' },
  ]);
});
