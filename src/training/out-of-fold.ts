import type { Readable } from 'node:stream';
import { parseRecords } from '../csv/records/parse-records.js';
import type { HoldoutPair } from '../domain/leaderboard.js';
import type { ProblemType } from '../domain/training-options.js';
import type { H2OClient } from '../h2o/client/client.js';
import { H2ORequestError } from '../h2o/client/errors.js';
import type { Model } from '../h2o/client/wire-model.js';
import type { OutOfFold } from '../storage/out-of-fold.js';
import type { RowPlan } from './validation/row-plan.js';

/**
 * What the model said of each row of the sample while it was not shown it: one probability a class, or the value. null
 * where the engine kept no such predictions, as of an ensemble.
 */
export async function readHeldOut(
  client: H2OClient,
  model: Model,
  { rows }: RowPlan,
  signal: AbortSignal,
): Promise<OutOfFold | null> {
  if (model.holdoutFrame === null) return null;
  const classes = model.domains[model.names.length - 1]?.length ?? 0;
  // Of a classification the label stands before the probabilities.
  const first = classes > 0 ? 1 : 0;
  const columns = Array.from({ length: Math.max(1, classes) }, () => new Float64Array(rows).fill(NaN));
  try {
    const frame = await client.downloadFrame(model.holdoutFrame, { signal });
    const read = await readColumns(frame, first, columns);
    return read === rows ? { columns, rows } : null;
  } catch (error) {
    // The frame's name is there also where there is no frame.
    if (error instanceof H2ORequestError) return null;
    throw error;
  }
}

/** @returns the number of rows */
async function readColumns(csv: Readable, first: number, columns: readonly Float64Array[]): Promise<number> {
  let row = -1;
  for await (const records of parseRecords(csv, ',')) {
    for (const record of records) {
      // The first line names the columns.
      if (row >= 0) {
        columns.forEach((column, index) => {
          const cell = record[first + index];
          column[row] = cell ? Number(cell) : NaN;
        });
      }
      row++;
    }
  }
  return row;
}

/** As many as a plot can show. */
const MAX_PAIRS = 1000;

/** Of a regression, evenly drawn in the order of the sample; null for a classification. */
export function holdoutPairs(
  outOfFold: OutOfFold | null,
  { targets }: RowPlan,
  problemType: ProblemType,
): readonly HoldoutPair[] | null {
  const predicted = outOfFold?.columns[0];
  if (problemType !== 'REGRESSION' || predicted === undefined) return null;
  const step = Math.ceil(targets.length / MAX_PAIRS);
  return targets
    .map((target, row): HoldoutPair => ({ actual: Number(target), predicted: predicted[row] ?? NaN }))
    .filter(
      (pair, row) => row % step === 0 && Number.isFinite(pair.actual) && Number.isFinite(pair.predicted),
    );
}
