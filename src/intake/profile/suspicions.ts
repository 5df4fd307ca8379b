import { numberReader } from '../../csv/cells/read-number.js';
import type { ColumnTally } from './column-tally.js';
import type { NumberDecision } from './decide-numbers.js';

/** Numbers that stand for a missing value where they are far from all others. */
const SENTINELS = new Set([
  9, 99, 999, 9999, 99_999, 999_999, 9_999_999, 99_999_999, 999_999_999, 88, 888, 8888,
]);
const LEAST_ROWS = 2;

/** The number at an end of the range that stands for a missing value; null where none does. */
export function sentinelOf(
  tally: ColumnTally,
  { summary, format }: NumberDecision,
): { text: string; rows: number } | null {
  const { min, max, minRows, maxRows } = summary;
  const candidates = [
    { number: min, rows: minRows },
    { number: max, rows: maxRows },
  ].filter(
    ({ number, rows }) => SENTINELS.has(Math.abs(number)) && rows >= LEAST_ROWS && rows < summary.count,
  );
  if (candidates.length === 0) return null;
  const read = numberReader(format);
  const known = [...tally.values.entries()]
    .map(([text]) => ({ text, number: read(text) }))
    .filter(({ number }) => !Number.isNaN(number));
  for (const { number, rows } of candidates) {
    const others = known.filter((one) => one.number !== number).map((one) => one.number);
    if (others.length < LEAST_ROWS) continue;
    const low = others.reduce((a, b) => Math.min(a, b));
    const high = others.reduce((a, b) => Math.max(a, b));
    const gap = number < low ? low - number : number - high;
    // Further away than all others are from each other; and a negative one has no negative beside it.
    const far = gap > (high - low) * (number < 0 && low >= 0 ? 0.2 : 2);
    if (far) return { text: known.find((one) => one.number === number)?.text ?? String(number), rows };
  }
  return null;
}

/** Whether the numbers count the rows: whole, all different, without a gap. */
export function isRowNumber(tally: ColumnTally, { summary, tally: numbers }: NumberDecision): boolean {
  const { count, min, max } = summary;
  if (count !== tally.rows || count < 3 || max - min !== count - 1) return false;
  return numbers.digitsOnly === count && (tally.values.scale > 1 || tally.values.size === count);
}

const LONGEST_IDENTIFIER = 60;
const NEARLY_ALL = 0.9;

/**
 * Whether the texts are names of rows: one word each with a digit or an `@` in it, or mostly digits (`+49 30 123456`), and
 * nearly none twice.
 */
export function isIdentifierText({ values }: ColumnTally): boolean {
  const sample = [...values.entries()];
  const named = sample.filter(([text]) => text.length <= LONGEST_IDENTIFIER && isName(text));
  const rows = sample.reduce((sum, [, value]) => sum + value.rows, 0);
  return named.length >= sample.length * NEARLY_ALL && sample.length >= rows * NEARLY_ALL;
}

function isName(text: string): boolean {
  if (!/\s/.test(text)) return /[\d@]/.test(text);
  return text.replace(/\D+/g, '').length * 2 >= text.replace(/\s+/g, '').length;
}

const NUMBER = String.raw`[+-]?\d{1,12}(?:\.\d{1,12})?`;
/** `120/80`, `1920x1080`, `48.1, 11.6`. */
const NUMBERS_TOGETHER = new RegExp(`^\\(?${NUMBER}(?: ?[/x×:;,|] ?${NUMBER}){1,3}\\)?$`, 'i');

/** Whether nearly every cell holds several numbers. */
export function areNumbersTogether({ values }: ColumnTally): boolean {
  const texts = [...values.entries()].map(([text]) => text);
  return texts.filter((text) => NUMBERS_TOGETHER.test(text)).length >= texts.length * NEARLY_ALL;
}
