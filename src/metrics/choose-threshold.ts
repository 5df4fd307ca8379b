import type { ErrorCosts, ThresholdPoint } from '../domain/threshold.js';
import type { ThresholdCriterion } from '../domain/training-options.js';

/**
 * What AUTO stands for where the model knows something. F1 would call nearly every row positive where it knows little.
 * rows × MCC² is the chi-squared statistic of predicted against actual; the largest over all thresholds exceeds this by
 * chance in about one of twenty tables without any signal (Miller and Siegmund, 1982), and there it is ACCURACY: to
 * answer the commoner class is then the best that can be done.
 */
const AUTO = 'MCC';
const LEAST_CHI_SQUARED = 8;

const EQUAL_COSTS: ErrorCosts = { falsePositive: 1, falseNegative: 1 };

/**
 * The threshold that is best by a criterion. Of several equally good ones it is the one nearest to 0.5, and of two
 * equally near ones the higher.
 * @param points what holds at each threshold that may be chosen, such as all of `BinaryRanking.thresholds`.
 * @param costs of COST only: the sum of what the mistakes cost is smallest.
 * @returns null without points.
 */
export function chooseThreshold(
  points: readonly ThresholdPoint[],
  criterion: Exclude<ThresholdCriterion, 'VALUE'>,
  costs: ErrorCosts = EQUAL_COSTS,
): ThresholdPoint | null {
  if (criterion === 'AUTO') return chooseAutomatically(points);
  let best: ThresholdPoint | null = null;
  let bestGain = Number.NEGATIVE_INFINITY;
  for (const point of points) {
    const gain = gainOf(point, criterion, costs);
    if (
      best === null ||
      gain > bestGain ||
      (gain === bestGain && isNearer(point.threshold, best.threshold))
    ) {
      best = point;
      bestGain = gain;
    }
  }
  return best;
}

function chooseAutomatically(points: readonly ThresholdPoint[]): ThresholdPoint | null {
  const best = chooseThreshold(points, AUTO);
  if (best === null) return null;
  const rows = best.truePositives + best.falsePositives + best.trueNegatives + best.falseNegatives;
  return rows * best.mcc ** 2 < LEAST_CHI_SQUARED ? chooseThreshold(points, 'ACCURACY') : best;
}

function gainOf(
  point: ThresholdPoint,
  criterion: Exclude<ThresholdCriterion, 'VALUE' | 'AUTO'>,
  costs: ErrorCosts,
): number {
  switch (criterion) {
    case 'F1':
      return point.f1;
    case 'MCC':
      return point.mcc;
    case 'ACCURACY':
      return point.accuracy;
    case 'BALANCED_ACCURACY':
      return (point.recall + point.specificity) / 2;
    case 'COST':
      return -(point.falsePositives * costs.falsePositive + point.falseNegatives * costs.falseNegative);
  }
}

function isNearer(threshold: number, than: number): boolean {
  const difference = Math.abs(threshold - 0.5) - Math.abs(than - 0.5);
  return difference < 0 || (difference === 0 && threshold > than);
}
