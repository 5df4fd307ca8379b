import { echo } from '../../domain/echo.js';
import type { ColumnProfile } from '../../domain/column-profile.js';
import type { ProblemType } from '../../domain/training-options.js';
import { tellsClass, yieldsNumber } from './association.js';

export interface Leak {
  /** A copy in other words, which no one can know before the target; else only suspected. */
  readonly isCopy: boolean;
  readonly message: string;
}

/** A column and its cells as a `CellWriter` leaves them. */
export interface WrittenProfile {
  readonly profile: ColumnProfile;
  readonly cells: readonly string[];
}

/** Fewer rows prove nothing. */
const LEAST_ROWS = 30;
/** Each value of a column stands for one class: in so many of the rows that the commonest class does not explain. */
const TELLS = 0.98;
/** As many rows a value at least, on average: a number with more values is measured, and may well tell much. */
const ROWS_A_VALUE = 20;
/** Classes as far apart, in standard deviations within them, hold the answer with a little noise. */
const APART = 10;
/** Of the rows in which a column is filled: those of one class. */
const PURE = 0.98;
/** Of the rows of that class: those in which it is filled. */
const FILLED_SHARE = 0.3;
/** A column that is filled at random is filled for one class only as rarely as this. */
const CHANCE = 1e-6;

/**
 * Whether a column holds the answer rather than tells of it: a copy, one on another scale, a label or code for each
 * answer, or one that is filled for one class only. A measure that tells the target well, but not exactly, is none; nor is
 * a trend over time.
 */
export function leakOf(
  column: WrittenProfile,
  answer: WrittenProfile,
  problemType: ProblemType,
): Leak | null {
  const [name, target] = [echo(column.profile.name), echo(answer.profile.name)];
  const suspected = (message: string): Leak => ({ isCopy: false, message });
  if (problemType !== 'REGRESSION' && isCopy(column, answer)) {
    return { isCopy: true, message: `${name} is ${target} in other words.` };
  }
  if (problemType !== 'REGRESSION' && isOfOneClass(column, answer)) {
    return suspected(
      `${name} is filled for one class of ${target} only. If it is filled in afterwards, leave it out.`,
    );
  }
  if (isTrend(column) || !holdsAnswer(column, answer, problemType)) return null;
  return suspected(
    `${target} follows from ${name} alone, almost exactly. If that is known only afterwards, leave it out: ` +
      'a model that uses it is worthless.',
  );
}

/** Each value of one stands for one value of the other, in all rows. */
function isCopy({ profile, cells }: WrittenProfile, answer: WrittenProfile): boolean {
  const { type, distinct, missing } = profile;
  if (type === 'TIME' || distinct !== answer.profile.distinct || missing > 0 || cells.length < LEAST_ROWS) {
    return false;
  }
  const labels = new Map<string, string>();
  const values = new Map<string, string>();
  return cells.every((cell, row) => {
    const label = answer.cells[row] ?? '';
    if (label === '') return true;
    if (!labels.has(cell)) labels.set(cell, label);
    if (!values.has(label)) values.set(label, cell);
    return labels.get(cell) === label && values.get(label) === cell;
  });
}

/** Filled for (nearly) one class only, which chance would not do, and for a good part of it. */
function isOfOneClass({ profile, cells }: WrittenProfile, answer: WrittenProfile): boolean {
  const blank = profile.format?.kind === 'label' ? profile.format.blank : null;
  const filled = new Map<string, number>();
  const all = new Map<string, number>();
  let [filledRows, allRows] = [0, 0];
  answer.cells.forEach((label, row) => {
    if (label === '') return;
    all.set(label, (all.get(label) ?? 0) + 1);
    allRows++;
    if (cells[row] === '' || cells[row] === blank) return;
    filled.set(label, (filled.get(label) ?? 0) + 1);
    filledRows++;
  });
  if (filledRows === allRows) return false;
  return [...filled].some(([label, count]) => {
    const ofClass = all.get(label) ?? 0;
    const byChance = (ofClass / allRows) ** count;
    return count >= PURE * filledRows && count >= FILLED_SHARE * ofClass && byChance <= CHANCE;
  });
}

function holdsAnswer(column: WrittenProfile, answer: WrittenProfile, problemType: ProblemType): boolean {
  const { cells, profile } = column;
  const isNumeric = profile.type !== 'CATEGORICAL';
  if (problemType === 'REGRESSION') {
    const numbers = answer.cells.map((cell) => (cell === '' ? NaN : Number(cell)));
    return yieldsNumber({ cells, isNumeric }, numbers);
  }
  if (tellsClass({ cells, isNumeric }, answer.cells) < TELLS) return false;
  const isCoded = !isNumeric || profile.distinct * ROWS_A_VALUE <= cells.length;
  return isCoded || areFarApart(column, answer);
}

/** Whether the values of each class stand together, far from those of the next. */
function areFarApart({ cells }: WrittenProfile, answer: WrittenProfile): boolean {
  const byLabel = new Map<string, number[]>();
  cells.forEach((cell, row) => {
    const label = answer.cells[row] ?? '';
    if (cell === '' || label === '') return;
    const values = byLabel.get(label);
    if (values) values.push(Number(cell));
    else byLabel.set(label, [Number(cell)]);
  });
  const classes = [...byLabel.values()]
    .map((values) => {
      const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / values.length;
      return { centre, variance };
    })
    .sort((a, b) => a.centre - b.centre);
  return classes.every(({ centre, variance }, index) => {
    const next = classes[index + 1];
    return !next || next.centre - centre > APART * Math.sqrt((variance + next.variance) / 2);
  });
}

/** A time, years, or a number that goes up from row to row: what goes with it is a trend. */
function isTrend({ profile, cells }: WrittenProfile): boolean {
  return profile.type === 'TIME' || rises(cells) || areYears(profile, cells);
}

const areYears = ({ type }: ColumnProfile, cells: readonly string[]): boolean =>
  type === 'NUMERIC' && cells.every((cell) => cell === '' || /^(?:1[89]|20)\d\d$/.test(cell));

/** Never smaller than in the row before, where there is a value. */
export function rises(cells: readonly string[]): boolean {
  const numbers = cells.filter((cell) => cell !== '').map(Number);
  return (
    numbers.length > LEAST_ROWS &&
    new Set(numbers).size > numbers.length / 4 &&
    numbers.every((value, row) => row === 0 || value >= (numbers[row - 1] ?? value))
  );
}
