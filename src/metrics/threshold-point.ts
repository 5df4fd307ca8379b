import type { ThresholdPoint } from '../domain/threshold.js';

type Counts = Pick<ThresholdPoint, 'truePositives' | 'falsePositives' | 'trueNegatives' | 'falseNegatives'>;

/** The rates that follow from the four counts; one without rows to be of is 0, but for the precision, which is null. */
export function thresholdPoint(threshold: number, counts: Counts): ThresholdPoint {
  const { truePositives: tp, falsePositives: fp, trueNegatives: tn, falseNegatives: fn } = counts;
  // Factor by factor: the product of four counts leaves the range in which whole numbers are exact.
  const spread = Math.sqrt(tp + fp) * Math.sqrt(tp + fn) * Math.sqrt(tn + fp) * Math.sqrt(tn + fn);
  return {
    threshold,
    precision: tp + fp > 0 ? tp / (tp + fp) : null,
    recall: ratio(tp, tp + fn),
    specificity: ratio(tn, tn + fp),
    f1: ratio(2 * tp, 2 * tp + fp + fn),
    mcc: ratio(tp * tn - fp * fn, spread),
    accuracy: ratio(tp + tn, tp + fp + tn + fn),
    ...counts,
  };
}

const ratio = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);
