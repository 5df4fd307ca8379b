/** A weight for each row, 0 or more; none: each row counts once. */
export type Weights = Float64Array | undefined;

/** Sum of the weights of `rows` rows. */
export function totalWeight(rows: number, weights: Weights): number {
  return weights === undefined ? rows : weights.reduce((sum, weight) => sum + weight, 0);
}

/** Weighted mean of `value` over `rows` rows; null where they weigh nothing, or where it is not finite. */
export function weightedMean(rows: number, weights: Weights, value: (row: number) => number): number | null {
  let sum = 0;
  for (let row = 0; row < rows; row++) sum += value(row) * (weights?.[row] ?? 1);
  const mean = sum / totalWeight(rows, weights);
  return Number.isFinite(mean) ? mean : null;
}
