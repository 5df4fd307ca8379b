import type { SignatureColumn } from '../domain/manifest.js';
import { isMissing, isMissingUnlessText, parseNumber, parseTime } from '../csv/cells/cells.js';
import { levelReader, MISSING_LEVEL, UNSEEN_LEVEL } from '../csv/cells/levels.js';

/** Answered for a value that is none the column can hold; no cell is ever read as this number. */
export const STRANGE = Infinity;

/** The number a model takes for a cell's text: NaN where missing, {@link STRANGE} where it means nothing to it. */
export type CellReader = (text: string) => number;

/** Reads cells of one column as they were read for training. `decimalComma`: `1,5` is a number too. */
export function cellReader(column: SignatureColumn, decimalComma: boolean): CellReader {
  switch (column.type) {
    case 'NUMERIC':
      return (text) => orMissing(parseNumber(text, decimalComma), text);
    case 'TIME':
      return (text) => orMissing(parseTime(text), text);
    case 'CATEGORICAL': {
      const read = levelReader(column.levels ?? []);
      return (text) => {
        const level = read(text);
        if (level === UNSEEN_LEVEL) return STRANGE;
        return level === MISSING_LEVEL ? NaN : level;
      };
    }
  }
}

function orMissing(value: number, text: string): number {
  if (!Number.isNaN(value)) return value;
  return isMissing(text) || isMissingUnlessText(text) ? NaN : STRANGE;
}
