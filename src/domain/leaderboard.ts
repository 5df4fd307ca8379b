import type { Algorithm } from './training-options.js';

/** Cross-validated over all folds' holdout predictions. null: does not apply to the problem type, or is not finite. */
export interface Metrics {
  readonly auc: number | null;
  readonly aucpr: number | null;
  readonly logloss: number | null;
  readonly meanPerClassError: number | null;
  readonly accuracy: number | null;
  readonly mse: number | null;
  readonly rmse: number | null;
  readonly mae: number | null;
  readonly rmsle: number | null;
  readonly r2: number | null;
}

export interface LeaderboardEntry {
  readonly modelId: string;
  readonly algorithm: Algorithm;
  /** 1 is the leader. */
  readonly rank: number;
  readonly metrics: Metrics;
}

export interface VariableImportance {
  readonly column: string;
  /** 1 for the most important column, the others in proportion. */
  readonly relative: number;
}

/** counts[actual][predicted], in the order of `labels`. */
export interface ConfusionMatrix {
  readonly labels: readonly string[];
  readonly counts: readonly (readonly number[])[];
}

export interface RocPoint {
  readonly threshold: number;
  readonly falsePositiveRate: number;
  readonly truePositiveRate: number;
}

/** A row's target, and what the model made of it while it was not shown that row. */
export interface HoldoutPair {
  readonly actual: number;
  readonly predicted: number;
}

/** The leader of a finished task. */
export interface ModelDetails {
  readonly modelId: string;
  readonly algorithm: Algorithm;
  /** Path of the saved model, relative to the data directory, with `/` separators. */
  readonly path: string;
  readonly metrics: Metrics;
  /** True where the quality bar was missed and DEEP_LEARNING was added. */
  readonly escalated: boolean;
  readonly variableImportance: readonly VariableImportance[];
  /** null for a regression. */
  readonly confusionMatrix: ConfusionMatrix | null;
  /** null unless BINARY. */
  readonly rocCurve: readonly RocPoint[] | null;
  /** Evenly drawn; null unless REGRESSION, and where the engine kept none. */
  readonly holdout: readonly HoldoutPair[] | null;
}
