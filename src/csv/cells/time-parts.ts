import type { TimePart } from '../../domain/time-part.js';

const DAY_MS = 86_400_000;
/** 1970-01-01 was a Thursday. */
const FIRST_WEEKDAY = 3;
/** Levels of the part `weekday`, from Monday on. */
export const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/**
 * One part of a point in time: year, month 1 to 12, day of the month, hour 0 to 23 and weekday 0 (Monday) to 6.
 * @param local milliseconds of calendar and clock as they stand in the cell, see CalendarTime
 */
export function timePart(local: number, part: TimePart): number {
  if (part === 'weekday') {
    const day = (Math.floor(local / DAY_MS) + FIRST_WEEKDAY) % 7;
    return day < 0 ? day + 7 : day;
  }
  if (part === 'hour') return Math.floor((local - Math.floor(local / DAY_MS) * DAY_MS) / 3_600_000);
  const date = new Date(local);
  if (part === 'year') return date.getUTCFullYear();
  return part === 'month' ? date.getUTCMonth() + 1 : date.getUTCDate();
}
