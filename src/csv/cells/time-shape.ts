import { scanIsoTime } from './iso-time.js';
import { MONTH_LETTERS, MONTH_STARTS, monthOf } from './month-names.js';
import { zoneMinutes } from './zones.js';

/** Which of day and month a date of two small numbers and a year starts with. */
export type DayOrder = 'dmy' | 'mdy';

/** A text that a person reads as a date, or a date with a time of day. */
export interface TimeShape {
  /** Fields as they stand; of a date in digits `first` and `second` are day and month in an order still to be found. */
  readonly year: number;
  readonly first: number;
  readonly second: number;
  /** `known`: `first` is the month, `second` the day. */
  readonly order: 'known' | 'open';
  readonly hour: number;
  readonly minute: number;
  readonly second60: number;
  readonly millisecond: number;
  /** The year is written with two digits; `year` is the one of 1969 to 2068 that they mean. */
  readonly shortYear: boolean;
  /** Minutes ahead of UTC; null where none is written. */
  readonly zone: number | null;
  readonly hasClock: boolean;
  /** How it is written, such as `dd/MM/yyyy HH:mm`; an open order has `AA/BB` for day and month. */
  readonly pattern: string;
}

/** No date that people write is longer: `Wednesday, 11 September 2024, 10:00:00.000000 PM GMT+02:00`. */
const LONGEST = 70;

const MONTH = `(?<name>${MONTH_LETTERS})\\.?`;
const WEEKDAY = new RegExp(
  '^(?:' +
    '(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|' +
    'mo(?:ntag)?|di(?:enstag)?|mi(?:ttwoch)?|do(?:nnerstag)?|fr(?:eitag)?|sa(?:mstag)?|so(?:nntag)?|' +
    'lun(?:di|es|edì)?|mar(?:di|tes|tedì)|mer(?:credi|coledì)?|mi[eé](?:rcoles)?|jeu(?:di)?|jue(?:ves)?|gio(?:vedì)?|' +
    'ven(?:dredi|erdì)?|vie(?:rnes)?|sam(?:edi)?|s[aá]b(?:ado|ato)?|dim(?:anche)?|dom(?:ingo|enica)?|' +
    // As a month, `mar` has no digits and a mark behind it.
    String.raw`mar(?=\.?,? \d{1,2}[./-])` +
    String.raw`)\.?,? `,
  'i',
);
/** What a date that begins with a name begins with. */
const STARTS = new Set([
  ...MONTH_STARTS,
  ...'mo tu we th fr sa su di mi do so lu ma me je ju gi ve vi sá'.split(' '),
]);

const ISO = /^(?<y>\d{4})(?<s>[-/.])(?<a>\d{1,2})(?:\k<s>(?<b>\d{1,2}))?/;
const BASIC = /^(?<y>\d{4})(?<a>\d{2})(?<b>\d{2})(?=T\d)/;
const EAST_ASIAN = /^(?<y>\d{4})[年년] ?(?<a>\d{1,2})[月월](?: ?(?<b>\d{1,2})[日일])?/;
const DIGITS = /^(?<a>\d{1,2})(?<s>[-/.]) ?(?<b>\d{1,2})\k<s> ?(?<y>\d{4}|\d{2})(?!\d)/;
const DAY_NAME_YEAR = new RegExp(
  String.raw`^(?<b>\d{1,2})(?:st|nd|rd|th|er|º)?(?<s> de | of |[ ./-]|\. |)${MONTH}(?:,? | del? |[-./]|)(?<y>\d{4}|\d{2})(?!\d)`,
  'u',
);
const NAME_DAY_YEAR = new RegExp(
  String.raw`^${MONTH}[ -](?<b>\d{1,2})(?:st|nd|rd|th)?(?:,? |-)(?<y>\d{4})(?!\d)`,
  'u',
);
const YEAR_NAME_DAY = new RegExp(String.raw`^(?<y>\d{4})[ -]${MONTH}[ -](?<b>\d{1,2})(?!\d)`, 'u');
const NAME_YEAR = new RegExp(String.raw`^${MONTH}(?: | del? |[-/'’])(?<y>\d{4}|\d{2})$`, 'u');
/** As `date` and C write it: `Mon Apr 15 10:00:00 UTC 2024`. */
const CTIME = new RegExp(
  String.raw`^${MONTH} {1,2}(?<b>\d{1,2}) (?<clock>\d{2}:\d{2}:\d{2})(?: (?<zone>[A-Z]{2,5}))? (?<y>\d{4})$`,
  'u',
);

