import { MojoInputError } from '../container/errors.js';
import type { Feature } from './header.js';

/** A cell as text or number; null, undefined, NaN and (of a number) text that is none are missing. */
export type Cell = string | number | null | undefined;

/**
 * A column of a batch.
 *
 * For a numeric feature: numbers, NaN where missing. For a categorical one: a typed array holds indexes of levels, where
 * whatever is no index of a level (NaN, -1) is missing; an ordinary array holds the levels' text, and a number in it
 * stands for its decimal text. A level that training did not see is taken as missing, as H2O takes it.
 */
export type Column = Float64Array | Int32Array | readonly Cell[];

/** Rows to score, by column. Columns that the model does not have are left alone; one that is not there is missing. */
export interface ColumnBatch {
  readonly rows: number;
  readonly columns: Readonly<Record<string, Column>>;
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Brings columns into the form that scorers read: by feature, numbers or indexes of levels, NaN where missing. */
export class ColumnBinder {
  readonly #features: readonly Feature[];
  readonly #indexes: readonly (ReadonlyMap<string, number> | null)[];

  constructor(features: readonly Feature[]) {
    this.#features = features;
    this.#indexes = features.map(
      ({ levels }) => levels && new Map(levels.map((level, index) => [level, index] as const)),
    );
  }

  /**
   * @returns a column for each feature, in their order; one given as a Float64Array of numbers is not copied.
   * @throws {MojoInputError} if a column is not as long as the batch, or holds something that is no cell.
   */
  bind(batch: ColumnBatch): Float64Array[] {
    return this.#features.map((feature, index) => {
      const column = Object.hasOwn(batch.columns, feature.name) ? batch.columns[feature.name] : undefined;
      if (column === undefined) return new Float64Array(batch.rows).fill(Number.NaN);
      if (column.length !== batch.rows) {
        throw new MojoInputError(
          `Column ${feature.name} has ${column.length} rows in place of ${batch.rows}.`,
        );
      }
      const levels = this.#indexes[index];
      if (levels) return bindLevels(column, levels, feature.name);
      if (column instanceof Float64Array) return column;
      if (column instanceof Int32Array) return Float64Array.from(column);
      return Float64Array.from(column, (cell) => numberOf(cell, feature.name));
    });
  }
}

function bindLevels(column: Column, levels: ReadonlyMap<string, number>, name: string): Float64Array {
  if (column instanceof Float64Array || column instanceof Int32Array) {
    // A loop, since `from` with a function takes ten times as long.
    const bound = new Float64Array(column.length);
    for (let i = 0; i < bound.length; i++) {
      const index = column[i] as number;
      bound[i] = index >= 0 && index < levels.size && index % 1 === 0 ? index : Number.NaN;
    }
    return bound;
  }
  return Float64Array.from(column, (cell) => {
    if (cell === null || cell === undefined) return Number.NaN;
    if (typeof cell !== 'string' && typeof cell !== 'number') throw notACell(name);
    return levels.get(typeof cell === 'string' ? cell : cell.toString()) ?? Number.NaN;
  });
}

function numberOf(cell: Cell, name: string): number {
  if (typeof cell === 'number') return cell;
  if (cell === null || cell === undefined) return Number.NaN;
  if (typeof cell !== 'string') throw notACell(name);
  const text = cell.trim();
  return NUMBER.test(text) ? Number(text) : Number.NaN;
}

function notACell(name: string): MojoInputError {
  return new MojoInputError(`Column ${name} holds a value that is neither text nor a number.`);
}
