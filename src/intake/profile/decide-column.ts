import { HOURS } from '../../csv/cells/hours.js';
import { cellValue } from '../../csv/cells/clean.js';
import { areBooleans } from '../../csv/cells/booleans.js';
import type { ColumnType } from '../../domain/training-options.js';
import { allExamples, type CellExamples } from './cell-examples.js';
import { areZipCodes } from './cell-suspicions.js';
import type { ColumnTally } from './column-tally.js';
import { decideLabels, type LabelDecision } from './decide-labels.js';
import { areCodes, decideNumbers, type NumberDecision, type TableHints } from './decide-numbers.js';
import { decideTimes, type TimeDecision } from './decide-times.js';

/** What a column is, and everything that was weighed for it. */
export interface ColumnDecision {
  readonly type: ColumnType;
  readonly as: 'numbers' | 'times' | 'labels';
  readonly numbers: NumberDecision;
  readonly times: TimeDecision;
  readonly labels: LabelDecision;
  /** Whether its numbers are taken as text, digit for digit. */
  readonly codes: boolean;
  /** Cells that are no value of that kind, and count as missing. */
  readonly odd: CellExamples;
  /** Of a column of labels: rows that are numbers, or times, where these are many but not nearly all. */
  readonly mixed: { readonly rows: number; readonly kind: 'numbers' | 'times' } | null;
}

/** What the owner of a column says of it. */
export interface Overruling {
  readonly type: ColumnType | null;
  readonly time: { readonly pattern: string; readonly order: 'dmy' | 'mdy' | null } | null;
  readonly mergeVariants: boolean;
}

export const DETECT: Overruling = { type: null, time: null, mergeVariants: false };

/** So many of the values make a column what they are; the others are odd. */
const NEARLY_ALL = 0.8;
/** So many are worth telling of where they do not. */
const MANY = 0.5;

/**
 * More distinct texts than this, and more than half of the values distinct: names, ids or sentences, from which no
 * model learns. Thousands of levels that come back again and again are still a category.
 */
const MOST_LEVELS_OF_FEW_ROWS = 50;
const TEXT_SHARE = 0.5;
/** Characters of a category, at most: a column with a longer text is TEXT, however often it comes back. */
const LONGEST_LEVEL = 1000;

/** @param name of the column, which may say that its numbers are dates */
export function decideColumn(
  tally: ColumnTally,
  name: string,
  hints: TableHints,
  overruling: Overruling = DETECT,
): ColumnDecision {
  const { type: wanted, mergeVariants, time } = overruling;
  const decided = decideNumbers(tally, hints);
  const numbers = { ...decided, format: { ...decided.format, booleans: areZeroAndOne(tally) } };
  const times = decideTimes(tally, numbers, name, hints, time);
  const codes =
    wanted !== 'NUMERIC' &&
    (areCodes(numbers) || areZipCodes(tally) || (wanted === 'CATEGORICAL' && hasLeadingZeros(numbers)));
  const labels = decideLabels(tally, codes, mergeVariants);
  const facts = { numbers, times, labels, codes };
  const nothing = allExamples([]);
  const asLabels = (mixed: ColumnDecision['mixed'] = null): ColumnDecision => ({
    ...facts,
    as: 'labels',
    type: wanted === 'CATEGORICAL' || wanted === 'TEXT' ? wanted : labelType(labels, tally.longest),
    odd: nothing,
    mixed,
  });
  const asNumbers = (): ColumnDecision => ({
    ...facts,
    as: 'numbers',
    type: 'NUMERIC',
    odd: oddNumbers(tally, facts),
    mixed: null,
  });
  const asTimes = (): ColumnDecision => ({
    ...facts,
    as: 'times',
    type: 'TIME',
    odd: oddTimes(tally, facts),
    mixed: null,
  });

  if (wanted !== null) return wanted === 'NUMERIC' ? asNumbers() : wanted === 'TIME' ? asTimes() : asLabels();
  const values = valuesOf(tally);
  // A column without any value counts as numbers: the engine takes it without complaint, and drops it.
  if (values + tally.wordsAmongValues.rows === 0) return asNumbers();
  if (labels.format.blank !== null) return asLabels();
  if (values > 0 && times.rows >= values * NEARLY_ALL) return asTimes();
  if (codes) return asLabels();
  const numeric = numbers.summary.count;
  if (numeric > 0 && numeric === values) return asNumbers();
  if (labels.format.words === 'BOOLEAN' || areLabels(tally, labels)) return asLabels();
  if (numeric > 0 && numeric >= values * NEARLY_ALL) return asNumbers();
  // `1:40` beside `1:80` is no time of day.
  const areAmounts = numbers.format.unit !== HOURS;
  if (areAmounts && numeric >= values * MANY && numeric > 0)
    return asLabels({ rows: numeric, kind: 'numbers' });
  return asLabels(times.rows >= values * MANY && times.rows > 0 ? { rows: times.rows, kind: 'times' } : null);
}

