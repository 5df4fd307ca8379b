import { describe, expect, test } from 'vitest';
import { cellReader, ODD } from '../../../src/csv/cells/cell-reader.js';
import { PLAIN_LABELS, PLAIN_NUMBERS, PLAIN_TIMES } from '../../../src/domain/column-format.js';
import { category, numeric, time } from './support.js';

describe('a cell is read as it was for training', () => {
  test.each([
    ['5.1', 5.1],
    [' -2e3 ', -2000],
    ['', NaN],
    ['NA', NaN],
    ['-', NaN],
    ['inf', NaN],
    ['1,5', 1.5],
    ['1,234', 1234],
    ['$5', ODD],
    ['ten', ODD],
  ])('a number: %j', (text, expected) => {
    expect(cellReader(numeric('x'), true)(text)).toBe(expected);
  });

  test('a comma before three digits separates decimals in a file whose cells it does not separate', () => {
    expect(cellReader(numeric('x'), false)('1,234')).toBe(1.234);
  });

  test.each([
    [{ decimal: ',', grouping: '.' }, ',', '3.991', 3991],
    [{ decimal: ',' }, ',', '3.991', 3.991],
    [{ decimal: ',' }, ';', '3.991', 3991],
    [{ decimal: ',' }, ';', '3.5', 3.5],
    [{ grouping: ',' }, ';', '3,991', 3991],
    [{ unit: '$' }, ',', '$5', 5],
    [{ unit: '$' }, ',', '5 €', ODD],
    [{ booleans: true }, ',', 'Yes', 1],
    [{ booleans: true }, ',', 'FALSE', 0],
  ] as const)(
    'a number of the format %j in a file with %j: %j is %d',
    (format, delimiter, text, expected) => {
      const column = { ...numeric('x'), format: { ...PLAIN_NUMBERS, ...format } };
      expect(cellReader(column, delimiter === ',')(text)).toBe(expected);
    },
  );

  test('a date by the order that training found, also where that file alone would not tell', () => {
    const read = (order: 'dmy' | 'mdy') =>
      cellReader({ ...time('t'), format: { ...PLAIN_TIMES, order } })('05/03/2022');
    expect(read('dmy')).toBe(Date.UTC(2022, 2, 5));
    expect(read('mdy')).toBe(Date.UTC(2022, 4, 3));
  });

  test('a part of a time, by the clock in the cell', () => {
    const part = (name: 'hour' | 'weekday', levels: string[] | null) =>
      cellReader({ ...time('t'), levels, derived: { part: name }, format: PLAIN_TIMES })(
        '2024-04-15 10:00:00+02:00',
      );
    expect(part('hour', null)).toBe(10);
    expect(part('weekday', ['Fri', 'Mon'])).toBe(1);
    expect(part('weekday', ['Fri'])).toBeNaN();
  });

  test('a code that lost its leading zeros in a spreadsheet', () => {
    const codes = {
      ...category('zip', '02134', '94103'),
      format: { ...PLAIN_LABELS, words: 'CODE' as const },
    };
    expect(['02134', '2134', '="02134"', '94103', '99999'].map(cellReader(codes))).toEqual([0, 0, 0, 1, ODD]);
  });

  test('an empty cell where it is a level', () => {
    const ticks = { ...category('vip', '(blank)', 'x'), format: { ...PLAIN_LABELS, blank: '(blank)' } };
    expect(['', 'x', 'NA', 'y'].map(cellReader(ticks))).toEqual([0, 1, NaN, ODD]);
  });

  test.each([
    ['2024-01-02', Date.UTC(2024, 0, 2)],
    ['2024-01-02 03:04:05', Date.UTC(2024, 0, 2, 3, 4, 5)],
    ['', NaN],
    ['-', NaN],
    ['soon', ODD],
  ])('a time: %j', (text, expected) => {
    expect(cellReader(time('t'), false)(text)).toBe(expected);
  });

  test.each([
    ['blue', 0],
    [' blue ', 0],
    ['1.0', 2],
    ['None', 1],
    ['none', NaN],
    ['NA', NaN],
    ['Blue', ODD],
    ['2', ODD],
  ])('a level: %j', (text, expected) => {
    expect(cellReader(category('c', 'blue', 'None', '1'), false)(text)).toBe(expected);
  });

  test('booleans in whatever case', () => {
    const read = cellReader(category('c', 'False', 'True'), false);
    expect(['true', 'TRUE', 'False', 'yes', ''].map(read)).toEqual([1, 1, 0, 1, NaN]);
  });
});
