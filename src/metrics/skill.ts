import type { Metrics } from '../domain/leaderboard.js';

/**
 * Share of the baseline's loss that the model removes: 1 - loss / loss of the baseline. The loss is the logloss of a
 * classification, the mean squared error of a regression (where skill is R²). 1: perfect; 0: as good as no model;
 * below 0: worse than none.
 * @returns null where a loss is unknown, or the baseline has none to remove.
 */
export function skillOf(metrics: Metrics, baseline: Metrics): number | null {
  const loss = lossOf(metrics);
  const reference = lossOf(baseline);
  // Rows of one class have a logloss of 2e-16 in place of none, since no probability counts as 1.
  const least = baseline.logloss === null ? 0 : 1e-12;
  return loss === null || reference === null || reference <= least ? null : 1 - loss / reference;
}

const lossOf = ({ logloss, mse }: Metrics): number | null => logloss ?? mse;
