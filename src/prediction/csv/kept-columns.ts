import { trimCell } from '../../csv/cells/clean.js';
import type { FieldTable } from '../../csv/bytes/field-table.js';
import { echo, echoAll } from '../../domain/echo.js';
import { BadUserInputError } from '../../domain/errors.js';

/** Columns of the input that stand before each prediction; plain data, so that it can be sent to a worker thread. */
export interface KeptColumns {
  /** What they are called in the result. */
  readonly names: readonly string[];
  /** Of each of them in a record. */
  readonly places: readonly number[];
}

/** Stands for all columns. */
const ALL = '*';

/**
 * The columns asked for, each once and in the order asked for. One that a column of the prediction is named after gets
 * ` (input)` behind its name.
 * @param results names of the prediction's columns
 * @throws {BadUserInputError} for a column that the input does not have
 */
export function keptColumns(
  asked: readonly string[],
  header: readonly string[],
  results: readonly string[],
): KeptColumns {
  const places = new Map(header.map((name, place) => [name, place]));
  const wanted = asked.includes(ALL) && !places.has(ALL) ? header : asked.map((name) => trimCell(name));
  const unique = [...new Set(wanted)];
  const unknown = unique.find((name) => !places.has(name));
  if (unknown !== undefined) {
    throw new BadUserInputError(
      `keep: the input has no column ${echo(unknown)}. Its columns are ${echoAll(header)}; "${ALL}" keeps all.`,
      { field: 'keep' },
    );
  }
  const taken = new Set([...results, ...unique.filter((name) => !results.includes(name))]);
  const names = unique.map((name) => {
    if (!results.includes(name)) return name;
    let free = `${name} (input)`;
    while (taken.has(free)) free += '_';
    taken.add(free);
    return free;
  });
  return { names, places: unique.map((name) => places.get(name) ?? -1) };
}

/** The kept cells of a row, as they stand in the input. */
export const keptCells = ({ places }: KeptColumns, rows: FieldTable, row: number): string[] =>
  places.map((place) => rows.text(row, place));
