import type { NumberShape } from './numbers.js';

/** Unit of a time of day without a date, and of a duration: both are numbers of hours. */
export const HOURS = 'h';

const CLOCK = /^(\d{1,3}):([0-5]\d)(?::([0-5]\d)(?:[.,](\d{1,6}))?)?(?: ?([AaPp])\.?[Mm]\.?)?$/;
const WORDS =
  /^(\d{1,3}) ?(?:h|hrs?|hours?),? ?(\d{1,2}) ?(?:m|mins?|minutes?)(?:,? ?(\d{1,2}) ?(?:s|secs?|seconds?))?\.?$/i;

/** Reads `9:30`, `26:05:59`, `4:05 PM` and `2 h 30 min` as hours; null for what is none of these. */
export function scanHours(text: string): NumberShape | null {
  const match = CLOCK.exec(text) ?? WORDS.exec(text);
  if (match === null) return null;
  const [, hours = '', minutes = '', seconds = '0', fraction = '', half] = match;
  const written = Number(hours);
  if (half !== undefined && (written < 1 || written > 12)) return null;
  const whole = half === undefined ? written : (written % 12) + (/p/i.test(half) ? 12 : 0);
  const value = whole + Number(minutes) / 60 + Number(`${seconds}.${fraction || '0'}`) / 3600;
  return {
    point: value,
    comma: value,
    evidence: 'none',
    grouping: null,
    unit: HOURS,
    unitFirst: false,
    leadingZero: false,
    digits: 0,
    codeLike: false,
  };
}
