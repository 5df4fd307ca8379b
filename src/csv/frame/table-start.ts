import { trimCell } from '../cells/clean.js';
import { isMissing } from '../cells/cells.js';
import type { CsvRecord } from '../records/parse-records.js';
import type { TextRecord } from './split.js';
import { headerBalance, isValue } from '../detect/header.js';

/** Titles are looked for in as many records: fewer than half of those that are looked at. */
const MOST_TITLES = 45;

export const isBlank = (cell: string): boolean => cell.trim() === '';
export const filled = (cells: CsvRecord): number => cells.reduce((n, cell) => n + (isBlank(cell) ? 0 : 1), 0);

export const areFilled = (cells: CsvRecord): boolean => cells.length > 1 && !cells.some(isBlank);

/** `----` below each name, or across the table. */
export const isRule = (cells: CsvRecord): boolean =>
  filled(cells) > 0 &&
  cells.every((cell) => isBlank(cell) || /^\s*(?:[:+]?[-=_]{2}[-=_+:]*|:-+:?|-+:)\s*$/.test(cell));

/** The commonest number of cells, the larger of two that are equally common; 0 where there is no record. */
export function commonWidth(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  let common = 0;
  let most = 0;
  for (const [width, count] of counts) {
    if (count > most || (count === most && width > common)) [common, most] = [width, count];
  }
  return common;
}

/**
 * How many records stand above the table: titles, which have another number of cells than the table, or are padded with
 * empty ones. They count as titles only where a record that looks like a header comes after them: a table without
 * titles starts with its first record, whatever is in it.
 */
export function recordsAbove(records: readonly TextRecord[], knownNames: readonly string[]): number {
  const ruled = records.filter(({ cells }) => !isRule(cells));
  const width = commonWidth(ruled.map(({ cells }) => cells.length));
  if (width < 2) return 0;
  const usual = usuallyFilled(records, width);
  let start = 0;
  while (start < Math.min(records.length - 1, MOST_TITLES)) {
    const { cells } = records[start] as TextRecord;
    if (!isTitle(cells, width, usual)) break;
    start++;
  }
  if (start === 0 || start === MOST_TITLES) return 0;
  const header = records[start] as TextRecord;
  const below = records.slice(start + 1).map(({ cells }) => cells);
  return looksLikeHeader(header.cells, below, knownNames) ? start : 0;
}

/** Cells with a value in most records of the table's width. */
function usuallyFilled(records: readonly TextRecord[], width: number): number {
  const counts = records
    .filter(({ cells }) => cells.length === width)
    .map(({ cells }) => filled(cells))
    .sort((a, b) => a - b);
  return counts[counts.length >> 1] ?? 0;
}

function isTitle(cells: CsvRecord, width: number, usual: number): boolean {
  if (cells.length === width) {
    const values = filled(cells);
    const isProperty = values < width && cells.some((cell) => cell.trim().endsWith(':'));
    return usual > 1 && (isProperty || values <= Math.max(1, Math.floor(usual / 2)));
  }
  // A header with a cell too few is no title: skipping it would lose the names.
  return cells.length === 1 || cells.length < Math.ceil(width / 2) || !areNames(cells);
}

/** All cells have a text, no two the same, none a value or the start of `name: value`. */
export function areNames(cells: CsvRecord): boolean {
  const names = cells.map((cell) => trimCell(cell));
  return (
    new Set(names).size === names.length &&
    names.every((name) => name !== '' && !name.endsWith(':') && !isValue(name) && !isMissing(name))
  );
}

/** Whether more speaks for a header than against it; below titles a tie is not enough. */
export function looksLikeHeader(
  cells: CsvRecord,
  below: readonly CsvRecord[],
  knownNames: readonly string[],
): boolean {
  const known = new Set(knownNames);
  if (cells.some((cell) => known.has(trimCell(cell)))) return true;
  let repeats = 0;
  cells.forEach((cell, index) => {
    const name = trimCell(cell);
    const values = below.map((record) => record[index]?.trim() ?? '').filter((value) => value !== '');
    if (
      name !== '' &&
      values.length > 2 &&
      !values.includes(name) &&
      new Set(values).size * 2 <= values.length
    ) {
      repeats++;
    }
  });
  return headerBalance(cells, below) + repeats > 0;
}
