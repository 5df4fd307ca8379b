import { cellReader as readCells, ODD, partEncoder } from '../csv/cells/cell-reader.js';
import type { SignatureColumn } from '../domain/manifest.js';

export { formatOf } from '../csv/cells/cell-reader.js';

/** Answered for a value that is none the column can hold; no cell is ever read as this number. */
export const STRANGE = ODD;

/** The number a model takes for a cell's text: NaN where missing, {@link STRANGE} where it means nothing to it. */
export type CellReader = (text: string) => number;

/**
 * Reads cells of one column as they were read for training.
 * @param commaSeparated whether a comma separates the cells; undefined where there is no file
 */
export function cellReader(column: SignatureColumn, commaSeparated?: boolean): CellReader {
  return readCells(column, commaSeparated);
}

/** What a model takes for a number in JSON: a time is in epoch milliseconds, and its parts are those of UTC. */
export function numberEncoder({ derived, levels }: SignatureColumn): (number: number) => number {
  return derived ? partEncoder(derived.part, levels) : (number) => number;
}
