import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import type { HoldoutPair } from '../domain/leaderboard.js';
import type { TrainingSample } from '../domain/training-sample.js';
import type { H2OClient } from '../h2o/client/client.js';
import { H2ORequestError } from '../h2o/client/errors.js';
import type { Model } from '../h2o/client/wire-model.js';

/** As many as a plot can show. */
const MAX_PAIRS = 1000;
/** Reading more would hold up the end of the task. */
const MAX_ROWS = 50_000;

/** Whether a run of this sample is to keep what {@link holdoutPairs} reads: of numbers only, a plot of classes says little. */
export function wantsHoldout({ problemType, rowsUsed }: TrainingSample): boolean {
  return problemType === 'REGRESSION' && rowsUsed <= MAX_ROWS;
}

/**
 * What a regression's rows are and what the model made of each while it was not shown it, evenly drawn in the order of
 * the sample; null where the engine kept no such predictions, as of an ensemble.
 */
export async function holdoutPairs(
  client: H2OClient,
  model: Model,
  sample: TrainingSample,
  signal: AbortSignal,
): Promise<readonly HoldoutPair[] | null> {
  if (!wantsHoldout(sample) || model.holdoutFrame === null) return null;
  const target = sample.columns.findIndex(({ name }) => name === sample.target);
  try {
    const [predicted, actual] = await Promise.all([
      readColumn(await client.downloadFrame(model.holdoutFrame, { signal }), 0, 2),
      readColumn(createReadStream(sample.file), target, 1),
    ]);
    if (predicted.length !== actual.length) return null;
    const step = Math.ceil(actual.length / MAX_PAIRS);
    return actual
      .map((value, row): HoldoutPair => ({ actual: value, predicted: predicted[row] ?? NaN }))
      .filter(
        (pair, row) => row % step === 0 && Number.isFinite(pair.actual) && Number.isFinite(pair.predicted),
      );
  } catch (error) {
    // The frame's name is told also where there is no frame.
    if (error instanceof H2ORequestError) return null;
    throw error;
  }
}

/** @param fromLine 2 where the first line is a header. */
async function readColumn(csv: Readable, column: number, fromLine: number): Promise<readonly number[]> {
  const values: number[] = [];
  await pipeline(csv, parse({ from_line: fromLine }), async (records: AsyncIterable<string[]>) => {
    for await (const record of records) values.push(record[column] ? Number(record[column]) : NaN);
  });
  return values;
}
