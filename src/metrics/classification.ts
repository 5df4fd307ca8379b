import { weightedMean, type Weights } from './weights.js';

/** Index of a row's class, by row. */
export type ClassIndexes = Int32Array;

/**
 * The probability that each row's own class was given.
 * @param actual class of each row.
 * @param probabilities by class, then by row.
 */
export function probabilityOfActual(
  actual: ClassIndexes,
  probabilities: readonly Float64Array[],
): Float64Array {
  return Float64Array.from(actual, (label, row) => probabilities[label]?.[row] ?? Number.NaN);
}

/**
 * Logarithmic loss: mean of -ln(p), with p clipped to [ε, 1 - ε], ε = 2⁻⁵².
 * @param likelihoods the probability that each row's own class was given ({@link probabilityOfActual}).
 * @returns null without rows.
 */
export function logloss(likelihoods: Float64Array, weights?: Weights): number | null {
  return weightedMean(
    likelihoods.length,
    weights,
    (row) => -Math.log(Math.min(1 - Number.EPSILON, Math.max(Number.EPSILON, likelihoods[row] as number))),
  );
}

/**
 * Mean of (1 - p)², p as in {@link logloss}: what H2O calls the MSE of a classifier. For two classes it is the Brier
 * score.
 */
export function meanSquaredProbabilityError(likelihoods: Float64Array, weights?: Weights): number | null {
  return weightedMean(likelihoods.length, weights, (row) => (1 - (likelihoods[row] as number)) ** 2);
}

/**
 * Sums of weights (of rows, without weights) by actual, then by predicted class.
 * @param predicted class of each row; as long as `actual`.
 * @param classes how many there are.
 */
export function confusionCounts(
  actual: ClassIndexes,
  predicted: ClassIndexes,
  classes: number,
  weights?: Weights,
): number[][] {
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (let row = 0; row < actual.length; row++) {
    const cells = counts[actual[row] as number] as number[];
    const column = predicted[row] as number;
    cells[column] = (cells[column] as number) + (weights?.[row] ?? 1);
  }
  return counts;
}

/** Share of the rows that are predicted right. @returns null without rows. */
export function accuracyOf(counts: readonly (readonly number[])[]): number | null {
  const right = sum(counts.map((row, label) => row[label] ?? 0));
  return ratio(right, sum(counts.map(sum)));
}

/** Mean over the classes that occur of the share of their rows that are predicted wrong: 1 - balanced accuracy. */
export function meanPerClassErrorOf(counts: readonly (readonly number[])[]): number | null {
  const errors = counts.flatMap((row, label) => {
    const rows = sum(row);
    return rows > 0 ? [1 - (row[label] ?? 0) / rows] : [];
  });
  return ratio(sum(errors), errors.length);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const ratio = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
