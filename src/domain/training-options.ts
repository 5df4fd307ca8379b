export const ALGORITHMS = ['GLM', 'GBM', 'XGBOOST', 'DEEP_LEARNING', 'DRF', 'STACKED_ENSEMBLE'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

/** What a model predicts: one of two classes, one of several, or a number. */
export type ProblemType = 'BINARY' | 'MULTICLASS' | 'REGRESSION';
export type ProblemTypeChoice = 'AUTO' | 'CLASSIFICATION' | 'REGRESSION';

/** How to train, every default filled in. */
export interface TrainingOptions {
  /** Response column by name; null: the last column of the file. */
  readonly target: string | null;
  readonly problemType: ProblemTypeChoice;
  /** Rows to train on at most; null: all. */
  readonly maxRows: number | null;
  readonly ignoredColumns: readonly string[];
  readonly algorithms: readonly Algorithm[];
  /** Adds DEEP_LEARNING where the leader misses the quality bar. */
  readonly escalate: boolean;
  readonly maxModels: number;
  /** Wall-clock budget of the training, in seconds. */
  readonly maxRuntimeSecs: number;
  readonly seed: number;
}

export const DEFAULT_TRAINING_OPTIONS: TrainingOptions = {
  target: null,
  problemType: 'AUTO',
  maxRows: 500,
  ignoredColumns: [],
  algorithms: ['GLM', 'GBM', 'XGBOOST'],
  escalate: true,
  maxModels: 10,
  maxRuntimeSecs: 300,
  seed: 1,
};
