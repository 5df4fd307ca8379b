import type { Metrics } from '../domain/leaderboard.js';
import type { ClassIndexes } from './classification.js';
import { classMetrics, valueMetrics } from './metrics.js';
import { totalWeight, weightedMean, type Weights } from './weights.js';

/** Share of each class among the rows, by class. */
export function classShares(actual: ClassIndexes, classes: number, weights?: Weights): Float64Array {
  const shares = new Float64Array(classes);
  actual.forEach((label, row) => {
    shares[label] = (shares[label] as number) + (weights?.[row] ?? 1);
  });
  const total = totalWeight(actual.length, weights);
  return shares.map((weight) => (total > 0 ? weight / total : 0));
}

/**
 * Metrics of a model that looks at nothing: each row gets the shares of the classes as probabilities, and the
 * commonest class (the first of equally common ones) as prediction.
 * @param shares by class; those of these rows unless given, which is the best that a constant can do on them.
 */
export function classBaseline(
  actual: ClassIndexes,
  classes: number,
  {
    weights,
    shares = classShares(actual, classes, weights),
  }: { weights?: Weights; shares?: Float64Array } = {},
): Metrics {
  return classMetrics({
    actual,
    predicted: new Int32Array(actual.length).fill(shares.indexOf(Math.max(...shares))),
    likelihoods: Float64Array.from(actual, (label) => shares[label] as number),
    positive: classes === 2 ? new Float64Array(actual.length).fill(shares[1] as number) : null,
    classes,
    weights,
  });
}

/**
 * Metrics of always predicting the mean.
 * @param mean that of these rows unless given.
 */
export function valueBaseline(
  actual: Float64Array,
  { weights, mean }: { weights?: Weights; mean?: number } = {},
): Metrics {
  const constant = mean ?? weightedMean(actual.length, weights, (row) => actual[row] as number) ?? Number.NaN;
  return valueMetrics(actual, new Float64Array(actual.length).fill(constant), weights);
}
