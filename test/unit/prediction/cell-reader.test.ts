import { describe, expect, test } from 'vitest';
import { cellReader, STRANGE } from '../../../src/prediction/cell-reader.js';
import { category, numeric, time } from './support.js';

describe('a cell is read as it was for training', () => {
  test.each([
    ['5.1', 5.1],
    [' -2e3 ', -2000],
    ['', NaN],
    ['NA', NaN],
    ['-', NaN],
    ['inf', NaN],
    ['1,5', STRANGE],
    ['ten', STRANGE],
  ])('a number: %j', (text, expected) => {
    expect(cellReader(numeric('x'), false)(text)).toBe(expected);
  });

  test('a decimal comma is one where commas do not part the cells', () => {
    expect(cellReader(numeric('x'), true)('1,5')).toBe(1.5);
  });

  test.each([
    ['2024-01-02', Date.UTC(2024, 0, 2)],
    ['2024-01-02 03:04:05', Date.UTC(2024, 0, 2, 3, 4, 5)],
    ['', NaN],
    ['-', NaN],
    ['soon', STRANGE],
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
    ['Blue', STRANGE],
    ['2', STRANGE],
  ])('a level: %j', (text, expected) => {
    expect(cellReader(category('c', 'blue', 'None', '1'), false)(text)).toBe(expected);
  });

  test('booleans in whatever case', () => {
    const read = cellReader(category('c', 'False', 'True'), false);
    expect(['true', 'TRUE', 'False', 'yes', ''].map(read)).toEqual([1, 1, 0, STRANGE, NaN]);
  });
});
