import { trimCell } from '../cells/clean.js';
import { echo, shorten } from '../../domain/echo.js';
import { InvalidCsvError } from '../../domain/errors.js';
import { isMissing, isMissingUnlessText, parseNumber, parseTime } from '../cells/cells.js';
import type { CsvRecord } from '../records/parse-records.js';

/**
 * Whether the first record names the columns. It does if it holds a name that the caller knows. Otherwise each column
 * has a say: a number, date or missing-value word on top speaks against, and so does a text that occurs again below
 * it; a text above nothing but numbers or dates speaks for it, and so do years or days one after the other. The majority decides, a tie means header.
 */
export function hasHeader(records: readonly CsvRecord[], knownNames: readonly string[] = []): boolean {
  const [first = [], ...below] = records;
  const known = new Set(knownNames);
  if (first.some((cell) => known.has(trimCell(cell)))) return true;
  return isCounted(first) || headerBalance(first, below) >= 0;
}

const FEWEST_COUNTED = 3;

/** Programs name columns without names `0`, `1`, `2`, behind an index without a name or not. */
function isCounted(first: CsvRecord): boolean {
  const names = first[0]?.trim() === '' ? first.slice(1) : first;
  return names.length >= FEWEST_COUNTED && names.every((name, index) => name.trim() === String(index));
}

/** The votes for the first record being a header, less those against. Below it, records that are the same as it do not count. */
export function headerBalance(first: CsvRecord, records: readonly CsvRecord[]): number {
  const below = records.filter((record) => !isSame(record, first));
  const valuesBelow = (index: number) =>
    below.map((record) => record[index]?.trim() ?? '').filter((value) => !isMissing(value));
  const inSequence = namesInSequence(first, valuesBelow);
  let balance = 0;
  first.forEach((cell, index) => {
    const name = trimCell(cell);
    if (name === '') return;
    const values = valuesBelow(index);
    if (inSequence.has(index)) balance++;
    else if (isValue(name) || isMissing(name)) balance--;
    else if (values.length > 0 && values.every(isValueOrNone)) balance++;
    else if (values.includes(name)) balance--;
  });
  return balance;
}

/**
 * Columns that are named by years or days one after the other, such as `2019`, `2020`, `2021`, above values
 * that are none of these.
 */
function namesInSequence(first: CsvRecord, valuesBelow: (index: number) => string[]): ReadonlySet<number> {
  const years = first.flatMap((cell, index) => (isYear(cell) ? [index] : []));
  const days = first.flatMap((cell, index) => (Number.isNaN(parseTime(cell)) ? [] : [index]));
  const numberOf = (read: (cell: string) => number) => (index: number) => read(first[index] ?? '');
  if (areSteps(years.map(numberOf(Number))) && years.every((index) => !valuesBelow(index).every(isYear))) {
    return new Set(years);
  }
  const noDay = (cell: string) => Number.isNaN(parseTime(cell));
  const areNames =
    areSteps(days.map(numberOf(parseTime))) && days.every((index) => valuesBelow(index).every(noDay));
  return new Set(areNames ? days : []);
}

const isYear = (cell: string): boolean => /^(?:19|20)\d\d$/.test(cell.trim());

/** Several, and each as far from the one before as the second from the first, or of days a little more or less. */
function areSteps(numbers: readonly number[]): boolean {
  const [first = 0, second = 0] = numbers;
  const step = second - first;
  const isStep = (number: number, index: number) => {
    const apart = number - (numbers[index - 1] ?? 0);
    return (
      index === 0 || (Math.sign(apart) === Math.sign(step) && Math.abs(apart - step) <= Math.abs(step) * 0.15)
    );
  };
  return numbers.length > 1 && step !== 0 && numbers.every(isStep);
}

/** Whether the records are the same but for space and case: a header that comes again. */
export const isSame = (one: CsvRecord, other: CsvRecord): boolean =>
  one.length === other.length &&
  one.every(
    (cell, index) =>
      cell === other[index] || trimCell(cell).toLowerCase() === trimCell(other[index] ?? '').toLowerCase(),
  );

export const isValue = (text: string) =>
  !Number.isNaN(parseNumber(text, true)) || !Number.isNaN(parseTime(text));
const isValueOrNone = (text: string) => isValue(text) || isMissingUnlessText(text);

/** Characters in the name of a column, at most. */
const MAX_NAME_LENGTH = 1000;

/** `C1`, `C2`, … */
export const numberedNames = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `C${i + 1}`);

/**
 * The columns' names: trimmed, `C<n>` where there is none, and `name_2`, `name_3` where one comes again.
 * @param needed where only these matter: one of them that comes again is no name unless its number is needed too.
 * Default: all matter.
 * @param line of the header
 * @throws {InvalidCsvError} for such a name, or one that is longer than {@link MAX_NAME_LENGTH}
 */
export function headerNames(record: CsvRecord, needed?: ReadonlySet<string>, line = 1): string[] {
  const given = record.map((cell) => trimCell(cell));
  const long = given.findIndex((name) => name.length > MAX_NAME_LENGTH);
  if (long >= 0) {
    throw new InvalidCsvError(
      `The name of column ${long + 1} has ${given[long]?.length} characters; ${MAX_NAME_LENGTH} is the most. ` +
        `It begins ${echo(given[long] ?? '')}. Give the column a shorter name, or close the double quote in it.`,
      { line, column: long + 1 },
    );
  }
  const taken = new Map<string, number>();
  given.forEach((name, index) => {
    if (name !== '' && !taken.has(name)) taken.set(name, index);
  });
  const first = new Map(taken);
  const times = new Map<string, number>();
  return given.map((name, index) => {
    if (name !== '' && first.get(name) === index) return name;
    const time = (times.get(name) ?? 1) + 1;
    times.set(name, time);
    let unique = name === '' ? `C${index + 1}` : `${name}_${time}`;
    while (taken.has(unique)) unique += '_';
    taken.set(unique, index);
    if (name !== '' && needed?.has(name) === true && !needed.has(unique)) {
      throw new InvalidCsvError(
        `The columns ${(first.get(name) ?? 0) + 1} and ${index + 1} are both named ${echo(name)}. Give each its own name.`,
        { line, column: shorten(name) },
      );
    }
    return unique;
  });
}
