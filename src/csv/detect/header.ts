import { echo, shorten } from '../../domain/echo.js';
import { InvalidCsvError } from '../../errors.js';
import { isMissing, isMissingUnlessText, parseNumber, parseTime } from '../cells/cells.js';
import type { CsvRecord } from '../records/parse-records.js';

/**
 * Whether the first record names the columns. It does if it holds a name that the caller knows. Otherwise each column
 * has a say: a number, date or missing-value word on top speaks against, and so does a text that occurs again below
 * it; a text above nothing but numbers or dates speaks for it. The majority decides, a tie means header.
 */
export function hasHeader(records: readonly CsvRecord[], knownNames: readonly string[] = []): boolean {
  const [first = [], ...below] = records;
  const known = new Set(knownNames);
  if (first.some((cell) => known.has(cell.trim()))) return true;
  return headerBalance(first, below) >= 0;
}

/** The votes for the first record being a header, less those against. Below it, records that are the same as it do not count. */
export function headerBalance(first: CsvRecord, records: readonly CsvRecord[]): number {
  const below = records.filter((record) => !isSame(record, first));
  let balance = 0;
  first.forEach((cell, index) => {
    const name = cell.trim();
    if (name === '') return;
    const values = below.map((record) => record[index]?.trim() ?? '').filter((value) => !isMissing(value));
    if (isValue(name) || isMissing(name)) balance--;
    else if (values.length > 0 && values.every(isValueOrNone)) balance++;
    else if (values.includes(name)) balance--;
  });
  return balance;
}

const isSame = (one: CsvRecord, other: CsvRecord): boolean =>
  one.length === other.length && one.every((cell, index) => cell === other[index]);

export const isValue = (text: string) =>
  !Number.isNaN(parseNumber(text, true)) || !Number.isNaN(parseTime(text));
const isValueOrNone = (text: string) => isValue(text) || isMissingUnlessText(text);

/** Characters in the name of a column, at most. */
const MAX_NAME_LENGTH = 1000;

/** `C1`, `C2`, … */
export const numberedNames = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `C${i + 1}`);

/**
 * The columns' names: trimmed, and `C<n>` where there is none.
 * @param needed where only these matter, others may be the same, and are numbered. Default: all matter.
 * @throws {InvalidCsvError} where two are the same, or one is longer than {@link MAX_NAME_LENGTH}
 */
export function headerNames(record: CsvRecord, needed?: ReadonlySet<string>): string[] {
  const given = record.map((cell) => cell.trim());
  const long = given.findIndex((name) => name.length > MAX_NAME_LENGTH);
  if (long >= 0) {
    throw new InvalidCsvError(
      `The name of column ${long + 1} has ${given[long]?.length} characters; ${MAX_NAME_LENGTH} is the most. ` +
        `It begins ${echo(given[long] ?? '')}. Give the column a shorter name, or close the double quote in it.`,
      { line: 1, column: long + 1 },
    );
  }
  const taken = new Map<string, number>();
  given.forEach((name, index) => {
    if (name === '') return;
    const earlier = taken.get(name);
    if (earlier !== undefined && needed?.has(name) === false) return;
    if (earlier !== undefined) {
      throw new InvalidCsvError(
        `The columns ${earlier + 1} and ${index + 1} are both named ${echo(name)}. Give each its own name.`,
        { line: 1, column: shorten(name) },
      );
    }
    taken.set(name, index);
  });
  return given.map((name, index) => {
    if (name !== '' && taken.get(name) === index) return name;
    let unique = name === '' ? `C${index + 1}` : `${name}_${index + 1}`;
    while (taken.has(unique)) unique += '_';
    return unique;
  });
}
