import type { ColumnType } from '../../domain/training-sample.js';
import type {
  Algorithm,
  MonotoneConstraint,
  ProblemType,
  ProblemTypeChoice,
  SortMetric,
  ThresholdCriterion,
  ValidationKind,
} from '../../domain/training-options.js';
import { enumType } from './enum-type.js';

export const AlgorithmEnum = enumType<Algorithm>(
  'Algorithm',
  'A family of models that H2O AutoML can train.',
  {
    GLM: 'Generalised linear model with elastic-net regularisation.',
    GBM: "Gradient boosting machine: H2O's own boosted trees.",
    XGBOOST: 'XGBoost. Not every platform has it; training then goes on without, and `Task.notes` says so.',
    DEEP_LEARNING: 'Fully connected neural network.',
    DRF: 'Distributed random forest, extremely randomised trees included.',
    STACKED_ENSEMBLE: 'Combines the other models; of use only together with at least one of them.',
  },
);

export const ProblemTypeEnum = enumType<ProblemType>('ProblemType', 'What the model predicts.', {
  BINARY: 'One of two classes.',
  MULTICLASS: 'One of three or more classes.',
  REGRESSION: 'A number.',
});

export const ProblemTypeChoiceEnum = enumType<ProblemTypeChoice>(
  'ProblemTypeChoice',
  'What the user asks the model to predict.',
  {
    AUTO: 'Decided by the target: text, booleans and integers with at most 10 distinct values are classes; other numbers are a regression.',
    CLASSIFICATION: 'Every distinct value of the target is a class.',
    REGRESSION: 'The target is a number.',
  },
);

export const ColumnTypeEnum = enumType<ColumnType>('ColumnType', 'What the values of a column are.', {
  NUMERIC: 'Numbers.',
  CATEGORICAL: 'Labels out of a limited set.',
  TIME: 'Dates or points in time; minimum, maximum and mean are milliseconds since 1970-01-01 UTC.',
  TEXT: 'Free text or identifiers: kept, but never trained on.',
});

export const ValidationKindEnum = enumType<ValidationKind>(
  'ValidationKind',
  'Which rows a model is judged on.',
  {
    RANDOM: 'Random folds, stratified by class.',
    GROUPED: 'Rows with the same value of `column` are always in the same fold.',
    TIME_ORDERED: 'Validation rows are always later, by `column`, than training rows.',
  },
);

export const SortMetricEnum = enumType<SortMetric>(
  'SortMetric',
  'What the leaderboard is sorted by, in the direction that is better.',
  {
    AUTO: 'Logloss of a classification, RMSE of a regression.',
    LOGLOSS: 'Classification.',
    AUC: 'Two classes.',
    AUCPR: 'Two classes.',
    MEAN_PER_CLASS_ERROR: 'Classification.',
    RMSE: 'Regression.',
    MSE: 'Regression.',
    MAE: 'Regression.',
    RMSLE: 'Regression of values above -1.',
  },
);

export const ThresholdCriterionEnum = enumType<ThresholdCriterion>(
  'ThresholdCriterion',
  'How the threshold of a model of two classes is chosen, on cross-validated predictions.',
  {
    AUTO: 'MCC; where the model knows too little for that, ACCURACY.',
    F1: 'Largest F1: precision and recall of the second class count alike.',
    MCC: 'Largest correlation of predicted and actual class (Matthews).',
    ACCURACY: 'Most rows right.',
    BALANCED_ACCURACY: 'Largest mean share of right rows over the two classes.',
    COST: 'Smallest cost of the mistakes.',
    VALUE: 'As given.',
  },
);

export const MonotoneDirectionEnum = enumType<MonotoneConstraint['direction']>(
  'MonotoneDirection',
  'Where a prediction goes as a column rises.',
  { INCREASING: 'It does not fall.', DECREASING: 'It does not rise.' },
);
