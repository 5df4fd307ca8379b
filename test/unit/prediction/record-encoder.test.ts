import { expect, test } from 'vitest';
import { locateColumns } from '../../../src/prediction/input-columns.js';
import { InputFaults } from '../../../src/prediction/input-faults.js';
import { RecordEncoder } from '../../../src/prediction/record-encoder.js';
import { category, numeric, signatureOf } from './support.js';

const SIGNATURE = signatureOf([numeric('size'), category('colour', 'blue', 'red'), numeric('depth')]);

function encode(header: string[], records: string[][], delimiter: ',' | ';' = ',') {
  const faults = new InputFaults(3);
  const encoder = new RecordEncoder(SIGNATURE, locateColumns(SIGNATURE, header), delimiter, faults);
  const { columns } = encoder.encode(records);
  return {
    columns: columns.map((values) => [...values]),
    warnings: faults.warnings(SIGNATURE, records.length),
  };
}

test('records are read in whatever order their columns are, extra ones left alone', () => {
  const { columns, warnings } = encode(
    ['note', 'colour', 'depth', 'size'],
    [
      ['x', 'red', '3', '1'],
      ['y', 'blue', '', '2'],
    ],
  );
  expect(columns).toEqual([
    [1, 2],
    [1, 0],
    [3, NaN],
  ]);
  expect(warnings).toEqual([]);
});

test('what does not fit is counted by column, and counts as missing', () => {
  const { columns, warnings } = encode(
    ['size', 'colour'],
    [
      ['ten', 'green'],
      ['2', 'green'],
      ['NA', 'blue'],
    ],
  );
  expect(columns).toEqual([
    [NaN, 2, NaN],
    [NaN, NaN, 0],
    [NaN, NaN, NaN],
  ]);
  expect(warnings.map(({ code, column, rows, examples }) => [code, column, rows, examples])).toEqual([
    ['NOT_A_NUMBER', 'size', 1, ['ten']],
    ['UNSEEN_LEVEL', 'colour', 2, ['green']],
    ['MISSING_COLUMN', 'depth', 3, []],
  ]);
});

test('a comma is a decimal mark where it does not part the cells', () => {
  expect(encode(['size', 'depth'], [['1,5', '-2,225']], ';').columns).toEqual([[1.5], [NaN], [-2.225]]);
});