const CLOCK =
  /^(?<h>\d{1,2})(?::(?<m>\d{2})(?::(?<sec>\d{2})(?:[.,](?<f>\d{1,9}))?)?)?(?<ap> ?[AaPp]\.?[Mm]\.?)?(?<zone> ?(?:Z|z|(?:UTC|GMT)?[+\u2212-]\d{1,2}(?::?\d{2})?|[A-Za-z]{2,5}))?(?: \([A-Za-z ]{2,40}\)|\[[A-Za-z/_+-]{2,40}\])?$/;
const SEPARATOR = /^(?:T|:|,? {1,3}(?:at )?| - )/;

/**
 * Reads a text as a date with or without a time of day: ISO 8601, day/month/year and month/day/year with `/`, `-` or
 * `.` and years of four or two digits, English names of months, RFC 2822, 12 and 24 hours, zones and offsets. null for
 * what is none, so also for a day that its month does not have.
 * @param text without space at its ends
 */
export function scanTime(text: string): TimeShape | null {
  if (text.length < 6 || text.length > LONGEST || !/\d/.test(text)) return null;
  const iso = scanIsoTime(text);
  if (iso !== null) return isDate(iso.year, iso.first, iso.second) ? iso : null;
  const first = text.charCodeAt(0);
  // Web servers log times in brackets.
  if (first === 91 && text.endsWith(']')) return scanTime(text.slice(1, -1).trim());
  if (first >= 48 && first <= 57) return scanDigits(text) ?? scanPeriod(text);
  return startsLikeTime(text) ? (scanNamed(text) ?? scanPeriod(text)) : null;
}

/** Whether a text that does not begin with a digit can be a time: by its first two characters. */
export const startsLikeTime = (text: string): boolean =>
  /^q/i.test(text) || STARTS.has(text.slice(0, 2).toLowerCase());

const DAY_MS = 86_400_000;
const WEEK = /^(?<y>\d{4})(?<s>-?)[Ww](?<w>\d{2})$/;
const QUARTER = /^(?:(?<y>\d{4})(?<s>[ -]?)[Qq](?<q>[1-4])|[Qq](?<q2>[1-4])(?<s2>[ /-]?)(?<y2>\d{4}))$/;

/** `2024-W07` is its Monday, `2024Q3` and `Q3 2024` its first day; null for what is neither. */
function scanPeriod(text: string): TimeShape | null {
  const quarter = QUARTER.exec(text)?.groups;
  if (quarter) {
    const { y, s = '', q, q2, s2 = '', y2 } = quarter;
    const pattern = y === undefined ? `'Q'q${s2}yyyy` : `yyyy${s}'Q'q`;
    return complete(Number(y ?? y2), 3 * Number(q ?? q2) - 2, 1, 'known', pattern, '');
  }
  const { y, s = '', w } = WEEK.exec(text)?.groups ?? {};
  const week = Number(w);
  if (y === undefined || week < 1 || week > 53) return null;
  // The first week is the one with the fourth of January.
  const fourth = new Date(`${y}-01-04T00:00:00Z`);
  const monday = new Date(fourth.getTime() + ((week - 1) * 7 - ((fourth.getUTCDay() + 6) % 7)) * DAY_MS);
  const [month, day] = [monday.getUTCMonth() + 1, monday.getUTCDate()];
  return complete(monday.getUTCFullYear(), month, day, 'known', `YYYY${s}'W'ww`, '');
}

function scanDigits(text: string): TimeShape | null {
  const asian = EAST_ASIAN.exec(text);
  if (asian?.groups) {
    const { y, a, b } = asian.groups;
    const pattern = b === undefined ? 'yyyy年M月' : 'yyyy年M月d日';
    return complete(Number(y), Number(a), Number(b ?? 1), 'known', pattern, text.slice(asian[0].length));
  }
  const iso = ISO.exec(text) ?? BASIC.exec(text);
  if (iso?.groups) {
    const { y, s = '', a, b } = iso.groups;
    if (b === undefined && !isMonthAlone(Number(y), s, iso[0].length < text.length)) return null;
    const pattern = b === undefined ? `yyyy${s}MM` : `yyyy${s}MM${s}dd`;
    return complete(Number(y), Number(a), Number(b ?? 1), 'known', pattern, text.slice(iso[0].length));
  }
  const digits = DIGITS.exec(text);
  if (digits?.groups) {
    const { y = '', s = '', a = '', b = '' } = digits.groups;
    const year = y.length === 4 ? 'yyyy' : 'yy';
    const pattern = `${'A'.repeat(a.length)}${s}${'B'.repeat(b.length)}${s}${year}`;
    return complete(fullYear(y), Number(a), Number(b), 'open', pattern, text.slice(digits[0].length));
  }
  return (
    named(text, DAY_NAME_YEAR, (b, year, s, month) => `${b}${s}${month}${s === '. ' ? ' ' : s}${year}`) ??
    named(text, YEAR_NAME_DAY, (b, year, _, month) => `${year}-${month}-${b}`)
  );
}

