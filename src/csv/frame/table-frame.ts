import { hasHeader } from '../detect/header.js';
import type { CsvRecord } from '../records/parse-records.js';
import { fits, findLayout, isEven, type Layout } from './layout.js';
import { firstRecords, type Dialect, type TextRecord } from './split.js';
import { filled, isBlank, recordsAbove } from './table-start.js';
import { isUnitsRow } from './units-row.js';

/** What a caller knows of a table before it is read. */
export interface Expected {
  /** Names of columns; a record that holds one of them is a header whatever it looks like. */
  readonly knownNames: readonly string[];
  /** Whether there is a header; null: to be found out. */
  readonly header: boolean | null;
  /** The table starts with the first record: nothing above it is looked for. */
  readonly startsAtOnce: boolean;
}

/** A table in its text, as the first records show it. */
export interface TableFrame {
  readonly dialect: Dialect;
  readonly layout: Layout;
  readonly hasHeader: boolean;
  /** Line of the header, or of the first row. */
  readonly line: number;
  /** What stands above the table. */
  readonly above: readonly TextRecord[];
  /** What stands between header and rows: units, a rule, an empty record. */
  readonly between: readonly TextRecord[];
  readonly units: TextRecord | null;
  /** Share of the records that fit the table, 0 to 1. */
  readonly fit: number;
  /** The text is RFC 4180 with as many cells in each record as there are columns, as far as was looked. */
  readonly even: boolean;
  /** The rows that were looked at, their cells those of the table. */
  readonly rows: readonly CsvRecord[];
}

/** Records looked at. */
const LOOKED_AT = 100;
const MOST_BETWEEN = 3;

/** null where the text has no whole record. */
export function findFrame(
  text: string,
  dialect: Dialect,
  expected: Expected,
  firstLine = 1,
): TableFrame | null {
  const records = firstRecords(text, dialect, LOOKED_AT, firstLine);
  if (records.length === 0) return null;
  const start = expected.startsAtOnce ? 0 : recordsAbove(records, expected.knownNames);
  const table = records.slice(start);
  const [head] = table as [TextRecord];
  const named =
    expected.header ??
    hasHeader(
      table.map(({ cells }) => cells),
      expected.knownNames,
    );
  const between: TextRecord[] = [];
  let units: TextRecord | null = null;
  while (named && between.length < MOST_BETWEEN) {
    const [next, ...below] = table.slice(1 + between.length);
    if (next === undefined || below.length === 0) break;
    const isUnits =
      units === null &&
      isUnitsRow(
        next.cells,
        below.map(({ cells }) => cells),
      );
    if (!isUnits && !isRule(next.cells) && !isEmptyRecord(next.cells)) break;
    if (isUnits) units = next;
    between.push(next);
  }
  const rows = table.slice(1 + between.length);
  const layout = findLayout([head, ...rows], named, dialect.delimiter);
  const fitting = rows.filter(({ cells }) => fits(layout, cells));
  const all = [head, ...rows];
  return {
    dialect,
    layout,
    hasHeader: named,
    line: head.line,
    above: records.slice(0, start),
    between,
    units,
    fit: ((fits(layout, head.cells, true) ? 1 : 0) + fitting.length) / all.length,
    even: dialect.escape === '"' && isEven(layout, fitting) && head.cells.length === layout.width,
    rows: (named ? fitting : [head, ...fitting]).map(({ cells }) => cells.slice(layout.from, layout.to)),
  };
}

/** `----` below each name. */
const isRule = (cells: CsvRecord): boolean =>
  filled(cells) > 0 && cells.every((cell) => isBlank(cell) || /^\s*[:+]?[-=]{2,}[-=+:]*\s*$/.test(cell));

const isEmptyRecord = (cells: CsvRecord): boolean => cells.length > 1 && cells.every(isBlank);
