import { calledShare, positiveShare } from './threshold-charts.js';
import { formatNumber, formatShare } from '../format/number.js';
import { calibrationError } from '../../../src/metrics/calibration.js';
import type { CalibrationBin, ThresholdPoint } from './fragment.js';

/** Of the rows with the highest probabilities, the part that the sentence on gains is about. */
const FIRST = 0.2;

/** What precision and recall are at a threshold, for the class that is predicted from it on. */
export function describePrecisionRecall(point: ThresholdPoint, positive: string): string {
  const precision =
    point.precision == null
      ? `At this threshold no row is predicted “${positive}”`
      : `At this threshold ${formatShare(point.precision)} of the rows predicted “${positive}” are so (precision)`;
  return `${precision}, and ${formatShare(point.recall)} of all “${positive}” rows are found (recall).`;
}

/** How many of a class the rows with the highest probability hold. */
export function describeGains(points: readonly ThresholdPoint[], positive: string): string {
  const found = recallOfFirst(points, FIRST);
  const best = Math.min(1, FIRST / positiveShare(points));
  return `The ${formatPercent(FIRST)} of rows with the highest probability hold ${formatShare(found)} of all “${positive}” rows. A random choice would hold ${formatPercent(FIRST)}, a perfect one ${formatShare(best)}.`;
}

/** Recall of the given share of rows, the most probable first: linear between the thresholds. */
export function recallOfFirst(points: readonly ThresholdPoint[], share: number): number {
  const curve = [
    [0, 0] as const,
    ...points.map((point) => [calledShare(point), point.recall] as const),
    [1, 1] as const,
  ].toSorted(([a, b], [c, d]) => a - c || b - d);
  const after = curve.findIndex(([called]) => called >= share);
  const [x1, y1] = curve[after] ?? [1, 1];
  const [x0, y0] = curve[Math.max(0, after - 1)] ?? [0, 0];
  return x1 === x0 ? y1 : y0 + ((share - x0) / (x1 - x0)) * (y1 - y0);
}

/** A mean difference of this many points matters to nobody. */
const SMALL_ERROR = 0.02;
/** 1 % of tables with true probabilities exceed it: chi-squared, by degrees of freedom. */
const CRITICAL = [0, 6.63, 9.21, 11.34, 13.28, 15.09, 16.81, 18.48, 20.09, 21.67, 23.21];

export interface Calibration {
  readonly isCalibrated: boolean;
  readonly sentence: string;
}

/**
 * Whether probabilities can be read as shares: where they are off by little, or by no more than chance brings about
 * (Hosmer and Lemeshow's test on rows that the model has not seen).
 * @returns null without bins.
 */
export function judgeCalibration(bins: readonly CalibrationBin[], positive: string): Calibration | null {
  const error = calibrationError(bins);
  if (error === null) return null;
  const chiSquared = bins.reduce((sum, { predicted, observed, rows }) => {
    const variance = Math.max((predicted * (1 - predicted)) / rows, 1e-9);
    return sum + (observed - predicted) ** 2 / variance;
  }, 0);
  const isCalibrated = error <= SMALL_ERROR || chiSquared <= (CRITICAL[bins.length] ?? 23.21);
  const off = `On average they are off by ${(100 * error).toFixed(1)} points.`;
  if (isCalibrated)
    return { isCalibrated, sentence: `Calibrated: the probabilities can be read as shares. ${off}` };
  const worst = bins.toSorted((a, b) => gap(b) - gap(a))[0];
  const example = worst
    ? ` Of rows with a probability near ${formatShare(worst.predicted)}, ${formatShare(worst.observed)} are “${positive}”.`
    : '';
  return {
    isCalibrated,
    sentence: `Not calibrated: use the probabilities to rank rows, not as shares. ${off}${example}`,
  };
}

const gap = ({ predicted, observed, rows }: CalibrationBin) => rows * Math.abs(predicted - observed);

/** `20%`: a share in whole percent. */
const formatPercent = (share: number) => `${Math.round(100 * share)}%`;

/** What happens to 100 rows like those of the table. */
export function describeHundred(point: ThresholdPoint, positive: string): string {
  const { truePositives, falsePositives, falseNegatives } = point;
  const per = 100 / rowsOf(point);
  const called = truePositives + falsePositives;
  return (
    `Of 100 rows, ${formatRows(per * called)} are predicted “${positive}”: ${formatRows(per * truePositives)} rightly, ` +
    `${formatRows(per * falsePositives)} by mistake. ${formatRows(per * falseNegatives)} “${positive}” rows are missed.`
  );
}

/** What a mistake costs, in any unit. */
export interface Costs {
  readonly falsePositive: number;
  readonly falseNegative: number;
}

export function describeCost(point: ThresholdPoint, costs: Costs, labels: readonly [string, string]): string {
  const { truePositives, falsePositives, trueNegatives, falseNegatives } = point;
  const per = 100 / rowsOf(point);
  const cost = falsePositives * costs.falsePositive + falseNegatives * costs.falseNegative;
  const [negative, positive] = labels;
  return (
    `Mistakes cost ${formatNumber(per * cost)} per 100 rows. Always “${negative}” would cost ` +
    `${formatNumber(per * (truePositives + falseNegatives) * costs.falseNegative)}, always “${positive}” ` +
    `${formatNumber(per * (trueNegatives + falsePositives) * costs.falsePositive)}.`
  );
}

const rowsOf = ({ truePositives, falsePositives, trueNegatives, falseNegatives }: ThresholdPoint) =>
  truePositives + falsePositives + trueNegatives + falseNegatives;

/** Whole rows, with one digit where they are few. */
const formatRows = (rows: number) =>
  rows === 0
    ? '0'
    : rows < 0.05
      ? 'fewer than 0.1'
      : rows < 10
        ? String(Number(rows.toFixed(1)))
        : String(Math.round(rows));
