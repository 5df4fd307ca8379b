import { z } from 'zod';
import { list, record } from './record.js';
import { Algorithm, ThresholdCriterion } from './training-options.js';

const metric = z.number().nullable();

/** Cross-validated over all folds' holdout predictions. null: does not apply to the problem type, or is not finite. */
export const Metrics = record({
  auc: metric,
  aucpr: metric,
  logloss: metric,
  meanPerClassError: metric,
  accuracy: metric,
  mse: metric,
  rmse: metric,
  mae: metric,
  rmsle: metric,
  r2: metric,
});
export type Metrics = Readonly<z.output<typeof Metrics>>;

export const LeaderboardEntry = record({
  modelId: z.string(),
  algorithm: Algorithm,
  /** 1 is the leader. */
  rank: z.number(),
  metrics: Metrics,
  /** Standard deviation over the folds; null where there is none, and in older rows. */
  spread: Metrics.nullable().default(null),
  /** Milliseconds that the model itself took, its folds aside. */
  trainingMs: z.number().nullable().default(null),
});
export type LeaderboardEntry = Readonly<z.output<typeof LeaderboardEntry>>;

export const VariableImportance = record({
  column: z.string(),
  /** 1 for the most important column, the others in proportion. */
  relative: z.number(),
});
export type VariableImportance = Readonly<z.output<typeof VariableImportance>>;

/** counts[actual][predicted], in the order of `labels`. */
export const ConfusionMatrix = record({ labels: list(z.string()), counts: list(list(z.number())) });
export type ConfusionMatrix = Readonly<z.output<typeof ConfusionMatrix>>;

export const RocPoint = record({
  threshold: z.number(),
  falsePositiveRate: z.number(),
  truePositiveRate: z.number(),
});
export type RocPoint = Readonly<z.output<typeof RocPoint>>;

/** A row's target, and what a model that had not seen the row predicted for it. */
export const HoldoutPair = record({ actual: z.number(), predicted: z.number() });
export type HoldoutPair = Readonly<z.output<typeof HoldoutPair>>;

/** The leader of a finished task. */
export const ModelDetails = record({
  modelId: z.string(),
  algorithm: Algorithm,
  /** Path of the saved model, relative to the data directory, with `/` separators. */
  path: z.string(),
  metrics: Metrics,
  /** True where the quality bar was missed and DEEP_LEARNING was added. */
  escalated: z.boolean(),
  variableImportance: list(VariableImportance),
  /** null for a regression. */
  confusionMatrix: ConfusionMatrix.nullable(),
  /** null unless BINARY. */
  rocCurve: list(RocPoint).nullable(),
  /** Evenly drawn; null unless REGRESSION, where the engine kept none, and in older rows. */
  holdout: list(HoldoutPair).nullable().default(null),
  /** Share of the baseline's loss that the model removes; null where unknown. */
  skill: z.number().nullable().default(null),
  /** On how good it is, against the baseline; empty in older rows. */
  verdict: z.string().default(''),
  /** The second class is predicted from this probability on; null unless BINARY, and in older rows. */
  threshold: z.number().nullable().default(null),
  thresholdCriterion: ThresholdCriterion.nullable().default(null),
});
export type ModelDetails = Readonly<z.output<typeof ModelDetails>>;
