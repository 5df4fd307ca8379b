import { daysSince1970, isDate } from '../cells/time-shape.js';

const [ZERO, DASH, COLON, SPACE, T, Z] = [48, 45, 58, 32, 84, 90];
const [DATE_LENGTH, MINUTES_LENGTH, SECONDS_LENGTH] = [10, 16, 19];
const MINUTE_MS = 60_000;

/** What {@link IsoBytes} reads, in the words of a time's pattern. */
export const ISO_PATTERNS = [
  'yyyy-MM-dd',
  'yyyy-MM-dd HH:mm',
  'yyyy-MM-dd HH:mm:ss',
  'yyyy-MM-dd HH:mm:ssXXX',
  'yyyy-MM-ddTHH:mm',
  'yyyy-MM-ddTHH:mm:ss',
  'yyyy-MM-ddTHH:mm:ssXXX',
] as const;

/** Reads dates and times as `scanIsoTime` does, and days that there are only, without making anything of them. */
export class IsoBytes {
  /** Epoch milliseconds of the last one. */
  instant = NaN;

  /** @returns the place of its pattern among {@link ISO_PATTERNS}; -1 for anything else */
  read(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start;
    if (bytes[start + 4] !== DASH || bytes[start + 7] !== DASH) return -1;
    const isUtc = length === SECONDS_LENGTH + 1 && bytes[end - 1] === Z;
    const hasSeconds = length === SECONDS_LENGTH || isUtc;
    const isDay = length === DATE_LENGTH;
    if (!isDay && !hasSeconds && length !== MINUTES_LENGTH) return -1;
    const century = twoDigits(bytes, start);
    const years = twoDigits(bytes, start + 2);
    const month = twoDigits(bytes, start + 5);
    const day = twoDigits(bytes, start + 8);
    if (century < 0 || years < 0 || !isDate(century * 100 + years, month, day)) return -1;
    const days = daysSince1970(century * 100 + years, month, day);
    if (isDay) {
      this.instant = days * 24 * 60 * MINUTE_MS;
      return 0;
    }
    const separator = bytes[start + DATE_LENGTH];
    if ((separator !== SPACE && separator !== T) || bytes[start + 13] !== COLON) return -1;
    if (hasSeconds && bytes[start + 16] !== COLON) return -1;
    const hour = twoDigits(bytes, start + 11);
    const minute = twoDigits(bytes, start + 14);
    const second = hasSeconds ? twoDigits(bytes, start + 17) : 0;
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return -1;
    this.instant = ((days * 24 + hour) * 60 + minute) * MINUTE_MS + second * 1000;
    return (separator === T ? 4 : 1) + (isUtc ? 2 : hasSeconds ? 1 : 0);
  }
}

/** -1 where there are no two digits. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] as number) - ZERO;
  const ones = (bytes[at + 1] as number) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}
