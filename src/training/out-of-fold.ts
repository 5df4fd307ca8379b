import type { Readable } from 'node:stream';
import { parseRecords } from '../csv/records/parse-records.js';
import type { HoldoutPair } from '../domain/leaderboard.js';
import type { ProblemType } from '../domain/training-options.js';
import type { H2OClient } from '../h2o/client/client.js';
import { H2ORequestError } from '../h2o/client/errors.js';
import type { Model } from '../h2o/client/wire-model.js';
import type { OutOfFold } from '../storage/out-of-fold.js';
import type { EngineProject } from './engine-project.js';
import { TEST, VALIDATION, type RowPlan } from './validation/row-plan.js';

/**
 * What the model said of each row of the sample that judges it, while it was not shown it: one probability a class, or
 * the value. null where the engine kept no such predictions.
 */
export async function readHeldOut(
  client: H2OClient,
  project: EngineProject,
  model: Model,
  plan: RowPlan,
  signal: AbortSignal,
): Promise<OutOfFold | null> {
  if (plan.folds === 0) {
    const scores = await project.predict(model.id, project.validationFrame, signal);
    return scoresByRow(scores, model, plan, (place) => place === VALIDATION);
  }
  try {
    const { metalearner } = model;
    const { holdoutFrame } = metalearner === null ? model : await client.model(metalearner, [], { signal });
    if (holdoutFrame === null) return null;
    const frame = await client.downloadFrame(holdoutFrame, { signal });
    return await scoresByRow(frame, model, plan, (place) => place >= 0);
  } catch (error) {
    // The frame's name is there also where there is no frame.
    if (error instanceof H2ORequestError) return null;
    throw error;
  }
}

/** What the model says of the test rows; null where there are none. */
export async function readTest(
  project: EngineProject,
  model: Model,
  plan: RowPlan,
  signal: AbortSignal,
): Promise<OutOfFold | null> {
  if (!plan.places.includes(TEST)) return null;
  const scores = await project.predict(model.id, project.testFrame, signal);
  return scoresByRow(scores, model, plan, (place) => place === TEST);
}

/** @param csv of a frame with the wanted rows, in the order of the sample; null where it has others */
async function scoresByRow(
  csv: Readable,
  model: Model,
  { rows, places }: RowPlan,
  isWanted: (place: number) => boolean,
): Promise<OutOfFold | null> {
  const classes = model.domains[model.names.length - 1]?.length ?? 0;
  // Of a classification the label stands before the probabilities.
  const first = classes > 0 ? 1 : 0;
  const columns = Array.from({ length: Math.max(1, classes) }, () => new Float64Array(rows).fill(NaN));
  const wanted = Array.from(places.keys()).filter((row) => isWanted(places[row] as number));
  let line = 0;
  for await (const records of parseRecords(csv, ',')) {
    for (const record of records) {
      // The first line names the columns.
      const row = wanted[line - 1];
      if (line++ === 0 || row === undefined) continue;
      columns.forEach((column, index) => {
        const cell = record[first + index];
        column[row] = cell ? Number(cell) : NaN;
      });
    }
  }
  return line - 1 === wanted.length ? { columns, rows } : null;
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
