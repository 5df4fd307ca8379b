import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ModelManifest } from '../domain/manifest.js';
import type { H2OClient } from '../h2o/client/client.js';
import { H2ORequestError } from '../h2o/client/errors.js';
import type { Model } from '../h2o/client/wire-model.js';
import { writeOutOfFold } from '../storage/out-of-fold.js';
import { saveMojo } from './save-model.js';
import { VALIDATION, type RowPlan } from './validation/row-plan.js';

type Judges = NonNullable<ModelManifest['judges']>;

/** Name of the file in the folder of a model, see `ModelManifest.judges`. */
const JUDGES_FILE = 'judges.csv';
/** The engine holds all models of all folds in memory until the run is over. */
const MOST_ROWS = 50_000;

/** Whether the engine is to keep what {@link saveJudges} saves. */
export const keepsFoldModels = ({ folds, rows }: RowPlan): boolean => folds > 0 && rows <= MOST_ROWS;

export interface Judged {
  /** As it was judged. */
  readonly leader: Model;
  /** Whether what is saved has learned from the rows that judged it as well. */
  readonly isTrainedAgain: boolean;
  readonly plan: RowPlan;
  readonly directory: string;
}

/**
 * Saves, beside a leader that has learned from all rows, models with its settings that were not shown some of them: those of
 * the folds, or the leader as it was before. What a column is worth can be found out on rows that nothing learned by heart.
 * @returns null where the engine has no such models, or the leader itself is one
 */
export async function saveJudges(
  client: H2OClient,
  { leader, isTrainedAgain, plan, directory }: Judged,
  signal: AbortSignal,
): Promise<Judges | null> {
  const judges = plan.folds > 0 ? await foldModels(client, leader, plan, signal) : [];
  if (isTrainedAgain) judges.push([{ modelId: leader.id, source: leader.id }]);
  if (judges.length === 0) return null;
  await mkdir(directory, { recursive: true });
  const models = judges.map((judge, fold) =>
    judge.map((source, index) => ({ ...source, file: `judge-${fold + 1}-${index + 1}.zip` })),
  );
  const hashes = await saveAll(client, directory, models.flat(), signal);
  if (hashes === null) return null;
  const places = Float64Array.from(plan.places, (place) => judgeOf(place, plan));
  await writeOutOfFold(path.join(directory, JUDGES_FILE), { columns: [places], rows: plan.rows }, signal);
  return {
    rows: JUDGES_FILE,
    models: models.map((judge) =>
      judge.map(({ modelId, file }) => ({ modelId, file, sha256: hashes.get(file) ?? '' })),
    ),
  };
}

/** @returns sha256 by file; null, and no file, where the engine does not have one of the models, or exports no MOJOs */
async function saveAll(
  client: H2OClient,
  directory: string,
  models: readonly { readonly source: string; readonly file: string }[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string> | null> {
  const saved = await Promise.allSettled(
    models.map(async ({ source, file }) => {
      return [file, await saveMojo(client, source, { directory, file }, signal)] as const;
    }),
  );
  const failure = saved.find((result) => result.status === 'rejected');
  if (failure === undefined) {
    return new Map(saved.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])));
  }
  if (!(failure.reason instanceof H2ORequestError)) throw failure.reason;
  await Promise.all(models.map(({ file }) => rm(path.join(directory, file), { force: true })));
  return null;
}

const judgeOf = (place: number, { folds }: RowPlan): number =>
  folds === 0 ? (place === VALIDATION ? 0 : NaN) : place >= 0 ? place : NaN;

interface Source {
  /** The model that is stood for. */
  readonly modelId: string;
  /** The model of the engine that does. */
  readonly source: string;
}

/** By fold; none where one is missing. */
async function foldModels(
  client: H2OClient,
  leader: Model,
  { folds }: RowPlan,
  signal: AbortSignal,
): Promise<Source[][]> {
  const models = leader.metalearner === null ? [leader] : await basesOf(client, leader, signal);
  if (models.length === 0 || models.some((model) => model.foldModels.length !== folds)) return [];
  return Array.from({ length: folds }, (_, fold) =>
    models.map(({ id, foldModels: ofFolds }) => ({ modelId: id, source: ofFolds[fold] as string })),
  );
}

/** None where the engine does not have them any more: the task does without. */
async function basesOf(client: H2OClient, ensemble: Model, signal: AbortSignal): Promise<Model[]> {
  try {
    const ids = await client.baseModels(ensemble.id, { signal });
    return await Promise.all(ids.map((id) => client.model(id, [], { signal })));
  } catch (error) {
    if (error instanceof H2ORequestError) return [];
    throw error;
  }
}
