/**
 * Scores H2O models (MOJO files) without H2O. docs/mojo.md says how the format is read.
 *
 * @module
 */
import { compile } from './compile.js';
import { readArchive } from './container/archive.js';
import { MojoModel } from './mojo-model.js';

export {
  InvalidMojoError,
  MojoError,
  MojoInputError,
  UnsupportedContributionsError,
  UnsupportedMojoError,
} from './container/errors.js';
export type { Cell, Column, ColumnBatch } from './model/columns.js';
export type { ModelCategory } from './model/header.js';
export type { ContributionUnit } from './contributions/explainer.js';
export type {
  ClassScores,
  MojoContributions,
  MojoModel,
  MojoOutputContributions,
  RowScore,
  MojoScores,
  ValueScores,
} from './mojo-model.js';
export type { MojoFeature, MojoSignature } from './model/signature.js';

/**
 * Loads a model: GBM, DRF (also extremely randomised), XGBoost, GLM, DeepLearning or StackedEnsemble.
 *
 * @param source the bytes of a MOJO (a zip file), or the path of one.
 * @param standIns of an ensemble: MOJOs in place of models that it combines, by the engine's name of each.
 * @throws {InvalidMojoError} if the bytes are no MOJO, or a damaged one. No bytes make it crash or hang.
 * @throws {UnsupportedMojoError} if the model is of a kind or version that is not scored; the message names it.
 *   Errors of reading the path are passed on.
 */
export async function loadMojo(
  source: Uint8Array | string,
  standIns: ReadonlyMap<string, Uint8Array | string> = new Map(),
): Promise<MojoModel> {
  const compiled = await Promise.all(
    [...standIns].map(async ([key, other]) => [key, compile(await readArchive(other), 1)] as const),
  );
  return new MojoModel(compile(await readArchive(source), 0, new Map(compiled)));
}