/** With a point it is a number, and `1204-11` more likely an id than a month. */
const isMonthAlone = (year: number, separator: string, more: boolean): boolean =>
  separator !== '.' && !more && year >= 1800 && year < 2200;

function scanNamed(text: string): TimeShape | null {
  const weekday = WEEKDAY.exec(text)?.[0] ?? '';
  const date = text.slice(weekday.length);
  const before = weekday === '' ? '' : weekday.includes(',') ? 'EEE, ' : 'EEE ';
  const first = date.charCodeAt(0);
  if (weekday !== '' && first >= 48 && first <= 57) {
    const shape = scanDigits(date);
    return shape && { ...shape, pattern: before + shape.pattern };
  }
  const ctime = CTIME.exec(date);
  if (ctime?.groups) {
    const { name = '', b, clock = '', zone, y } = ctime.groups as Partial<Record<string, string>>;
    const month = monthOf(name);
    if (month < 0) return null;
    const rest = ` ${clock}${zone === undefined ? '' : ` ${zone}`}`;
    const shape = complete(Number(y), month, Number(b), 'known', `${before}MMM d`, rest);
    return shape && { ...shape, shortYear: false, pattern: `${shape.pattern} yyyy` };
  }
  const shape =
    named(date, NAME_DAY_YEAR, (b, year, _, month) => `${month} ${b}, ${year}`) ??
    named(date, NAME_YEAR, (_b, year, _, month) => `${month} ${year}`);
  return shape && { ...shape, pattern: before + shape.pattern };
}

function named(
  text: string,
  pattern: RegExp,
  write: (day: string, year: string, separator: string, month: string) => string,
): TimeShape | null {
  const match = pattern.exec(text);
  if (!match?.groups) return null;
  const { name = '', y = '', b, s = ' ' } = match.groups;
  const month = monthOf(name, b !== undefined);
  if (month < 0) return null;
  const written = write(
    b?.length === 2 ? 'dd' : 'd',
    y.length === 4 ? 'yyyy' : 'yy',
    s,
    name.length === 3 ? 'MMM' : 'MMMM',
  );
  return complete(fullYear(y), month, Number(b ?? 1), 'known', written, text.slice(match[0].length));
}

/** Two digits are 1969 to 2068, as in POSIX, where a column does not say otherwise. */
export const FIRST_SHORT_YEAR = 1969;

export function fullYear(digits: string): number {
  const year = Number(digits);
  return digits.length === 4 ? year : inCentury(1900 + year, FIRST_SHORT_YEAR);
}

/** Adds the time of day, if any is left of the text, and checks the fields. */
function complete(
  year: number,
  first: number,
  second: number,
  order: TimeShape['order'],
  pattern: string,
  rest: string,
): TimeShape | null {
  const isDay =
    order === 'known'
      ? isDate(year, first, second)
      : isDate(year, first, second) || isDate(year, second, first);
  if (!isDay) return null;
  const separator = rest === '' ? '' : SEPARATOR.exec(rest)?.[0];
  if (separator === undefined) return null;
  const written = rest.slice(separator.length);
  const clock = rest === '' ? NO_CLOCK : (scanClock(written) ?? scanOtherClock(written));
  if (clock === null) return null;
  // One literal: spreading one object into another takes a hundred times as long.
  return {
    year,
    first,
    second,
    order,
    shortYear: !/yyyy/i.test(pattern),
    hour: clock.hour,
    minute: clock.minute,
    second60: clock.second60,
    millisecond: clock.millisecond,
    zone: clock.zone,
    hasClock: rest !== '',
    pattern: rest === '' ? pattern : `${pattern}${separator}${clock.pattern}`,
  };
}

type Clock = Pick<TimeShape, 'hour' | 'minute' | 'second60' | 'millisecond' | 'zone' | 'pattern'>;
const NO_CLOCK: Clock = { hour: 0, minute: 0, second60: 0, millisecond: 0, zone: null, pattern: '' };

/** `14.30`, `10.15.30 AM`, `14h30`, `14:30 Uhr`, `143000`. */
const OTHER_CLOCK =
  /^(?<h>\d{1,2})(?<s>[.hH:]|)(?<m>\d{2})(?:\k<s>(?<sec>\d{2})(?<f>[.,]\d{1,9})?)?(?:[sS](?= |$))?(?: (?:Uhr|[hH]|hrs?\.?|hs))?(?<tail> ?(?:[AaPp]\.?[Mm]\.?)?(?:Z| ?[+\u2212-]\d{2}:?\d{2})?)$/;

