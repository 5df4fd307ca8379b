import type { IntervalOffsets } from '../prediction/overrides.js';

/**
 * Offsets that cover a share of the errors that a model made on rows it had not seen: split conformal prediction on
 * signed errors, each side by itself, so that an interval need not be symmetric. On new rows like these it covers
 * `level` of the values, or a little more.
 *
 * Source: Lei et al., "Distribution-Free Predictive Inference for Regression" (2018); Barber et al., "Predictive
 * Inference with the Jackknife+" (2021), CV+.
 *
 * @param errors actual - predicted, by row; those that are NaN do not count.
 * @param level such as 0.9; between 0 and 1.
 * @returns null where there are too few errors for such a level.
 */
export function intervalOffsets(errors: Float64Array, level: number): IntervalOffsets | null {
  const sorted = errors.filter((error) => !Number.isNaN(error)).sort();
  // One more row of the same kind is equally likely to have any rank among them.
  // The little more makes up for 1 - 0.9 being less than 0.1.
  const beyond = Math.floor(((1 - level) / 2) * (sorted.length + 1) + 1e-9);
  const low = sorted[beyond - 1];
  const high = sorted[sorted.length - beyond];
  return low === undefined || high === undefined ? null : { low, high };
}
