import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { H2OProtocolError } from '../../h2o/client/errors.js';
import type { Scores } from '../scorer.js';

/** A frame of the engine: its columns' names, and each of its rows as text. */
export interface Answer {
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * @param csv the frame.
 * @throws {H2OProtocolError} unless it has `count` rows
 */
export async function readAnswer(csv: Readable, count: number): Promise<Answer> {
  const records: string[][] = [];
  await pipeline(csv, parse(), async (parsed: AsyncIterable<string[]>) => {
    for await (const record of parsed) records.push(record);
  });
  const [names = [], ...rows] = records;
  if (rows.length !== count) {
    throw new H2OProtocolError(`H2O was sent ${count} rows, and answered ${rows.length}.`);
  }
  return { names, rows };
}

/** Of an answer's column, by row; NaN where it is empty. */
export function numbersOf({ rows }: Answer, column: number): Float64Array {
  return Float64Array.from(rows, (row) => (row[column] ? Number(row[column]) : NaN));
}

/**
 * Scores from the frame that H2O makes of a prediction: `predict`, then a probability for each level, in the levels'
 * order, whatever the columns are called.
 */
export function scoresOf(answer: Answer, levels: readonly string[] | null): Scores {
  const count = answer.rows.length;
  if (levels === null) return { count, labels: null, values: [numbersOf(answer, 0)] };
  if (answer.names.length <= levels.length) {
    throw new H2OProtocolError(`H2O answered ${answer.names.length} columns for ${levels.length} classes.`);
  }
  const indexOf = new Map(levels.map((level, index) => [level, index]));
  const labels = Int32Array.from(answer.rows, ([predicted = '']) => indexOf.get(predicted) ?? -1);
  return { count, labels, values: levels.map((_, index) => numbersOf(answer, index + 1)) };
}
