import { isMissing, isMissingUnlessText } from '../cells/cells.js';
import { isValue } from '../detect/header.js';
import type { CsvRecord } from '../records/parse-records.js';
import { areFilled, isBlank } from './table-start.js';

const FEWEST_BELOW = 3;
const NEARLY_ALL = 0.9;
/** Columns that have to speak for it. */
const FEWEST_VOTES = 2;
/** Where none of them holds numbers. */
const FEWEST_VOTES_OF_TEXTS = 4;
/** A text of numbers and signs may be an odd value: `<0.01`, `12 yrs`. */
const MAY_BE_VALUE = /^[^{]{0,30}\d/;

/**
 * Whether the record below a header says what the columns are, as survey programs write it, or has their names below the
 * names of groups: words above columns of numbers, and in the others texts that no row has, above such as come again.
 */
export function describesColumns(cells: CsvRecord, below: readonly CsvRecord[]): boolean {
  if (below.length < FEWEST_BELOW) return false;
  let votes = 0;
  let numeric = 0;
  for (const [index, cell] of cells.entries()) {
    const text = cell.trim();
    const values = below
      .map((record) => record[index]?.trim() ?? '')
      .filter((value) => !isMissing(value) && !isMissingUnlessText(value));
    if (isMissing(text) || isMissingUnlessText(text) || values.length < FEWEST_BELOW) continue;
    if (isValue(text)) return false;
    if (values.filter(isValue).length >= values.length * NEARLY_ALL) {
      if (MAY_BE_VALUE.test(text)) return false;
      numeric++;
      votes++;
      continue;
    }
    const distinct = new Set(values);
    // A box to tick is often named after its tick.
    if (distinct.has(text)) {
      if (distinct.size > 1) return false;
    } else if (distinct.size * 2 <= values.length) votes++;
  }
  // A table on its side may have a row of labels: a few words again and again.
  const texts = cells.slice(1).filter((cell) => !isBlank(cell));
  if (numeric >= texts.length * NEARLY_ALL && new Set(texts).size * 2 <= texts.length) return false;
  return votes >= (numeric > 0 ? FEWEST_VOTES : FEWEST_VOTES_OF_TEXTS);
}

/**
 * Whether a header has names of groups only: some cells are empty, and the record below has in each a text that is no
 * value of its column.
 */
export const isGroupRow = (cells: CsvRecord, next: CsvRecord, below: readonly CsvRecord[]): boolean =>
  cells.length === next.length &&
  cells.some(isBlank) &&
  areFilled(next) &&
  !next.some((name, index) => below.some((record) => record[index]?.trim() === name.trim()));

/**
 * The names of columns below those of groups, each of which stands above the first of its columns: names that come
 * several times get that of their group before them. null where that does not tell them apart.
 */
export function namesInGroups(groups: CsvRecord, names: CsvRecord): string[] | null {
  const times = new Map<string, number>();
  for (const name of names) times.set(name.trim(), (times.get(name.trim()) ?? 0) + 1);
  let group = '';
  const whole = names.map((name, index) => {
    const own = groups[index]?.trim() ?? '';
    if (own !== '') group = own;
    return isBlank(name) || group === '' || times.get(name.trim()) === 1 ? name : `${group} ${name.trim()}`;
  });
  const filled = whole.map((name) => name.trim()).filter((name) => name !== '');
  const hasChanged = whole.some((name, index) => name !== names[index]);
  return hasChanged && new Set(filled).size === filled.length ? whole : null;
}
