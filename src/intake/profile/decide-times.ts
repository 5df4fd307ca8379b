import { instantOfNumber } from '../../csv/cells/read-time.js';
import { calendarTime, FIRST_SHORT_YEAR, patternOf, type DayOrder } from '../../csv/cells/time-shape.js';
import type { TimeFormat, TimeNumbers } from '../../domain/column-format.js';
import type { TimePart } from '../../domain/time-part.js';
import { CellExamples } from './cell-examples.js';
import type { ColumnTally } from './column-tally.js';
import type { NumberDecision, TableHints } from './decide-numbers.js';
import { NumberSummary } from './number-summary.js';
import { commonest, type NumberTally } from './number-tally.js';
import { TimeSummary } from './time-tally.js';

/** A column, read as times. */
export interface TimeDecision {
  readonly format: TimeFormat;
  readonly summary: NumberSummary;
  readonly parts: readonly TimePart[];
  /** Rows that are times in that reading. */
  readonly rows: number;
  /** Dates that only the other order of day and month makes one. */
  readonly swapped: CellExamples;
  /** Dates that both orders fit, where nothing says which is right; of no rows where something does. */
  readonly undecided: CellExamples;
  /** Plain numbers that were taken for times. */
  readonly fromNumbers: number;
}

/** @param given the owner's pattern, and the order of day and month in it */
export function decideTimes(
  tally: ColumnTally,
  numbers: NumberDecision,
  name: string,
  hints: TableHints,
  given: { pattern: string; order: DayOrder | null } | null = null,
): TimeDecision {
  const { times } = tally;
  const { order, sure } = given?.order ? { order: given.order, sure: true } : decideOrder(times, hints);
  const firstYear = firstShortYear(tally);
  const dates =
    firstYear === undefined
      ? new TimeSummary().merge(times.known).merge(times.open[order])
      : summaryOfValues(tally, order, firstYear);
  const meaning =
    given === null || times.rows === 0
      ? numbersAsTimes(numbers, name, dates.cells.rows, tally.values.size)
      : null;
  const summary = new NumberSummary().merge(dates.instants);
  if (meaning !== null) summary.merge(timesOf(numbers, meaning));
  const pattern = commonest(times.patterns);
  return {
    format: {
      kind: 'time',
      order,
      pattern:
        given?.pattern ??
        (pattern === undefined ? patternOfNumbers(meaning, numbers) : patternOf(pattern, order)),
      given: given !== null,
      numbers: meaning,
      ...(firstYear === undefined ? {} : { firstYear }),
    },
    summary,
    parts:
      meaning === null
        ? dates.varyingParts.filter((part) => saysPart(times, part))
        : partsOfRange(summary, dates.varyingParts, numbers, meaning),
    rows: summary.count,
    swapped: times.only[order === 'dmy' ? 'mdy' : 'dmy'],
    undecided: sure ? new CellExamples() : times.ambiguous,
    fromNumbers: meaning === null ? 0 : numbers.tally.cells.rows,
  };
}

/** A month, or a quarter, has no weekday. */
const saysPart = ({ patterns }: ColumnTally['times'], part: TimePart): boolean =>
  (part !== 'weekday' && part !== 'day') || [...patterns.keys()].some((pattern) => /[dABw]/.test(pattern));

/** Dates of two-digit years are rarely further ahead: contracts end, but births do not come. */
const YEARS_AHEAD = 20;

/**
 * Where the hundred years begin that two digits mean, if they would be in the future: after the widest gap between the
 * years of the column, and in the latest century in which none is far ahead. undefined: as ever.
 */
function firstShortYear({ values }: ColumnTally): number | undefined {
  const years = new Set<number>();
  for (const [, { time }] of values.entries()) if (time?.shortYear) years.add(time.year % 100);
  const sorted = [...years].sort((a, b) => a - b);
  const now = new Date().getUTCFullYear();
  if (sorted.every((year) => year >= FIRST_SHORT_YEAR % 100 || 2000 + year <= now)) return undefined;
  let [first, widest] = [0, -1];
  sorted.forEach((year, index) => {
    const before = sorted.at(index - 1) ?? year;
    const gap = (year - before + 100) % 100;
    if (gap > widest) [first, widest] = [year, gap];
  });
  const last = sorted.reduce((most, year) => Math.max(most, (year - first + 100) % 100), 0);
  const firstYear = Math.floor((now + YEARS_AHEAD - last - first) / 100) * 100 + first;
  const isUsual = sorted.every((year) => {
    const full = firstYear + ((year - first + 100) % 100);
    return full >= FIRST_SHORT_YEAR && full < FIRST_SHORT_YEAR + 100;
  });
  return isUsual ? undefined : firstYear;
}

