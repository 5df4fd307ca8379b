import { z } from 'zod';
import { list, record } from './record.js';

const ALGORITHMS = ['GLM', 'GBM', 'XGBOOST', 'DEEP_LEARNING', 'DRF', 'STACKED_ENSEMBLE'] as const;
export const Algorithm = z.enum(ALGORITHMS);
export type Algorithm = z.output<typeof Algorithm>;

/** What a model predicts: one of two classes, one of several, or a number. */
export const ProblemType = z.enum(['BINARY', 'MULTICLASS', 'REGRESSION']);
export type ProblemType = z.output<typeof ProblemType>;

export const ProblemTypeChoice = z.enum(['AUTO', 'CLASSIFICATION', 'REGRESSION']);
export type ProblemTypeChoice = z.output<typeof ProblemTypeChoice>;

/** TEXT is kept in datasets but never trained on. */
export const ColumnType = z.enum(['NUMERIC', 'CATEGORICAL', 'TIME', 'TEXT']);
export type ColumnType = z.output<typeof ColumnType>;

/** Overrides how one column is read. */
export const ColumnOptions = record({
  name: z.string(),
  /** null: as detected. */
  type: ColumnType.nullable().default(null),
  /** How its dates are written, such as `dd/MM/yyyy HH:mm`; of a TIME only. */
  timeFormat: z.string().nullable().default(null),
  /** Takes labels that differ only in case, accents or spaces as one. */
  mergeVariants: z.boolean().default(false),
});
export type ColumnOptions = Readonly<z.output<typeof ColumnOptions>>;

/**
 * RANDOM: folds at random, stratified by class. GROUPED: rows with the same value of a column share a fold.
 * TIME_ORDERED: validation rows are later, by a column, than the rows trained on.
 */
export const ValidationKind = z.enum(['RANDOM', 'GROUPED', 'TIME_ORDERED']);
export type ValidationKind = z.output<typeof ValidationKind>;

export const ValidationOptions = record({
  kind: ValidationKind.default('RANDOM'),
  /** Of GROUPED and TIME_ORDERED. */
  column: z.string().nullable().default(null),
  /** null: by the number of rows. */
  folds: z.number().nullable().default(null),
  /** Share of the rows that no model learns from, 0 to 0.5. */
  testFraction: z.number().default(0),
});
export type ValidationOptions = Readonly<z.output<typeof ValidationOptions>>;

/** What the leaderboard is sorted by. AUTO: logloss, or RMSE. */
export const SortMetric = z.enum([
  'AUTO',
  'LOGLOSS',
  'AUC',
  'AUCPR',
  'MEAN_PER_CLASS_ERROR',
  'RMSE',
  'MSE',
  'MAE',
  'RMSLE',
]);
export type SortMetric = z.output<typeof SortMetric>;

export const ThresholdCriterion = z.enum([
  'AUTO',
  'F1',
  'MCC',
  'ACCURACY',
  'BALANCED_ACCURACY',
  'COST',
  'VALUE',
]);
export type ThresholdCriterion = z.output<typeof ThresholdCriterion>;

/** How the threshold of a model of two classes is chosen, on cross-validated predictions. */
export const ThresholdOptions = record({
  criterion: ThresholdCriterion.default('AUTO'),
  /** Of VALUE: the threshold, 0 to 1. */
  value: z.number().nullable().default(null),
  /** Of COST; the second class is the positive one. */
  falsePositiveCost: z.number().default(1),
  falseNegativeCost: z.number().default(1),
});
export type ThresholdOptions = Readonly<z.output<typeof ThresholdOptions>>;

/** The prediction must not fall, or not rise, as the column rises. */
export const MonotoneConstraint = record({
  column: z.string(),
  direction: z.enum(['INCREASING', 'DECREASING']),
});
export type MonotoneConstraint = Readonly<z.output<typeof MonotoneConstraint>>;

/** How to train. Every field has a default, so that options of an older version open with those it did not have. */
export const TrainingOptions = record({
  /** Response column by name; null: the last column of the file. */
  target: z.string().nullable().default(null),
  problemType: ProblemTypeChoice.default('AUTO'),
  /** Rows to train on at most; null: all. */
  maxRows: z.number().nullable().default(500),
  ignoredColumns: list(z.string()).default([]),
  /** Columns to train on that are left out else: keys, constants, copies of the target. */
  includeColumns: list(z.string()).default([]),
  algorithms: list(Algorithm).default(['GLM', 'GBM', 'XGBOOST']),
  /** Adds DEEP_LEARNING where the leader misses the quality bar. */
  escalate: z.boolean().default(true),
  maxModels: z.number().default(10),
  /** Wall-clock budget of the training, in seconds. */
  maxRuntimeSecs: z.number().default(300),
  seed: z.number().default(1),
  columns: list(ColumnOptions).default([]),
  validation: ValidationOptions.default(ValidationOptions.parse({})),
  sortMetric: SortMetric.default('AUTO'),
  /** Numeric column with the weight of each row, 0 or more; not a feature. */
  weightColumn: z.string().nullable().default(null),
  /** Balances the classes during training; probabilities are corrected afterwards. */
  balanceClasses: z.boolean().default(false),
  monotone: list(MonotoneConstraint).default([]),
  threshold: ThresholdOptions.default(ThresholdOptions.parse({})),
});
export type TrainingOptions = Readonly<z.output<typeof TrainingOptions>>;

export const DEFAULT_TRAINING_OPTIONS: TrainingOptions = TrainingOptions.parse({});
