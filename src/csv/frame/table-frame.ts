import { trimCell } from '../cells/clean.js';
import { hasHeader } from '../detect/header.js';
import type { CsvRecord } from '../records/parse-records.js';
import { fits, findLayout, isEven, type Layout } from './layout.js';
import { firstRecords, isRfc, type Dialect, type TextRecord } from './split.js';
import { filled, isBlank, isRule, recordsAbove } from './table-start.js';
import { describesColumns, isGroupRow, namesInGroups } from './second-header.js';
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
  /** Lines of what stands between header and rows: units, descriptions, a rule, an empty record. */
  readonly between: readonly number[];
  readonly units: TextRecord | null;
  /** What the columns are, below their names. */
  readonly descriptions: readonly TextRecord[];
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
  const titles = expected.startsAtOnce ? 0 : recordsAbove(records, expected.knownNames);
  const start = titles + (hasGroups(records.slice(titles), expected) ? 1 : 0);
  const table = records.slice(start);
  const [head] = table as [TextRecord];
  const named =
    expected.header ??
    hasHeader(
      table.map(({ cells }) => cells),
      expected.knownNames,
    );
  const between: TextRecord[] = [];
  const descriptions: TextRecord[] = [];
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
    const isDescription = !isUnits && next.cells.length === head.cells.length && describesAll(next, below);
    if (!isUnits && !isDescription && !isRule(next.cells) && !isEmptyRecord(next.cells)) break;
    if (isUnits) units = next;
    if (isDescription) descriptions.push(next);
    between.push(next);
  }
  const rows = table.slice(1 + between.length).filter(({ cells }) => !isRule(cells));
  const found = findLayout([head, ...rows], named, dialect.delimiter);
  const layout = named
    ? { ...found, first: wholeNames(found.first, records[start - 1], descriptions) }
    : found;
  const fitting = rows.filter(({ cells }) => fits(layout, cells));
  const all = [head, ...rows];
  return {
    dialect,
    layout,
    hasHeader: named,
    line: head.line,
    above: records.slice(0, start),
    between: linesOf(between, rows[0]),
    units,
    descriptions,
    fit: ((fits(layout, head.cells, true) ? 1 : 0) + fitting.length) / all.length,
    even: isRfc(dialect) && isEven(layout, fitting) && head.cells.length === layout.width,
    rows: (named ? fitting : [head, ...fitting]).map(({ cells }) => cells.slice(layout.from, layout.to)),
  };
}

/** Whether names of groups stand above the names of the columns. */
function hasGroups(
  [first, second, ...below]: readonly TextRecord[],
  { header, startsAtOnce, knownNames }: Expected,
): boolean {
  if (first === undefined || second === undefined || startsAtOnce || header !== null) return false;
  const known = new Set(knownNames);
  if (first.cells.some((cell) => known.has(trimCell(cell)))) return false;
  const rows = below.map(({ cells }) => cells);
  return isGroupRow(first.cells, second.cells, rows) && describesColumns(second.cells, rows);
}

const describesAll = ({ cells }: TextRecord, below: readonly TextRecord[]): boolean =>
  describesColumns(
    cells,
    below.map((record) => record.cells),
  );

/** The names, with those of the groups above where they need them, and the description where there is no name. */
function wholeNames(
  names: CsvRecord,
  above: TextRecord | undefined,
  [description]: readonly TextRecord[],
): CsvRecord {
  const isAbove = above !== undefined && above.cells.length === names.length && filled(above.cells) > 1;
  const whole = (isAbove ? namesInGroups(above.cells, names) : null) ?? names;
  if (description === undefined) return whole;
  return whole.map((name, index) => (isBlank(name) ? (description.cells[index] ?? '') : name));
}

/** All lines of some records, up to the next one. */
function linesOf(records: readonly TextRecord[], next: TextRecord | undefined): number[] {
  const [first] = records;
  const end = next?.line ?? (records.at(-1)?.line ?? 0) + 1;
  return first === undefined
    ? []
    : Array.from({ length: end - first.line }, (_, index) => first.line + index);
}

const isEmptyRecord = (cells: CsvRecord): boolean => cells.length > 1 && cells.every(isBlank);