/** Of the texts that are remembered: all, unless there are very many. */
function summaryOfValues({ values }: ColumnTally, order: DayOrder, firstYear: number): TimeSummary {
  const summary = new TimeSummary();
  for (const [text, { time, rows }] of values.entries()) {
    const moment = time && calendarTime(time, order, firstYear);
    if (moment) summary.add(text, moment, 0, rows * values.scale);
  }
  return summary;
}

/** The order that the days above 12 show; failing these, what the rest of the column or of the table says. */
function decideOrder(
  { only, patterns }: ColumnTally['times'],
  { dayOrder, decimalComma }: TableHints,
): { order: DayOrder; sure: boolean } {
  const [dmy, mdy] = [only.dmy.rows, only.mdy.rows];
  if (dmy !== mdy) return { order: dmy > mdy ? 'dmy' : 'mdy', sure: true };
  const pattern = commonest(patterns) ?? '';
  // Points are written in countries that put the day first.
  if (/A\.B/.test(pattern)) return { order: 'dmy', sure: dmy === 0 };
  if (dayOrder !== null) return { order: dayOrder, sure: dmy === 0 };
  if (decimalComma === true) return { order: 'dmy', sure: false };
  return { order: / ?a$/.test(pattern) ? 'mdy' : 'dmy', sure: false };
}

const DATE_WORDS = new Set(
  (
    'date dates datum datetime timestamp dob birthday birthdate fecha datas data_hora tag giorno day ' +
    'startdate enddate orderdate dt login hired joined admission discharge deadline due expiry expires birth born ' +
    'geburtsdatum eingang ausgang am date_time data fechas datas'
  ).split(' '),
);
const MONTH_WORDS = new Set(
  'month months monat mois mes mese period periode yyyymm ym yearmonth jahrmonat'.split(' '),
);
const CLOCK_WORDS = new Set('timestamp epoch unix unixtime ts time datetime date ms millis at'.split(' '));

/** The words of a column's name: `orderDate`, `order_date` and `Order date` have two. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== '');

/**
 * What the plain numbers of a column mean as times: where all of them are in the range of such times, and either the
 * column's name or dates among the cells say so. null where they are numbers.
 */
function numbersAsTimes(
  { tally }: NumberDecision,
  name: string,
  dates: number,
  distinct: number,
): TimeNumbers | null {
  const { rows } = tally.cells;
  const kind = commonest(tally.times);
  if (kind === undefined || tally.times.get(kind) !== rows) return null;
  const words = wordsOf(name);
  if (kind === 'EXCEL') {
    const isNamed = words.some((word) => DATE_WORDS.has(word));
    return isNamed || dates >= rows * 0.05 ? kind : null;
  }
  if (kind === 'DIGITS') {
    const isNamed = words.some((word) => DATE_WORDS.has(word) || MONTH_WORDS.has(word));
    // Of other numbers of eight digits, few would all be days of the calendar.
    return isNamed || dates > rows || (distinct >= CERTAIN_DAYS && !areMonths(tally)) ? kind : null;
  }
  return words.some((word) => CLOCK_WORDS.has(word)) ? kind : null;
}

const CERTAIN_DAYS = 10;
/** All in six digits. */
const areMonths = ({ widths, digitsOnly }: NumberTally): boolean => widths[6] === digitsOnly;

function patternOfNumbers(meaning: TimeNumbers | null, { tally }: NumberDecision): string {
  if (meaning !== 'DIGITS') return meaning ?? 'yyyy-MM-dd';
  const widest = tally.widths.findLastIndex((rows) => rows > 0);
  return 'yyyyMMddHHmmss'.slice(0, widest);
}

function timesOf({ summary, tally }: NumberDecision, meaning: TimeNumbers): NumberSummary {
  if (meaning === 'DIGITS') return tally.timeDigits;
  const convert = (number: number) => instantOfNumber(number, meaning);
  return summary.mapped(convert);
}

const DAY_MS = 86_400_000;

/** A spreadsheet's date with a time of day has decimals. */
const hasClock = ({ tally }: NumberDecision, meaning: TimeNumbers): boolean =>
  meaning.startsWith('UNIX') ||
  (meaning === 'EXCEL' ? tally.evidence.point > 0 : tally.widths.subarray(12).some((rows) => rows > 0));

/** Of numbers only the range is known: a part varies where the range spans more than one of its values. */
function partsOfRange(
  { min, max }: NumberSummary,
  seen: readonly TimePart[],
  numbers: NumberDecision,
  meaning: TimeNumbers,
): TimePart[] {
  const year = new Date(min).getUTCFullYear() !== new Date(max).getUTCFullYear();
  const month = year || new Date(min).getUTCMonth() !== new Date(max).getUTCMonth();
  const day = max - min >= DAY_MS && !(meaning === 'DIGITS' && areMonths(numbers.tally));
  const hour = hasClock(numbers, meaning) && max > min;
  const varying = { year, month, weekday: day, day, hour };
  return (['year', 'month', 'weekday', 'day', 'hour'] as const).filter(
    (part) => varying[part] || seen.includes(part),
  );
}
