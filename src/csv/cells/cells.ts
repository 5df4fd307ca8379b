/**
 * What one cell alone says of itself, before its column is known: enough to find the header of a table. What it means
 * in its column is read by `cellReader`. Every function trims first.
 */
import { cellValue, trimCell } from './clean.js';
import { isMissingAmongValues, isMissingWord } from './missing-words.js';
import { calendarTime, scanTime } from './time-shape.js';

export { formatNumber } from './format-number.js';

/** Whether the cell holds no value, whatever the type of its column. */
export const isMissing = (text: string): boolean => isMissingWord(trimCell(text));

/** Whether the cell holds no value if its column is one of numbers, times or booleans. */
export const isMissingUnlessText = (text: string): boolean => isMissingAmongValues(trimCell(text));

// Linear: no two parts next to each other can take the same characters (`\d+\.?\d*` is quadratic on `111…1x`).
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const DECIMAL_COMMA_NUMBER = /^[+-]?\d*,\d+(?:[eE][+-]?\d+)?$/;

/**
 * The finite number that a cell of digits holds, or NaN: no thousands separators and no units, as in a name such as
 * `2 years`. @param decimalComma also reads `1,5`
 */
export function parseNumber(text: string, decimalComma = false): number {
  const value = cellValue(text);
  if (NUMBER.test(value)) return finite(Number(value));
  if (decimalComma && DECIMAL_COMMA_NUMBER.test(value)) return finite(Number(value.replace(',', '.')));
  return NaN;
}

const finite = (value: number): number => (Number.isFinite(value) ? value : NaN);

/** Epoch milliseconds of a cell that holds a date; NaN for anything else, so also for a month, which may be a name. */
export function parseTime(text: string): number {
  const shape = scanTime(cellValue(text));
  if (shape === null || !/[dA]/.test(shape.pattern)) return NaN;
  return (calendarTime(shape, 'dmy') ?? calendarTime(shape, 'mdy'))?.instant ?? NaN;
}