const hasLeadingZeros = ({ tally }: NumberDecision): boolean => tally.leadingZeros > 0;

/** Rows with something in them that is no word for nothing. */
const valuesOf = (tally: ColumnTally): number =>
  tally.rows -
  tally.blanks.rows -
  tally.wordsAmongValues.rows -
  [...tally.missingWords.values()].reduce((sum, { rows }) => sum + rows, 0);

/** Few numbers, and words that come back: `1`, `2`, `3` and `crew`. */
const MOST_NUMBER_LEVELS = 20;
const LEAST_LEVEL_ROWS = 2;
const LEAST_LEVEL_SHARE = 0.02;

function areLabels(tally: ColumnTally, labels: LabelDecision): boolean {
  if (tally.values.scale > 1 || labels.distinct > 2 * MOST_NUMBER_LEVELS) return false;
  const least = Math.max(LEAST_LEVEL_ROWS, labels.rows * LEAST_LEVEL_SHARE);
  let numbers = 0;
  let words = 0;
  for (const [text, { rows, number }] of tally.values.entries()) {
    if (number !== null && number.unit === null) numbers++;
    // What has digits in it is a number of some kind: `<0.01`, `5-10`.
    else if (/\d/.test(text) || rows < least) return false;
    else words++;
  }
  return words > 0 && numbers <= MOST_NUMBER_LEVELS;
}

function labelType({ distinct, rows, format }: LabelDecision, longest: number): ColumnType {
  if (longest > LONGEST_LEVEL) return 'TEXT';
  if (format.blank !== null) return 'CATEGORICAL';
  return distinct > MOST_LEVELS_OF_FEW_ROWS && distinct > rows * TEXT_SHARE ? 'TEXT' : 'CATEGORICAL';
}

type Facts = Pick<ColumnDecision, 'numbers' | 'times' | 'labels' | 'codes'>;

const oddNumbers = (tally: ColumnTally, { numbers }: Facts): CellExamples =>
  allExamples([numbers.foreign, tally.texts, tally.times.known.cells, allDates(tally)]);

const oddTimes = (tally: ColumnTally, { times }: Facts): CellExamples => {
  const numbers =
    times.format.numbers === null
      ? [...tally.numbers.values()]
      : [...tally.numbers].flatMap(([unit, of]) => (unit === '' ? [] : of));
  return allExamples([times.swapped, tally.texts, ...numbers.map(({ cells }) => cells)]);
};

/** Dates in digits are in the summary of each order that they fit. */
function allDates({ times }: ColumnTally): CellExamples {
  return allExamples([times.open.dmy.cells, times.only.mdy]);
}

/** Whether the numbers are 0 and 1 alone, so that they may be written as words elsewhere. */
function areZeroAndOne(tally: ColumnTally): boolean {
  const texts = [...tally.values.entries()].filter(([, { number }]) => number !== null);
  if (tally.values.scale > 1 || texts.length === 0 || texts.length > 8) return false;
  const words = texts.map(([text]) => cellValue(text));
  return areBooleans(words.map((word) => word.replace(/\.0+$/, '')));
}
