import type { ColumnProfile } from '../../domain/column-profile.js';
import { canonicalCategory, formatNumber, isMissing, parseNumber, parseTime } from './cells.js';
import { areBooleans, levelReader } from './levels.js';

/** Turns a cell of the upload into the text the engine gets; empty where the value is missing. */
export type CellWriter = (text: string) => string;

/** By the type that the profile found over all rows, so a cell that does not fit is a missing value. */
export function cellWriter(column: ColumnProfile): CellWriter {
  switch (column.type) {
    case 'NUMERIC':
      // In a comma separated file `1,5` is text, and its column then not NUMERIC: no need to know the delimiter here.
      return (text) => numberText(parseNumber(text, true));
    case 'TIME':
      return (text) => numberText(parseTime(text));
    case 'CATEGORICAL':
    case 'TEXT':
      return areBooleans(column.examples) && column.examples.length === column.distinct
        ? booleanText(column.examples)
        : (text) => (isMissing(text) ? '' : canonicalCategory(text));
  }
}

const numberText = (value: number): string => (Number.isNaN(value) ? '' : formatNumber(value));

/** Every spelling becomes the column's commonest one. */
function booleanText(levels: readonly string[]): CellWriter {
  const indexOf = levelReader(levels);
  return (text) => levels[indexOf(text)] ?? '';
}