/** A time of day whose fields have other marks between them than colons, or a word behind them. */
function scanOtherClock(text: string): Clock | null {
  const groups = OTHER_CLOCK.exec(text)?.groups;
  if (!groups) return null;
  const { h = '', s = '', m = '', sec, f = '', tail = '' } = groups;
  if (s === '' && h.length < 2) return null;
  const clock = scanClock(`${h}:${m}${sec === undefined ? '' : `:${sec}${f}`}${tail.trimEnd()}`);
  return clock && { ...clock, pattern: clock.pattern.replaceAll(':', /h/i.test(s) ? "'h'" : s) };
}

/** A time of day, `7:05 PM` or `19:05:30.250+02:00`; null for what is none. */
function scanClock(text: string): Clock | null {
  const groups = CLOCK.exec(text)?.groups;
  if (!groups) return null;
  const { h = '', m, sec, f = '', ap, zone } = groups;
  if (m === undefined && ap === undefined) return null;
  const half = ap === undefined ? null : /p/i.test(ap) ? 'pm' : 'am';
  const written = Number(h);
  if (half !== null && (written < 1 || written > 12)) return null;
  const hour = half === null ? written : (written % 12) + (half === 'pm' ? 12 : 0);
  const minute = Number(m ?? 0);
  const second60 = Number(sec ?? 0);
  const minutes = zone === undefined ? null : zoneMinutes(zone.trim());
  if (hour > 23 || minute > 59 || second60 > 59 || Number.isNaN(minutes ?? 0)) return null;
  const hours = (half === null ? 'H' : 'h').repeat(h.length);
  const pattern =
    hours +
    (m === undefined ? '' : ':mm') +
    (sec === undefined ? '' : ':ss') +
    (f === '' ? '' : `.${'S'.repeat(f.length)}`) +
    (half === null ? '' : `${ap?.startsWith(' ') ? ' ' : ''}a`) +
    (zone === undefined ? '' : zonePattern(zone));
  return {
    hour,
    minute,
    second60,
    millisecond: Number(f.padEnd(3, '0').slice(0, 3)),
    zone: minutes,
    pattern,
  };
}

function zonePattern(zone: string): string {
  const space = zone.startsWith(' ') ? ' ' : '';
  if (/[A-Za-z]{2}/.test(zone)) return `${space}z`;
  return `${space}${zone.includes(':') || /z/i.test(zone) ? 'XXX' : 'XX'}`;
}

/** Whether the calendar (Gregorian, also for early years) has the day. */
export function isDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  return day <= 28 || day <= daysIn(year, month);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** A point in time as it stands on the calendar and clock of the cell. */
export interface CalendarTime {
  /** Milliseconds since 1970-01-01 of calendar and clock, as if they were UTC. */
  readonly local: number;
  /** Epoch milliseconds: `local` where no zone is written. */
  readonly instant: number;
}

const MINUTE_MS = 60_000;

/**
 * The point in time a shape means with day and month in that order; null where it has no such day.
 * @param firstYear earliest of the hundred years that two digits mean
 */
export function calendarTime(
  shape: TimeShape,
  order: DayOrder,
  firstYear = FIRST_SHORT_YEAR,
): CalendarTime | null {
  const swapped = shape.order === 'open' && order === 'dmy';
  const month = swapped ? shape.second : shape.first;
  const day = swapped ? shape.first : shape.second;
  const year = shape.shortYear ? inCentury(shape.year, firstYear) : shape.year;
  if (!isDate(year, month, day)) return null;
  const minutes = (daysSince1970(year, month, day) * 24 + shape.hour) * 60 + shape.minute;
  const local = minutes * MINUTE_MS + shape.second60 * 1000 + shape.millisecond;
  return { local, instant: local - (shape.zone ?? 0) * MINUTE_MS };
}

/** Days of the Gregorian calendar. Source: Hinnant, "chrono-compatible low-level date algorithms". */
export function daysSince1970(year: number, month: number, day: number): number {
  const fromMarch = month > 2 ? year : year - 1;
  const era = Math.floor(fromMarch / 400);
  const yearOfEra = fromMarch - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return (
    era * 146_097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719_468
  );
}

/** The year of the hundred from `firstYear` on that has the same last two digits. */
const inCentury = (year: number, firstYear: number): number =>
  firstYear + ((((year - firstYear) % 100) + 100) % 100);

/** The pattern of a shape once the order of day and month is known. */
export function patternOf(pattern: string, order: DayOrder): string {
  const [first, second] = order === 'dmy' ? ['d', 'M'] : ['M', 'd'];
  return pattern.replace(/A+|B+/g, (letters) =>
    (letters.startsWith('A') ? first : second).repeat(letters.length),
  );
}
