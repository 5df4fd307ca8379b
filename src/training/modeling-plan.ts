import type { Algorithm } from '../domain/training-options.js';
import type { RowPlan } from './validation/row-plan.js';
import type { H2OAlgorithm, ModelParameter, PlanEntry } from '../h2o/client/automl-spec.js';

/** Ensembles are built from the models of the others, and H2O's `max_models` does not count them. */
export type BaseAlgorithm = Exclude<Algorithm, 'STACKED_ENSEMBLE'>;

/** In the order in which they are built: the quick ones first, so that there is soon something to see. */
export const BASE_ALGORITHMS: readonly BaseAlgorithm[] = ['GLM', 'XGBOOST', 'GBM', 'DRF', 'DEEP_LEARNING'];

const H2O_NAMES: Readonly<Record<Algorithm, H2OAlgorithm>> = {
  GLM: 'GLM',
  GBM: 'GBM',
  XGBOOST: 'XGBoost',
  DRF: 'DRF',
  DEEP_LEARNING: 'DeepLearning',
  STACKED_ENSEMBLE: 'StackedEnsemble',
};

interface Step {
  readonly id: string;
  /** A leaf's least number of rows (`min_rows`); a fold that cannot be split so fails the whole model. */
  readonly minRows?: number;
}

/**
 * The steps of H2O's own default plan (3.46.0.11). H2O begins with XGBoost def_2 and GBM def_5; of our data sets up to
 * 3,000 rows these were the worst of their kind on five of six and on all (docs/training.md). Here they come last.
 */
const STEPS: Readonly<Record<BaseAlgorithm, readonly Step[]>> = {
  GLM: [{ id: 'def_1' }],
  XGBOOST: [{ id: 'def_3' }, { id: 'def_1' }, { id: 'def_2' }],
  GBM: [
    { id: 'def_2', minRows: 10 },
    { id: 'def_3', minRows: 10 },
    { id: 'def_4', minRows: 10 },
    { id: 'def_1', minRows: 1 },
    { id: 'def_5', minRows: 100 },
  ],
  DRF: [{ id: 'def_1' }, { id: 'XRT' }],
  // Its grids take more than a minute a model, for little.
  DEEP_LEARNING: [{ id: 'def_1' }],
};

/** Random searches that go on until the number of models is reached, with H2O's own shares of it. */
const GRIDS: Partial<Readonly<Record<BaseAlgorithm, number>>> = { XGBOOST: 90, GBM: 60 };
const ENSEMBLES = ['best_of_family_xglm', 'all_xglm'];
const WEIGHT = 10;
/** After the longest list of steps. */
const GRID_GROUP = 6;
const ENSEMBLE_GROUP = 7;

/** A linear model takes time with the square of its columns, and says nothing before it is done: from here it comes last. */
const WIDE = 1000;
/** From here on a linear model gets one penalty, so that its search is done within its share of the time. */
const MANY_COLUMNS = 100;
/**
 * A penalty of both kinds: few columns count, so that a table with more columns than rows takes seconds. H2O's AutoML tries
 * six mixtures, of which the first drops no column.
 */
export const MIXED_PENALTY: ModelParameter = { algorithm: 'GLM', name: 'alpha', value: [0.5] };

export interface ModelingPlan {
  readonly entries: readonly PlanEntry[];
  /** None where the engine takes none. */
  readonly parameters: readonly ModelParameter[];
  /** Limit for H2O; ensembles are not counted. */
  readonly maxModels: number;
  /** Share of the run's time that one model may take, its folds included: each algorithm has its turn. */
  readonly timeShare: number;
  /** How many of the models are ensembles; they come last. */
  readonly ensembles: number;
  /** Models that will be there when all goes well, ensembles included. */
  readonly expectedModels: number;
}

/**
 * Which models to build, in which order. H2O's own order goes by groups and would spend `maxModels: 3` on 150 rows on
 * two XGBoosts and a GLM: its first GBM wants 200 rows. Here each algorithm comes once before any comes again, with the
 * first of its steps that the rows suffice for.
 * @param takesParameters whether the engine takes parameters of models
 */
export function modelingPlan(
  algorithms: readonly Algorithm[],
  { rows, folds, width }: Pick<RowPlan, 'rows' | 'folds' | 'width'>,
  maxModels: number,
  { takesParameters = true } = {},
): ModelingPlan {
  const takesPenalty = width > MANY_COLUMNS && takesParameters && algorithms.includes('GLM');
  const isSparse = takesPenalty && width > WIDE && width > rows;
  const isWide = width > WIDE && !isSparse;
  const order = isWide ? [...BASE_ALGORITHMS.slice(1), ...BASE_ALGORITHMS.slice(0, 1)] : BASE_ALGORITHMS;
  const bases = order.filter((algorithm) => algorithms.includes(algorithm));
  const limit = Math.max(maxModels, bases.length);
  // As many rounds of the others as leave one of the models for it.
  const roundsBeforeLinear = Math.floor((limit - 1) / Math.max(1, bases.length - 1));
  const linearGroup = isWide ? Math.min(GRID_GROUP - 1, roundsBeforeLinear) : 1;
  const rowsInFold = folds === 0 ? rows / 2 : rows - Math.ceil(rows / folds);
  const feasible = bases.map((algorithm) => ({
    algorithm,
    steps: STEPS[algorithm].filter((step) => rowsInFold >= 2 * (step.minRows ?? 0)),
  }));
  const defaults = feasible.flatMap(({ algorithm, steps }) =>
    steps.map((step, round) => entry(algorithm, step.id, algorithm === 'GLM' ? linearGroup : round + 1)),
  );
  const grids = bases.flatMap((algorithm) => {
    const weight = GRIDS[algorithm];
    return weight === undefined ? [] : entry(algorithm, 'grid_1', GRID_GROUP, weight);
  });
  const ensembles = algorithms.includes('STACKED_ENSEMBLE')
    ? ENSEMBLES.map((id) => entry('STACKED_ENSEMBLE', id, ENSEMBLE_GROUP))
    : [];
  const planned = grids.length > 0 ? limit : Math.min(limit, defaults.length);
  return {
    entries: [...defaults, ...grids, ...ensembles],
    parameters: takesPenalty ? [MIXED_PENALTY] : [],
    maxModels: limit,
    // One share is left over, so that the first model is done before the run is cut off.
    timeShare: 1 / (bases.length + 1),
    ensembles: ensembles.length,
    expectedModels: planned + ensembles.length,
  };
}

/** Lower groups come first; within one, H2O builds in the order of the entries. */
function entry(algorithm: Algorithm, id: string, group: number, weight = WEIGHT): PlanEntry {
  return { name: H2O_NAMES[algorithm], steps: [{ id, group, weight }] };
}

const ALGORITHMS_BY_H2O_NAME: Readonly<Record<string, Algorithm>> = Object.fromEntries(
  Object.entries(H2O_NAMES).map(([algorithm, name]) => [name.toLowerCase(), algorithm as Algorithm]),
);

/** The contract's name for H2O's, in any case: `xgboost`, `StackedEnsemble`. undefined: none of ours. */
export function algorithmOf(h2oName: string): Algorithm | undefined {
  return ALGORITHMS_BY_H2O_NAME[h2oName.toLowerCase()];
}
