import type { Metrics } from '../domain/leaderboard.js';
import { BinaryRanking } from './binary-ranking.js';
import {
  accuracyOf,
  confusionCounts,
  logloss,
  meanPerClassErrorOf,
  meanSquaredProbabilityError,
  type ClassIndexes,
} from './classification.js';
import { meanAbsoluteError, meanSquaredError, r2, root, rootMeanSquaredLogError } from './regression.js';
import type { Weights } from './weights.js';

/** Rows of two or more classes with what a model said of each. All arrays are by row. */
export interface ClassRows {
  readonly actual: ClassIndexes;
  readonly predicted: ClassIndexes;
  /** The probability that the row's own class was given. */
  readonly likelihoods: Float64Array;
  /** Of two classes: the probability of the second; else null. */
  readonly positive: Float64Array | null;
  readonly classes: number;
  readonly weights?: Weights;
}

/** All metrics of a classification; `auc` and `aucpr` (average precision) of two classes only. */
export function classMetrics({
  actual,
  predicted,
  likelihoods,
  positive,
  classes,
  weights,
}: ClassRows): Metrics {
  const counts = confusionCounts(actual, predicted, classes, weights);
  const ranking = positive && new BinaryRanking(actual, positive, weights);
  const mse = meanSquaredProbabilityError(likelihoods, weights);
  return {
    auc: ranking?.auc() ?? null,
    aucpr: ranking?.averagePrecision() ?? null,
    logloss: logloss(likelihoods, weights),
    meanPerClassError: meanPerClassErrorOf(counts),
    accuracy: accuracyOf(counts),
    mse,
    rmse: root(mse),
    mae: null,
    rmsle: null,
    r2: null,
  };
}

/** All metrics of a regression. */
export function valueMetrics(actual: Float64Array, predicted: Float64Array, weights?: Weights): Metrics {
  const mse = meanSquaredError(actual, predicted, weights);
  return {
    auc: null,
    aucpr: null,
    logloss: null,
    meanPerClassError: null,
    accuracy: null,
    mse,
    rmse: root(mse),
    mae: meanAbsoluteError(actual, predicted, weights),
    rmsle: rootMeanSquaredLogError(actual, predicted, weights),
    r2: r2(actual, predicted, weights),
  };
}
