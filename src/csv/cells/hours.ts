import { measured, type NumberShape } from './number-shape.js';

/** Unit of a time of day without a date, and of a duration: both are numbers of hours. */
export const HOURS = 'h';

const CLOCK =
  /^(\d{1,3}):([0-5]\d)(?::([0-5]\d)(?:[.,](\d{1,9}))?)?(?: ?([AaPp])\.?[Mm]\.?| (?:Uhr|[Hh]|hrs?\.?|hs))?$/;
/** `14h30`, and `14.30 Uhr`. */
const OTHER_CLOCK = /^(\d{1,2}) ?[hH] ?([0-5]\d)$|^(\d{1,2})(?:\.([0-5]\d))? Uhr$/;
/** As Python and pandas write a duration: `1 day, 2:03:04`, `0 days 00:05:00`. */
const DAYS = /^(-?\d{1,5}) days?,? \+?(\d{1,2}:\d{2}:\d{2}(?:\.\d{1,9})?)$/;
/** ISO 8601. */
const DURATION =
  /^P(?:(\d{1,4})D)?(?:T(?=\d)(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6}(?:[.,]\d{1,9})?)S)?)?$/;
const WORDS =
  /^(\d{1,3}) ?(?:h|hrs?|hours?),? ?(\d{1,2}) ?(?:m|mins?|minutes?)(?:,? ?(\d{1,2}) ?(?:s|secs?|seconds?))?\.?$/i;

/**
 * Reads `9:30`, `26:05:59`, `4:05 PM`, `14h30`, `2 h 30 min`, `1 day, 2:03:04` and `PT1H30M` as hours; null for what is
 * none of these.
 */
export function scanHours(text: string): NumberShape | null {
  const value = hoursOf(text);
  return value === null ? null : measured(value, HOURS);
}

function hoursOf(text: string): number | null {
  const days = DAYS.exec(text);
  if (days) {
    const clock = hoursOf(days[2] ?? '');
    return clock === null ? null : Number(days[1]) * 24 + clock;
  }
  const duration = text.length > 2 && text.startsWith('P') ? DURATION.exec(text) : null;
  if (duration) {
    const [day = 0, hour = 0, minute = 0, second = 0] = duration
      .slice(1)
      .map((part: string | undefined) => Number((part ?? '0').replace(',', '.')));
    return day * 24 + hour + minute / 60 + second / 3600;
  }
  const other = OTHER_CLOCK.exec(text);
  if (other) return Number(other[1] ?? other[3]) + Number(other[2] ?? other[4] ?? 0) / 60;
  const match = CLOCK.exec(text) ?? WORDS.exec(text);
  if (match === null) return null;
  const [, hours = '', minutes = '', seconds = '0', fraction = '', half] = match;
  const written = Number(hours);
  if (half !== undefined && (written < 1 || written > 12)) return null;
  const whole = half === undefined ? written : (written % 12) + (/p/i.test(half) ? 12 : 0);
  return whole + Number(minutes) / 60 + Number(`${seconds}.${fraction || '0'}`) / 3600;
}
