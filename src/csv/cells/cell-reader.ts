import {
  PLAIN_LABELS,
  PLAIN_NUMBERS,
  PLAIN_TIMES,
  type ColumnFormat,
  type LabelFormat,
  type NumberFormat,
  type TimeFormat,
} from '../../domain/column-format.js';
import type { TimePart } from '../../domain/time-part.js';
import type { ColumnType } from '../../domain/training-options.js';
import { areBooleans, booleanOf } from './booleans.js';
import { cellValue, trimCell } from './clean.js';
import { isMissingAmongValues, isMissingWord } from './missing-words.js';
import { labelReader } from './read-label.js';
import { numberReader } from './read-number.js';
import { timeReader } from './read-time.js';
import { timePart, WEEKDAYS } from './time-parts.js';

/** Answered for a cell that is no value its column can hold; no cell is ever read as this number. */
export const ODD = Infinity;

/** The number that a cell's text means in its column: NaN where it is missing, {@link ODD} where it means nothing. */
export type CellReader = (text: string) => number;

/** A column whose cells are read. */
export interface ReadColumn {
  readonly type: ColumnType;
  /** Absent: of a version that knew plain numbers, dates and labels only. */
  readonly format?: ColumnFormat | undefined;
  /** Of a CATEGORICAL; a label is read as its place among them. */
  readonly levels?: readonly string[] | null;
  /** Holds a part of the time in its cells, not the time itself. */
  readonly derived?: { readonly part: TimePart } | undefined;
}

/**
 * Reads the cells of a column: numbers, epoch milliseconds, parts of a time, or places among the levels. Training and
 * prediction both go through here, so that a cell means the same to the model in both.
 * @param commaSeparated whether a comma separates the cells of the file: says what `1,234` is where training saw no
 * such number
 */
export function cellReader(column: ReadColumn, commaSeparated?: boolean): CellReader {
  const { levels = null, derived } = column;
  const format = formatOf(column);
  switch (format.kind) {
    case 'number':
      return numberCells(format, commaSeparated);
    case 'time':
      return derived ? partCells(format, derived.part, levels) : timeCells(format);
    case 'label':
      return labelCells(format, levels ?? []);
  }
}

/** The column's format, or the plain one of its type. */
export function formatOf({ type, format, levels }: ReadColumn): ColumnFormat {
  if (format !== undefined) return format;
  if (type === 'NUMERIC') return PLAIN_NUMBERS;
  if (type === 'TIME') return PLAIN_TIMES;
  return levels && areBooleans(levels) ? { ...PLAIN_LABELS, words: 'BOOLEAN', levels } : PLAIN_LABELS;
}

function numberCells(format: NumberFormat, commaSeparated: boolean | undefined): CellReader {
  const read = numberReader(format, commaSeparated);
  return (text) => {
    const value = cellValue(text);
    if (value === '') return NaN;
    const number = read(value);
    if (!Number.isNaN(number)) return number;
    if (format.booleans) {
      const meaning = booleanOf(value);
      if (meaning !== null) return meaning ? 1 : 0;
    }
    return oddUnlessMissing(value);
  };
}

function timeCells(format: TimeFormat): CellReader {
  const read = timeReader(format);
  return (text) => {
    const value = cellValue(text);
    return read(value)?.instant ?? oddUnlessMissing(value);
  };
}

/** By the calendar and clock in the cell, whatever its zone. */
function partCells(format: TimeFormat, part: TimePart, levels: readonly string[] | null): CellReader {
  const read = timeReader(format);
  const encode = partEncoder(part, levels);
  return (text) => {
    const value = cellValue(text);
    const time = read(value);
    return time === null ? oddUnlessMissing(value) : encode(time.local);
  };
}

/** The number for a part of a time, from its local milliseconds; of a weekday its place among the levels, or NaN. */
export function partEncoder(part: TimePart, levels: readonly string[] | null): (local: number) => number {
  if (part !== 'weekday') return (local) => timePart(local, part);
  const places = WEEKDAYS.map((day) => levels?.indexOf(day) ?? -1);
  return (local) => {
    const place = places[timePart(local, part)] ?? -1;
    return place < 0 ? NaN : place;
  };
}

function labelCells(format: LabelFormat, levels: readonly string[]): CellReader {
  const read = labelReader(format);
  // Older models have levels as they stood in the file.
  const places = new Map(levels.map((level, place) => [trimCell(level), place]));
  const padded = format.words === 'CODE' ? widthOf(levels) : 0;
  return (text) => {
    // A level may be spelled like a missing value: `-`, `None`.
    const label = read(text);
    if (label === null) return NaN;
    const place = places.get(label) ?? (padded > 0 ? places.get(padCode(label, padded)) : undefined);
    return place ?? oddUnlessMissing(cellValue(text));
  };
}

/** A spreadsheet drops the leading zeros of a code: `2134` is `02134` where all codes have five digits. */
const padCode = (label: string, width: number): string =>
  /^\d+$/.test(label) ? label.padStart(width, '0') : label;

/** The one width of all levels, or 0. */
function widthOf([first = '', ...others]: readonly string[]): number {
  return others.every(({ length }) => length === first.length) ? first.length : 0;
}

const oddUnlessMissing = (value: string): number =>
  isMissingWord(value) || isMissingAmongValues(value) ? NaN : ODD;
