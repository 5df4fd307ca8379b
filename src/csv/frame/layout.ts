import { isValue } from '../detect/header.js';
import type { CsvRecord } from '../records/parse-records.js';
import type { TextRecord } from './split.js';
import { areNames, commonWidth, isBlank } from './table-start.js';

/** Which cells of a record are those of the table. */
export interface Layout {
  /** The header as it stands in the file, a cell a column; where there is none, the first row. */
  readonly first: CsvRecord;
  /** Cells that a record may have; one that is longer has nothing but empty cells beyond them. */
  readonly width: number;
  /** Its cells `from` (inclusive) to `to` are columns; those around them have no name and no value. */
  readonly from: number;
  readonly to: number;
  /** The header lacks the name of the first column: its cells stand above the second to the last. */
  readonly shifted: boolean;
}

/** @param records those of the table, the header or first row first */
export function findLayout(records: readonly TextRecord[], named: boolean, delimiter: string): Layout {
  const [head, ...rows] = records;
  const cells = head?.cells ?? [];
  const common = commonWidth(rows.map((row) => row.cells.length)) || cells.length;
  const usual = rows.filter((row) => row.cells.length === common);
  const lacking = common - cells.length;
  let first = cells;
  let shifted = false;
  if (lacking > 0 && usual.every((row) => row.cells.slice(cells.length).every(isBlank))) {
    first = [...cells, ...Array<string>(lacking).fill('')];
  } else if (named && lacking === 1 && head && haveRowNames(head, usual, delimiter)) {
    first = ['', ...cells];
    shifted = true;
  }
  const width = first.length;
  const isEmpty = (column: number) =>
    isBlank(first[column] ?? '') && rows.every((row) => isBlank(row.cells[column] ?? ''));
  let from = 0;
  let to = width;
  if (rows.length > 0) {
    while (to > 1 && isEmpty(to - 1)) to--;
    // The first column may have no name, but it has values.
    // What has another number of cells is no row of it, be it a note at the end.
    const isEmptyAbove = (column: number) =>
      isBlank(first[column] ?? '') && usual.every((row) => isBlank(row.cells[column] ?? ''));
    while (named && from < to - 1 && isEmptyAbove(from)) from++;
  }
  return { first, width, from, to, shifted };
}

/**
 * R writes row names without a name above them. Where the cells of each row are one more than the names, that is also
 * what a delimiter in an unquoted text looks like: so row names are in quotes, or the file is separated by tabs.
 */
function haveRowNames(head: TextRecord, rows: readonly TextRecord[], delimiter: string): boolean {
  const names = rows.map((row) => row.cells[0] ?? '');
  return (
    rows.length > 1 &&
    head.cells.length > 1 &&
    areNames(head.cells) &&
    new Set(names).size === names.length &&
    ((head.quoted && rows.every((row) => row.quoted)) ||
      ((delimiter === '\t' || delimiter === ' ') && !names.every(isBlank))) &&
    rows.some((row) => row.cells.slice(1).some(isValue))
  );
}

/** Whether a record has the table's cells, and beyond them nothing but empty ones. */
export function fits({ width, to, shifted }: Layout, cells: CsvRecord, isHeader = false): boolean {
  if (isHeader && shifted) return cells.length === width - 1;
  if (cells.length >= width) return cells.length === width || cells.slice(width).every(isBlank);
  return cells.length >= to;
}

/** Whether each record has exactly the cells of the table: nothing has to be rewritten. */
export function isEven({ width, from, to, shifted }: Layout, records: readonly TextRecord[]): boolean {
  return from === 0 && to === width && !shifted && records.every(({ cells }) => cells.length === width);
}
