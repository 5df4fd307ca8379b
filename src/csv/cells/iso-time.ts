/** A date that names year, month and day in this order, and its time of day. */
export interface IsoTime {
  readonly year: number;
  /** The month, 1 to 12, and the day; the month may not have it. */
  readonly first: number;
  readonly second: number;
  readonly order: 'known';
  readonly shortYear: false;
  readonly hour: number;
  readonly minute: number;
  readonly second60: number;
  readonly millisecond: number;
  readonly zone: number | null;
  readonly hasClock: boolean;
  readonly pattern: string;
}

const [ZERO, DASH, COLON, SPACE, T, Z] = [48, 45, 58, 32, 84, 90];
const DATE_LENGTH = 10;
const MINUTES_LENGTH = 16;
const SECONDS_LENGTH = 19;

/**
 * The quick way for what machines write: `2024-01-31`, `2024-01-31 10:30`, `2024-01-31T10:30:00` and the last with a
 * `Z`. null for all else, be it a time too.
 */
export function scanIsoTime(text: string): IsoTime | null {
  const { length } = text;
  const isDate = length === DATE_LENGTH;
  const isUtc = length === SECONDS_LENGTH + 1 && text.charCodeAt(SECONDS_LENGTH) === Z;
  const hasSeconds = length === SECONDS_LENGTH || isUtc;
  if (!isDate && !hasSeconds && length !== MINUTES_LENGTH) return null;
  if (text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH) return null;
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const [first, second] = [twoDigits(text, 5), twoDigits(text, 8)];
  if (Number.isNaN(year + first + second)) return null;
  if (isDate) return isoTime(year, first, second, 0, 0, 0, null, 'yyyy-MM-dd');
  const separator = text.charCodeAt(DATE_LENGTH);
  if ((separator !== SPACE && separator !== T) || text.charCodeAt(13) !== COLON) return null;
  if (hasSeconds && text.charCodeAt(16) !== COLON) return null;
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  const second60 = hasSeconds ? twoDigits(text, 17) : 0;
  if (!(hour <= 23 && minute <= 59 && second60 <= 59)) return null;
  const patterns = separator === T ? T_PATTERNS : SPACE_PATTERNS;
  const pattern = isUtc ? patterns.utc : hasSeconds ? patterns.seconds : patterns.minutes;
  return isoTime(year, first, second, hour, minute, second60, isUtc ? 0 : null, pattern);
}

const T_PATTERNS = {
  minutes: 'yyyy-MM-ddTHH:mm',
  seconds: 'yyyy-MM-ddTHH:mm:ss',
  utc: 'yyyy-MM-ddTHH:mm:ssXXX',
};
const SPACE_PATTERNS = {
  minutes: 'yyyy-MM-dd HH:mm',
  seconds: 'yyyy-MM-dd HH:mm:ss',
  utc: 'yyyy-MM-dd HH:mm:ssXXX',
};

/** One literal: spreading one object into another takes a hundred times as long. */
function isoTime(
  year: number,
  first: number,
  second: number,
  hour: number,
  minute: number,
  second60: number,
  zone: number | null,
  pattern: string,
): IsoTime {
  return {
    year,
    first,
    second,
    order: 'known',
    shortYear: false,
    hour,
    minute,
    second60,
    millisecond: 0,
    zone,
    hasClock: pattern !== 'yyyy-MM-dd',
    pattern,
  };
}

/** NaN where there are no two digits. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO;
  const ones = text.charCodeAt(at + 1) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}
