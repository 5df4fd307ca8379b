import type { CalibrationBin } from '../domain/threshold.js';
import type { ClassIndexes } from './classification.js';
import type { Weights } from './weights.js';

/**
 * Rows by predicted probability of the second class, in bins of about equally many rows, ascending; empty bins are
 * left out. The edges are the quantiles of the probabilities, linearly interpolated; a row on an edge is in the lower
 * bin. With weights, the means are weighted; edges and `rows` are not.
 * @param actual 1: the row is of the second class; else 0.
 */
export function calibrationBins(
  actual: ClassIndexes,
  probabilities: Float64Array,
  { bins = 10, weights }: { bins?: number; weights?: Weights } = {},
): CalibrationBin[] {
  if (actual.length === 0) return [];
  const sorted = probabilities.slice().sort();
  const edges = Array.from({ length: bins - 1 }, (_, index) => quantile(sorted, (index + 1) / bins));
  const sums = Array.from({ length: bins }, () => ({ rows: 0, weight: 0, predicted: 0, observed: 0 }));
  for (let row = 0; row < actual.length; row++) {
    const probability = probabilities[row] as number;
    const above = edges.findIndex((edge) => probability <= edge);
    const bin = sums[above === -1 ? bins - 1 : above];
    const weight = weights?.[row] ?? 1;
    if (bin === undefined) continue;
    bin.rows += 1;
    bin.weight += weight;
    bin.predicted += probability * weight;
    if (actual[row] === 1) bin.observed += weight;
  }
  return sums
    .filter(({ weight }) => weight > 0)
    .map(({ rows, weight, predicted, observed }) => ({
      rows,
      predicted: predicted / weight,
      observed: observed / weight,
    }));
}

/**
 * Expected calibration error: mean of |predicted - observed| over the bins, by their rows. 0 for a model whose
 * probabilities are shares; null without bins.
 */
export function calibrationError(bins: readonly CalibrationBin[]): number | null {
  const rows = bins.reduce((sum, bin) => sum + bin.rows, 0);
  if (rows === 0) return null;
  return bins.reduce((sum, bin) => sum + (bin.rows * Math.abs(bin.predicted - bin.observed)) / rows, 0);
}

/**
 * Linearly interpolated between the two nearest ranks, as numpy does by default.
 * @param sorted ascending, not empty.
 */
export function quantile(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  const t = place - below;
  // numpy's way of rounding: from the nearer end, so that no value leaves [low, high].
  return t >= 0.5 ? high - (high - low) * (1 - t) : low + (high - low) * t;
}
