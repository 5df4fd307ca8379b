import type { H2OClient } from '../h2o/client/client.js';
import { H2OJobError, H2ORequestError } from '../h2o/client/errors.js';
import { waitForJob } from '../h2o/client/job.js';
import type { Recipe } from '../h2o/client/wire-recipe.js';
import type { Model } from '../h2o/client/wire-model.js';
import type { AskedOfRun } from './run-spec.js';

/** What makes a model what it is; how long to search for it, and when to stop, is settled by the one that is there. */
const SETTINGS: Readonly<Record<string, readonly string[]>> = {
  glm: ['missing_values_handling', 'standardize'],
  gbm: [
    ...[
      'max_depth',
      'min_rows',
      'nbins',
      'nbins_top_level',
      'nbins_cats',
      'learn_rate',
      'learn_rate_annealing',
    ],
    ...['sample_rate', 'col_sample_rate', 'col_sample_rate_per_tree', 'col_sample_rate_change_per_level'],
    ...['min_split_improvement', 'histogram_type', 'distribution', 'balance_classes'],
  ],
  drf: [
    ...['max_depth', 'min_rows', 'nbins', 'nbins_top_level', 'nbins_cats', 'mtries', 'sample_rate'],
    ...['col_sample_rate_per_tree', 'col_sample_rate_change_per_level', 'min_split_improvement'],
    ...['histogram_type', 'distribution', 'balance_classes'],
  ],
  xgboost: [
    ...['max_depth', 'min_rows', 'learn_rate', 'sample_rate', 'col_sample_rate', 'col_sample_rate_per_tree'],
    ...['min_split_improvement', 'reg_lambda', 'reg_alpha', 'booster', 'tree_method', 'grow_policy'],
    ...['max_bins', 'max_leaves', 'distribution', 'normalize_type', 'sample_type', 'rate_drop', 'skip_drop'],
  ],
  deeplearning: [
    ...['activation', 'hidden', 'epochs', 'adaptive_rate', 'rho', 'epsilon', 'input_dropout_ratio'],
    ...['hidden_dropout_ratios', 'l1', 'l2', 'distribution', 'balance_classes'],
  ],
};
/** These have no order of columns in their own terms. */
const MONOTONE = new Set(['gbm', 'xgboost']);

export interface RefitRequest {
  /** The model to train again; judged, stopped and chosen on rows that it did not learn from. */
  readonly leader: Model;
  /** Key of the model to make. */
  readonly key: string;
  /** Key of the frame with all rows. */
  readonly frame: string;
  readonly asked: AskedOfRun;
  /** A column of the frame that is no feature. */
  readonly foldColumn: string;
}

/**
 * Trains a model with the settings of another on other rows: as many trees as that one stopped at, the penalty that it
 * found best.
 * @returns null where H2O cannot, so that the first model stands
 */
export async function refit(
  client: H2OClient,
  { leader, key, frame, asked, foldColumn }: RefitRequest,
  signal: AbortSignal,
): Promise<Model | null> {
  const recipe = await client.recipe(leader.id, { signal });
  const settings = settingsOf(recipe);
  if (settings === null) return null;
  const monotone = MONOTONE.has(recipe.algo) && asked.monotone?.length ? asked.monotone : undefined;
  try {
    const job = await client.buildModel(
      recipe.algo,
      {
        ...settings,
        model_id: key,
        training_frame: frame,
        response_column: asked.response,
        ignored_columns: [...(asked.ignoredColumns ?? []), foldColumn],
        weights_column: asked.weightsColumn,
        monotone_constraints: monotone?.map(({ column, direction }) => ({ key: column, value: direction })),
        seed: asked.seed,
      },
      { signal },
    );
    await waitForJob(client, job.key, { signal });
    return await client.model(key, [], { signal });
  } catch (error) {
    if (error instanceof H2OJobError || error instanceof H2ORequestError) return null;
    throw error;
  }
}

/** null for an algorithm that is not built from one frame alone, as an ensemble. */
export function settingsOf({
  algo,
  parameters,
  trees,
  lambda,
  alpha,
}: Recipe): Record<string, string | number | boolean | readonly (string | number)[]> | null {
  const names = SETTINGS[algo];
  if (names === undefined) return null;
  const set = names.flatMap((name) => {
    const value = parameters.get(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(set),
    ...(trees !== null && { ntrees: trees }),
    ...(algo === 'glm' && {
      ...(lambda !== null && { lambda: [lambda] }),
      ...(alpha !== null && { alpha: [alpha] }),
    }),
  };
}
