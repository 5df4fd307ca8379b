import type { ConfusionMatrix, Metrics, ModelDetails } from '../domain/leaderboard.js';
import type { CalibrationBin, ThresholdPoint } from '../domain/threshold.js';
import type { ThresholdOptions } from '../domain/training-options.js';
import { BinaryRanking } from '../metrics/binary-ranking.js';
import { calibrationBins } from '../metrics/calibration.js';
import { chooseThreshold } from '../metrics/choose-threshold.js';
import { thresholdPoint } from '../metrics/threshold-point.js';
import { verdict } from '../metrics/verdict.js';

/** Rows of two classes, with what a model said of each that had not seen it. */
export interface HeldOutRows {
  /** 1: of the second class. */
  readonly actual: Int32Array;
  /** Of the second class. */
  readonly probabilities: Float64Array;
}

/** What a model of two classes does at each threshold, as its cross-validation tells. */
export interface CrossValidated {
  /** What holds at a threshold. */
  at(threshold: number): ThresholdPoint | null;
  /** Ascending, at most some 200. */
  points(including: readonly number[]): ThresholdPoint[];
  /** The best by a criterion, or the given one; null without rows. */
  choose(options: ThresholdOptions): ThresholdPoint | null;
  /** Empty where the rows themselves are not known. */
  calibration(): CalibrationBin[];
}

/** From the rows themselves. */
export function fromRows({ actual, probabilities }: HeldOutRows): CrossValidated {
  const ranking = new BinaryRanking(actual, probabilities);
  return {
    at: (threshold) => ranking.at(threshold),
    points: (including) => ranking.thresholds({ including }),
    choose: (options) =>
      chosen(
        options,
        () => ranking.thresholds({ limit: Infinity }),
        (t) => ranking.at(t),
      ),
    calibration: () => calibrationBins(actual, probabilities),
  };
}

/**
 * From the engine's ROC curve of at most 400 thresholds, where it kept no predictions of rows;
 * null without a curve.
 */
export function fromCurve({
  rocCurve,
  confusionMatrix,
}: Pick<ModelDetails, 'rocCurve' | 'confusionMatrix'>): CrossValidated | null {
  const [negativeRow, positiveRow] = confusionMatrix?.counts ?? [];
  if (!rocCurve || rocCurve.length === 0 || !negativeRow || !positiveRow) return null;
  const negatives = sum(negativeRow);
  const positives = sum(positiveRow);
  const all = rocCurve
    .map(({ threshold, falsePositiveRate, truePositiveRate }) => {
      const truePositives = Math.round(truePositiveRate * positives);
      const falsePositives = Math.round(falsePositiveRate * negatives);
      return thresholdPoint(threshold, {
        truePositives,
        falsePositives,
        trueNegatives: negatives - falsePositives,
        falseNegatives: positives - truePositives,
      });
    })
    .sort((a, b) => a.threshold - b.threshold);
  // The rows that reach a threshold between two of the curve's are those that reach the upper one.
  const at = (threshold: number): ThresholdPoint => ({
    ...(all.find((point) => point.threshold >= threshold) ??
      thresholdPoint(threshold, {
        truePositives: 0,
        falsePositives: 0,
        trueNegatives: negatives,
        falseNegatives: positives,
      })),
    threshold,
  });
  return {
    at,
    points: (including) =>
      [...all, ...including.filter((t) => all.every((point) => point.threshold !== t)).map(at)].sort(
        (a, b) => a.threshold - b.threshold,
      ),
    choose: (options) => chosen(options, () => all, at),
    calibration: () => [],
  };
}

function chosen(
  { criterion, value, falsePositiveCost, falseNegativeCost }: ThresholdOptions,
  candidates: () => readonly ThresholdPoint[],
  at: (threshold: number) => ThresholdPoint,
): ThresholdPoint | null {
  if (criterion === 'VALUE') return at(value ?? 0.5);
  return chooseThreshold(candidates(), criterion, {
    falsePositive: falsePositiveCost,
    falseNegative: falseNegativeCost,
  });
}

/**
 * What follows from the threshold of a model: its matrix, the metrics that depend on it, and what is said of them.
 * @param metrics of the model
 * @param baseline null where it is not known, and the verdict stays as it is
 */
export function figuresAt(
  point: ThresholdPoint,
  labels: readonly string[],
  metrics: Metrics,
  baseline: Metrics | null,
): Pick<ModelDetails, 'metrics'> & { confusionMatrix: ConfusionMatrix } & Partial<
    Pick<ModelDetails, 'verdict'>
  > {
  const { truePositives, falsePositives, trueNegatives, falseNegatives } = point;
  const confusionMatrix = {
    labels,
    counts: [
      [trueNegatives, falsePositives],
      [falseNegatives, truePositives],
    ],
  };
  const judged = {
    metrics: {
      ...metrics,
      accuracy: point.accuracy,
      meanPerClassError: 1 - (point.recall + point.specificity) / 2,
    },
    confusionMatrix,
  };
  return baseline === null ? judged : { ...judged, verdict: verdict({ ...judged, baseline }) };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
