import { isMissing } from '../cells/cells.js';
import { isValue } from '../detect/header.js';
import type { CsvRecord } from '../records/parse-records.js';
import { isBlank } from './table-start.js';

const FEWEST_COLUMNS = 8;
const FEWEST_ROWS = 8;
const MOST_LABEL_ROWS = 3;
const NEARLY_ALL = 0.9;

/**
 * Whether a table lies on its side, as tables of genes do: each row is a measurement with its name in the first cell,
 * and each further column one of the things measured. Then all cells but the first are numbers, save in a few rows of
 * labels, or the columns are numbered (`sample_1`, `sample_2`, …) and there are more rows than columns.
 * @param rows the first ones
 * @returns the names of the rows of labels; null where the table stands upright
 */
export function labelsOfTransposed(
  names: readonly string[],
  rows: readonly CsvRecord[],
): readonly string[] | null {
  if (names.length < FEWEST_COLUMNS || rows.length < FEWEST_ROWS) return null;
  const titles = rows.map(([title = '']) => title.trim());
  if (titles.some((title) => isBlank(title) || isValue(title)) || new Set(titles).size < titles.length)
    return null;
  const labelRows = rows.filter((row) => !isMostly(row.slice(1), isNumberOrMissing));
  if (labelRows.length > MOST_LABEL_ROWS) return null;
  const areLabels = labelRows.every((row) =>
    isMostly(row.slice(1), (cell) => !isValue(cell) && !isBlank(cell)),
  );
  if (labelRows.length > 0) return areLabels ? labelRows.map(([title = '']) => title.trim()) : null;
  return rows.length >= Math.min(names.length, 50) && areNumbered(names.slice(1)) ? [] : null;
}

const isNumberOrMissing = (cell: string): boolean => isValue(cell) || isMissing(cell);

const isMostly = (cells: readonly string[], is: (cell: string) => boolean): boolean =>
  cells.filter(is).length >= cells.length * NEARLY_ALL;

/** All names are the same but for a number. */
const areNumbered = (names: readonly string[]): boolean =>
  names.every((name) => /\d/.test(name)) &&
  new Set(names.map((name) => name.replace(/\d+/g, '0'))).size === 1;
