import type {
  ColumnType,
  ProblemType,
  SortMetric,
  ThresholdCriterion,
  ValidationKind,
} from '../../gql/graphql.js';

export const TYPE_NAMES: Readonly<Record<ColumnType, string>> = {
  NUMERIC: 'Number',
  CATEGORICAL: 'Category',
  TIME: 'Date or time',
  TEXT: 'Text',
};
export const TYPES = Object.keys(TYPE_NAMES) as ColumnType[];

export const VALIDATION_NAMES: Readonly<Record<ValidationKind, string>> = {
  RANDOM: 'Random folds',
  GROUPED: 'By groups',
  TIME_ORDERED: 'In the order of time',
};
export const VALIDATIONS = Object.keys(VALIDATION_NAMES) as ValidationKind[];

export const SORT_METRIC_NAMES: Readonly<Record<SortMetric, string>> = {
  AUTO: 'Automatic',
  LOGLOSS: 'Logloss',
  AUC: 'AUC',
  AUCPR: 'AUCPR',
  MEAN_PER_CLASS_ERROR: 'Mean per-class error',
  RMSE: 'RMSE',
  MSE: 'MSE',
  MAE: 'MAE',
  RMSLE: 'RMSLE',
};
export const SORT_METRICS = Object.keys(SORT_METRIC_NAMES) as SortMetric[];

/** What the leaderboard of a problem can be sorted by. */
export const METRICS_OF: Readonly<Record<ProblemType, readonly SortMetric[]>> = {
  BINARY: ['AUTO', 'LOGLOSS', 'AUC', 'AUCPR', 'MEAN_PER_CLASS_ERROR', 'RMSE', 'MSE'],
  MULTICLASS: ['AUTO', 'LOGLOSS', 'MEAN_PER_CLASS_ERROR', 'RMSE', 'MSE'],
  REGRESSION: ['AUTO', 'RMSE', 'MSE', 'MAE', 'RMSLE'],
};

export const CRITERION_NAMES: Readonly<Record<ThresholdCriterion, string>> = {
  AUTO: 'Automatic (MCC)',
  F1: 'Best F1',
  MCC: 'Best MCC',
  ACCURACY: 'Best accuracy',
  BALANCED_ACCURACY: 'Best balanced accuracy',
  COST: 'Lowest cost of mistakes',
  VALUE: 'A value of mine',
};
export const CRITERIA = Object.keys(CRITERION_NAMES) as ThresholdCriterion[];
