import { createReadStream } from 'node:fs';
import type { TrainingSample } from '../../domain/training-sample.js';
import { parseRecords } from '../../csv/records/parse-records.js';
import { dealByClass, dealByQuantile, type DealtRows } from './deal-folds.js';
import { rowHash } from './row-hash.js';

/** What each row of a sample is for. The same for each attempt at a task. */
export interface RowPlan {
  readonly rows: number;
  /** 2 or more. */
  readonly folds: number;
  /** By row of the sample: the fold that it is held out with, from 0. */
  readonly places: Int16Array;
  /** By row: the target, as the engine gets it. */
  readonly targets: readonly string[];
}

/**
 * Deals the rows to folds at random, each class or quantile of the target evenly. The fold of a row follows from its
 * content and the seed, not from its place in the file: H2O's own folds go by row number, and of a table that repeats
 * every three rows one fold then lacks a class.
 */
export async function planRows(
  sample: TrainingSample,
  folds: number,
  seed: number,
  signal: AbortSignal,
): Promise<RowPlan> {
  const { keys, targets } = await readRows(sample, seed, signal);
  const dealt: DealtRows = { keys, folds, isDealt: () => true };
  const places =
    sample.problemType === 'REGRESSION'
      ? dealByQuantile(dealt, Float64Array.from(targets, Number))
      : dealByClass(dealt, targets);
  return { rows: keys.length, folds, places, targets };
}

async function readRows({ file, columns, target }: TrainingSample, seed: number, signal: AbortSignal) {
  const keys: number[] = [];
  const targets: string[] = [];
  const index = columns.findIndex(({ name }) => name === target);
  for await (const records of parseRecords(createReadStream(file, { signal }), ',')) {
    for (const record of records) {
      keys.push(rowHash(record, seed));
      targets.push(record[index] ?? '');
    }
  }
  return { keys: Float64Array.from(keys), targets };
}
