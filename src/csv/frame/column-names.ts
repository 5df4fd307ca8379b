import { trimCell } from '../cells/clean.js';
import { headerNames, numberedNames } from '../detect/header.js';
import type { TableFrame } from './table-frame.js';
import { isBlank } from './table-start.js';

/** What a first column without a name is called where it tells the rows apart. */
const INDEX = 'index';

export interface ColumnNames {
  readonly names: readonly string[];
  /** Name that a first column without one was given; null: it has one. */
  readonly index: string | null;
}

/**
 * The columns' names. A first column without a name that has another value in each row is what pandas and R write for
 * the rows' own names.
 * @param knownNames what the caller expects
 * @param needed as for {@link headerNames}
 * @throws {InvalidCsvError} where two that are needed are the same
 */
export function columnNames(
  { layout, hasHeader, line, rows }: TableFrame,
  knownNames: readonly string[],
  needed?: ReadonlySet<string>,
): ColumnNames {
  const { first, from, to } = layout;
  if (!hasHeader) return { names: numberedNames(to - from), index: null };
  const given = first.slice(from, to);
  const others = new Set(given.slice(1).map((name) => trimCell(name)));
  const known = knownNames.find((name) => /^index_*$/.test(name) && !others.has(name));
  const isUnnamed = isBlank(given[0] ?? '') && !(known === undefined && knownNames.includes('C1'));
  if (!isUnnamed || (known === undefined && !areDistinct(rows.map(([cell = '']) => cell)))) {
    return { names: headerNames(given, needed, line), index: null };
  }
  let index = known ?? INDEX;
  while (others.has(index)) index += '_';
  return { names: headerNames([index, ...given.slice(1)], needed, line), index };
}

const areDistinct = (cells: readonly string[]): boolean =>
  cells.length > 1 && !cells.some(isBlank) && new Set(cells).size === cells.length;

/** The last column with a name of its own and a value in the first rows; where there is no header, with a value. */
export function lastNamed({ layout, hasHeader, rows }: TableFrame, names: readonly string[]): string | null {
  for (let column = names.length - 1; column >= 0; column--) {
    const isNamed = !hasHeader || !isBlank(layout.first[layout.from + column] ?? '');
    if (isNamed && rows.some((row) => !isBlank(row[column] ?? ''))) return names[column] ?? null;
  }
  return null;
}
