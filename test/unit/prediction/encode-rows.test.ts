import { describe, expect, test } from 'vitest';
import { BadUserInputError, SchemaMismatchError } from '../../../src/domain/errors.js';
import { RowEncoder } from '../../../src/prediction/encode-rows.js';
import { InputFaults } from '../../../src/prediction/input-faults.js';
import type { JsonRow } from '../../../src/prediction/prediction-service.js';
import { category, numeric, signatureOf, time } from './support.js';

const SIGNATURE = signatureOf([numeric('size'), category('colour', 'blue', '1', 'true'), time('day')]);

function encode(...rows: JsonRow[]) {
  const faults = new InputFaults(3);
  const { count, columns } = new RowEncoder(SIGNATURE).encode(rows, 0, rows.length, faults);
  expect(count).toBe(rows.length);
  return { columns: columns.map((values) => [...values]), warnings: faults.warnings(SIGNATURE, count) };
}

describe('rows given as JSON', () => {
  test('are read by column name, whatever else they hold', () => {
    const day = '2024-01-02T00:00:00Z';
    const { columns, warnings } = encode({ day, other: [1], colour: 'blue', size: 1.5 });
    expect(columns).toEqual([[1.5], [0], [Date.UTC(2024, 0, 2)]]);
    expect(warnings).toEqual([]);
  });

  test('may hold numbers as text, levels as numbers or booleans, times as milliseconds', () => {
    const { columns, warnings } = encode(
      { size: '2.5', colour: 1, day: 86_400_000 },
      { size: -0.5, colour: true, day: '1970-01-03' },
    );
    expect(columns).toEqual([
      [2.5, -0.5],
      [1, 2],
      [86_400_000, 172_800_000],
    ]);
    expect(warnings).toEqual([]);
  });

  test('hold nothing where a value is null, without a warning', () => {
    expect(encode({ size: null, colour: null, day: null })).toEqual({
      columns: [[NaN], [NaN], [NaN]],
      warnings: [],
    });
  });

  test('get a warning for each column they lack and each value that means nothing', () => {
    const { columns, warnings } = encode({ size: 'ten', colour: 'red' }, { size: true, colour: 7 });
    expect(columns).toEqual([
      [NaN, NaN],
      [NaN, NaN],
      [NaN, NaN],
    ]);
    expect(warnings.map(({ code, column, rows, examples }) => [code, column, rows, examples])).toEqual([
      ['NOT_A_NUMBER', 'size', 2, ['ten', 'true']],
      ['UNSEEN_LEVEL', 'colour', 2, ['red', '7']],
      ['MISSING_COLUMN', 'day', 2, []],
    ]);
  });

  test('are not read from the prototype', () => {
    const signature = signatureOf([numeric('toString'), numeric('constructor')]);
    const { columns } = new RowEncoder(signature).encode([{ x: 1 }], 0, 1, new InputFaults(2));
    expect(columns.map(([value]) => value)).toEqual([NaN, NaN]);
  });

  test.each([
    [[1, 2], 'a list'],
    [{ a: 1 }, 'an object'],
  ])('are refused with %j for a value', (value, kind) => {
    const message = `Row 2, column "colour" holds ${kind}. A value is a number, a text, a boolean or null.`;
    expect(() => encode({}, { colour: value })).toThrow(
      new BadUserInputError(message, { row: 2, column: 'colour' }),
    );
  });

  test('are refused where none has any of the columns', () => {
    const encoder = new RowEncoder(SIGNATURE);
    expect(() => encoder.checkColumns([{ weight: 1 }, {}])).toThrow(
      new SchemaMismatchError(
        `The input has none of the model's columns. The model wants "size", "colour", "day"; the input has "weight". Names may differ in upper and lower case, spaces and punctuation only.`,
        { expectedColumns: ['size', 'colour', 'day'] },
      ),
    );
    expect(() => encoder.checkColumns([{ weight: 1 }, { Size: null }])).not.toThrow();
  });

  test('can be encoded in parts', () => {
    const rows = [{ size: 1 }, { size: 2 }, { size: 3 }];
    const { count, columns } = new RowEncoder(SIGNATURE).encode(rows, 1, 3, new InputFaults(3));
    expect(count).toBe(2);
    expect([...columns[0]!]).toEqual([2, 3]);
  });
});
