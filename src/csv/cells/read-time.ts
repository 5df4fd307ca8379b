import type { TimeFormat, TimeNumbers } from '../../domain/column-format.js';
import { scanNumber } from './numbers.js';
import { compilePattern } from './time-pattern.js';
import { calendarTime, scanTime, type CalendarTime } from './time-shape.js';

/** The point in time a text means in its column; null where it means none. @param text as `cellValue` gives it */
export type TimeReader = (text: string) => CalendarTime | null;

/** Reads the times of a column: by its owner's pattern where there is one, else and then in every way people write. */
export function timeReader({ order, pattern, given, numbers, firstYear }: TimeFormat): TimeReader {
  const byPattern = given && numbers === null ? compilePattern(pattern) : null;
  return (text) => {
    const shape = byPattern?.(text) ?? scanTime(text);
    if (shape !== null) return calendarTime(shape, order, firstYear);
    return numbers === null ? null : timeOfNumber(text, numbers);
  };
}

const DAY_MS = 86_400_000;
/** Days of a spreadsheet count from here (Excel takes 1900 for a leap year, so 1900-03-01 is day 61). */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);
/** 1954-10-03 to 2119-01-10: what else than a date is in there is distinguished by the column, not by the number. */
export const EXCEL_DAYS = { min: 20_000, max: 80_000 };
/** 2001-09-09 to 2096-10-02. */
const UNIX_SECONDS = { min: 1e9, max: 4e9 };

/** `202401`, `20240131`, `202401311530` and `20240131153059`. */
const DIGITS = /^(\d{4})(\d{2})(?:(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?)?$/;
const YEARS_OF_DIGITS = { min: 1900, max: 2100 };

/** The time a number stands for; null where it is no such number. */
export function timeOfNumber(text: string, numbers: TimeNumbers): CalendarTime | null {
  if (numbers === 'DIGITS') {
    const shape = scanTime(
      text.replace(
        DIGITS,
        (_, y: string, m: string, d = '01', hour = '00', minute = '00', second = '00') =>
          `${y}-${m}-${d}T${hour}:${minute}:${second}`,
      ),
    );
    return shape && calendarTime(shape, 'dmy');
  }
  const number = scanNumber(text)?.point ?? NaN;
  const instant = instantOfNumber(number, numbers);
  return Number.isNaN(instant) ? null : { local: instant, instant };
}

/** Epoch milliseconds; NaN for a number that is beyond every calendar. */
export function instantOfNumber(number: number, numbers: Exclude<TimeNumbers, 'DIGITS'>): number {
  switch (numbers) {
    case 'EXCEL':
      // To the second: a day's fraction has no more digits.
      return within(number, { min: 0, max: 3e6 })
        ? EXCEL_EPOCH + Math.round(number * (DAY_MS / 1000)) * 1000
        : NaN;
    case 'UNIX_SECONDS':
      return within(number, { min: -1e11, max: 1e11 }) ? Math.round(number * 1000) : NaN;
    case 'UNIX_MILLISECONDS':
      return within(number, { min: -1e14, max: 1e14 }) ? Math.round(number) : NaN;
  }
}

const within = (number: number, { min, max }: { min: number; max: number }) => number >= min && number <= max;

const areDigits = (text: string): boolean =>
  (text.length === 6 || text.length === 8 || text.length === 12 || text.length === 14) &&
  within(Number(text.slice(0, 4)), YEARS_OF_DIGITS);

/** What a number of plain digits may mean as a time, as far as its size says; none for a size of no time. */
export function likelyTimeNumbers(text: string, number: number): TimeNumbers | null {
  if (within(number, EXCEL_DAYS)) return 'EXCEL';
  if (areDigits(text) && timeOfNumber(text, 'DIGITS')) return 'DIGITS';
  // They may have decimals.
  if (within(number, UNIX_SECONDS)) return 'UNIX_SECONDS';
  if (!Number.isInteger(number)) return null;
  return within(number / 1000, UNIX_SECONDS) ? 'UNIX_MILLISECONDS' : null;
}
