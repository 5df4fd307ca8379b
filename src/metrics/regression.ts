import { weightedMean, type Weights } from './weights.js';

/**
 * Mean squared error: mean of (actual - predicted)².
 * @param actual by row; as long as `predicted`, without missing values.
 * @returns null without rows.
 */
export function meanSquaredError(
  actual: Float64Array,
  predicted: Float64Array,
  weights?: Weights,
): number | null {
  return weightedMean(actual.length, weights, (row) => square(at(actual, row) - at(predicted, row)));
}

/** Mean absolute error: mean of |actual - predicted|. Shapes as in {@link meanSquaredError}. */
export function meanAbsoluteError(
  actual: Float64Array,
  predicted: Float64Array,
  weights?: Weights,
): number | null {
  return weightedMean(actual.length, weights, (row) => Math.abs(at(actual, row) - at(predicted, row)));
}

/**
 * Root of the mean of (log(1 + actual) - log(1 + predicted))².
 * @returns null also where a value is -1 or less, which has no such logarithm.
 */
export function rootMeanSquaredLogError(
  actual: Float64Array,
  predicted: Float64Array,
  weights?: Weights,
): number | null {
  const defined = (value: number): boolean => value > -1;
  if (!actual.every(defined) || !predicted.every(defined)) return null;
  const mean = weightedMean(actual.length, weights, (row) =>
    square(Math.log1p(at(actual, row)) - Math.log1p(at(predicted, row))),
  );
  return root(mean);
}

/**
 * R², the coefficient of determination: 1 - (squared errors of the model) / (squared errors of the mean of `actual`).
 * @returns null where `actual` is constant, or without rows.
 */
export function r2(actual: Float64Array, predicted: Float64Array, weights?: Weights): number | null {
  const mean = weightedMean(actual.length, weights, (row) => at(actual, row));
  const error = meanSquaredError(actual, predicted, weights);
  if (mean === null || error === null) return null;
  const variance = weightedMean(actual.length, weights, (row) => square(at(actual, row) - mean));
  return variance === null || variance === 0 ? null : 1 - error / variance;
}

/** null of null. */
export function root(value: number | null): number | null {
  return value === null ? null : Math.sqrt(value);
}

const at = (values: Float64Array, row: number): number => values[row] as number;
const square = (value: number): number => value * value;
