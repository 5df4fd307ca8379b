import { logloss } from './classification.js';
import { weightedMean, type Weights } from './weights.js';

/**
 * How sure it is that a model loses less than its baseline on rows like these: the mean of what each row gains, in
 * standard errors (the statistic of a paired t-test). Below 2, chance may have done it.
 * @param gains by row: loss of the baseline less that of the model
 * @returns null where all rows gain the same, or there are none
 */
function evidenceOf(gains: Float64Array, weights?: Weights): number | null {
  const mean = weightedMean(gains.length, weights, (row) => gains[row] as number);
  if (mean === null) return null;
  const spread = weightedMean(gains.length, weights, (row) => ((gains[row] as number) - mean) ** 2) ?? 0;
  // Rows that count more than others are fewer in effect (Kish).
  const total = weights?.reduce((sum, weight) => sum + weight, 0) ?? gains.length;
  const squares = weights?.reduce((sum, weight) => sum + weight ** 2, 0) ?? gains.length;
  return spread > 0 ? mean / Math.sqrt((spread * squares) / total ** 2) : null;
}

/**
 * Of a classification, by logloss.
 * @param likelihoods the probability that each row's own class was given
 * @param guesses the same of the baseline
 */
export function classEvidence(
  likelihoods: Float64Array,
  guesses: Float64Array,
  weights?: Weights,
): number | null {
  const lossOf = (likelihood: number) => logloss(Float64Array.of(likelihood)) ?? 0;
  const gains = likelihoods.map((likelihood, row) => lossOf(guesses[row] as number) - lossOf(likelihood));
  return evidenceOf(gains, weights);
}

/** Of a regression, by squared error, beside the mean. */
export function valueEvidence(
  actual: Float64Array,
  predicted: Float64Array,
  weights?: Weights,
): number | null {
  const mean = weightedMean(actual.length, weights, (row) => actual[row] as number) ?? Number.NaN;
  const gains = actual.map((value, row) => (value - mean) ** 2 - (value - (predicted[row] as number)) ** 2);
  return evidenceOf(gains, weights);
}
