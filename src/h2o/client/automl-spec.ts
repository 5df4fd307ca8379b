/** H2O's names. `StackedEnsemble` needs its base models in the same run. */
export type H2OAlgorithm = 'GLM' | 'GBM' | 'XGBoost' | 'DRF' | 'DeepLearning' | 'StackedEnsemble';

/** Steps to run for an algorithm, such as `def_1`; those of a lower group run first, in the order of the plan. */
export interface PlanEntry {
  readonly name: H2OAlgorithm;
  readonly steps: readonly { readonly id: string; readonly group?: number; readonly weight?: number }[];
}

/** Of all models of one algorithm. */
export interface ModelParameter {
  readonly algorithm: H2OAlgorithm;
  readonly name: string;
  readonly value: string | boolean | readonly number[];
}

export interface AutoMLSpec {
  /** A second run into the same project adds to its leaderboard. `[A-Za-z0-9_]`, starting with a letter. */
  readonly project: string;
  readonly frame: string;
  /** A categorical response is a classification. */
  readonly response: string;
  readonly ignoredColumns?: readonly string[];
  /** Numeric column with the weight of each row. */
  readonly weightsColumn?: string;
  readonly balanceClasses?: boolean;
  /** 1: the prediction does not fall as the column rises; -1: it does not rise. GBM and XGBoost only. */
  readonly monotone?: readonly { readonly column: string; readonly direction: 1 | -1 }[];
  /** How many (2 or more, or 0), dealt by row number; or the column that numbers the fold of each row. */
  readonly folds: number | { readonly column: string };
  /** Without folds: the frame that models are judged and stopped by. */
  readonly validationFrame?: string;
  readonly seed: number;
  /** For this run; 0 or absent: no limit, so there must be a time limit. */
  readonly maxModels?: number;
  readonly maxRuntimeSecs: number;
  /** 0 or absent: no limit. */
  readonly maxRuntimeSecsPerModel?: number;
  /** Only an H2O that was started with {@link ANY_PARAMETER} takes them. */
  readonly parameters?: readonly ModelParameter[];
  /** H2O ignores a metric that does not fit the problem. Default: `AUTO`. */
  readonly sortMetric?: string;
  readonly stoppingMetric?: string;
  /** Keeps what each model says of the rows of the fold that it was not shown. Default: false. */
  readonly keepHoldoutPredictions?: boolean;
  /** Keeps the model of each fold as well. Default: false. */
  readonly keepFoldModels?: boolean;
  /** Which models: all that H2O would build of some algorithms, or exactly named steps. */
  readonly models: { readonly algorithms: readonly H2OAlgorithm[] } | { readonly plan: readonly PlanEntry[] };
}

/** Java option by which AutoML takes any parameter of a model, and not `monotone_constraints` alone. */
export const ANY_PARAMETER = '-Dsys.ai.h2o.automl.algo_parameters.all.enabled=true';

/** The body of `/99/AutoMLBuilder`. */
export function builderRequest(spec: AutoMLSpec): unknown {
  const parameters = [
    ...(spec.monotone?.length
      ? [
          {
            scope: 'any',
            name: 'monotone_constraints',
            value: spec.monotone.map(({ column, direction }) => ({ key: column, value: direction })),
          },
        ]
      : []),
    ...(spec.parameters ?? []).map(({ algorithm, name, value }) => ({ scope: algorithm, name, value })),
  ];
  return {
    build_control: {
      project_name: spec.project,
      nfolds: typeof spec.folds === 'number' ? spec.folds : -1,
      balance_classes: spec.balanceClasses ?? false,
      keep_cross_validation_models: spec.keepFoldModels ?? false,
      keep_cross_validation_predictions: spec.keepHoldoutPredictions ?? false,
      stopping_criteria: {
        max_models: spec.maxModels ?? 0,
        max_runtime_secs: spec.maxRuntimeSecs,
        max_runtime_secs_per_model: spec.maxRuntimeSecsPerModel ?? 0,
        seed: spec.seed,
        stopping_metric: spec.stoppingMetric ?? 'AUTO',
        stopping_rounds: 3,
        stopping_tolerance: -1,
      },
    },
    input_spec: {
      training_frame: spec.frame,
      validation_frame: spec.validationFrame ?? null,
      leaderboard_frame: spec.validationFrame ?? null,
      response_column: spec.response,
      fold_column: typeof spec.folds === 'number' ? null : spec.folds.column,
      ignored_columns: spec.ignoredColumns ?? [],
      weights_column: spec.weightsColumn ?? null,
      sort_metric: spec.sortMetric ?? 'AUTO',
    },
    build_models: {
      ...('plan' in spec.models
        ? { modeling_plan: spec.models.plan }
        : { include_algos: spec.models.algorithms }),
      ...(parameters.length > 0 && { algo_parameters: parameters }),
    },
  };
}
