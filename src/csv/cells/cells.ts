/**
 * How the text of one cell is read. Training and prediction both go through here, so that a value means the same to
 * the model in both. Every function trims first.
 */
export { parseTime } from './times.js';

/** Spellings as programs write them, so `Na` (sodium) or `NULLARBOR` stay values. */
const ALWAYS_MISSING = new Set([
  ...['', '?', 'NA', 'N/A', 'n/a', 'na', '<NA>', '#N/A', '#NA', 'NaN', 'nan', 'NAN', '-nan', '-NaN'],
  ...['NULL', 'Null', 'null', '#DIV/0!', '#NUM!', '#REF!', '#VALUE!'],
]);

/** `+`/`-` and `None`/`Mild`/`Severe` are real categories; among numbers, dates or booleans these can only mean nothing. */
const MISSING_UNLESS_TEXT = new Set([
  ...['-', '--', '.', 'None', 'none', 'inf', '+inf', '-inf', 'Inf', '-Inf', 'Infinity', '-Infinity'],
]);

const LONGEST_MISSING_WORD = 9;

/** Whether the cell holds no value, whatever the type of its column. */
export function isMissing(text: string): boolean {
  const trimmed = text.trim();
  const first = trimmed.charCodeAt(0);
  // No word begins with a digit, most cells do, and to look one up costs more.
  if (first >= 48 && first <= 57) return false;
  return trimmed.length <= LONGEST_MISSING_WORD && ALWAYS_MISSING.has(trimmed);
}

/** Whether the cell holds no value if its column is one of numbers, times or booleans. */
export function isMissingUnlessText(text: string): boolean {
  const trimmed = text.trim();
  return trimmed.length <= LONGEST_MISSING_WORD && MISSING_UNLESS_TEXT.has(trimmed);
}

// Linear: no two parts next to each other can take the same characters (`\d+\.?\d*` is quadratic on `111…1x`).
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const DECIMAL_COMMA_NUMBER = /^[+-]?\d*,\d+(?:[eE][+-]?\d+)?$/;

/**
 * The finite number a cell holds, or NaN. No thousands separators, units or hexadecimals.
 * @param decimalComma also reads `1,5`: for files that are not separated by commas
 */
export function parseNumber(text: string, decimalComma = false): number {
  const trimmed = text.trim();
  if (NUMBER.test(trimmed)) return finite(Number(trimmed));
  if (decimalComma && isDecimalComma(trimmed)) return finite(Number(trimmed.replace(',', '.')));
  return NaN;
}

/** Whether the text is a number only when its comma is read as the decimal point. */
export function isDecimalComma(trimmed: string): boolean {
  return DECIMAL_COMMA_NUMBER.test(trimmed);
}

const finite = (value: number): number => (Number.isFinite(value) ? value : NaN);

/** The shortest text that reads back as the same number. */
export function formatNumber(value: number): string {
  return String(value === 0 ? 0 : value);
}

const WHOLE_NUMBER = /^[+-]?(?:0|[1-9]\d{0,14})(?:\.0*)?$/;

/**
 * A category's text as the engine is given it: trimmed, and a whole number without sign of its spelling, since the
 * engine would take `1`, `1.0` and `+1` as three levels. Codes such as `007` stay as they are.
 */
export function canonicalCategory(text: string): string {
  const trimmed = text.trim();
  const first = trimmed.charCodeAt(0);
  const maybeNumber = (first >= 48 && first <= 57) || first === 43 || first === 45;
  return maybeNumber && WHOLE_NUMBER.test(trimmed) ? formatNumber(Number(trimmed)) : trimmed;
}
