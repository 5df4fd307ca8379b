import type { Finding } from '../domain/finding.js';
import type { ConfusionMatrix, HoldoutPair, Metrics, RocPoint } from '../domain/leaderboard.js';
import type { CalibrationBin, ThresholdPoint } from '../domain/threshold.js';
import { classBaseline, valueBaseline } from '../metrics/baseline.js';
import { BinaryRanking } from '../metrics/binary-ranking.js';
import { calibrationBins } from '../metrics/calibration.js';
import { confusionCounts } from '../metrics/classification.js';
import { classMetrics, valueMetrics } from '../metrics/metrics.js';
import { skillOf } from '../metrics/skill.js';
import type { Weights } from '../metrics/weights.js';
import type { PredictionWarning } from '../prediction/prediction-service.js';
import type { LabelledScores } from '../prediction/labelled.js';

/** How a model does on rows with a known target. */
export interface Evaluation {
  /** Rows that were compared. */
  readonly rows: number;
  readonly metrics: Metrics;
  /** Of always predicting the shares of the classes in these rows, or their mean. */
  readonly baseline: Metrics;
  readonly skill: number | null;
  /** null unless BINARY. */
  readonly threshold: number | null;
  /** null for a regression. */
  readonly confusionMatrix: ConfusionMatrix | null;
  /** Ascending, the model's among them; empty unless BINARY. */
  readonly thresholds: readonly ThresholdPoint[];
  /** null unless BINARY with rows of both classes. */
  readonly rocCurve: readonly RocPoint[] | null;
  /** At most 1000, evenly drawn; null unless REGRESSION. */
  readonly pairs: readonly HoldoutPair[] | null;
  /** null unless BINARY. */
  readonly calibration: readonly CalibrationBin[] | null;
  readonly findings: readonly Finding[];
  readonly warnings: readonly PredictionWarning[];
}

/** All but what depends on the training or on the table's other columns. */
export type EvaluatedRows = Omit<Evaluation, 'findings' | 'warnings'>;

/** As many as a plot can show. */
const MAX_PAIRS = 1000;

/**
 * @param levels of the classes; null for a regression.
 * @param threshold of two classes: the second is predicted from this probability on.
 * @param weights by compared row; absent: each counts once.
 */
export function evaluateRows(
  scores: LabelledScores,
  levels: readonly string[] | null,
  threshold: number | null,
  weights?: Weights,
): EvaluatedRows {
  if (levels === null) return evaluateValues(scores, weights);
  const actual = Int32Array.from(scores.actual);
  const { likelihoods } = scores;
  const classes = levels.length;
  const positive = classes === 2 ? scores.second : null;
  const predicted =
    positive && threshold !== null
      ? Int32Array.from(positive, (probability) => Number(probability >= threshold))
      : Int32Array.from(scores.predicted);
  const metrics = classMetrics({ actual, predicted, likelihoods, positive, classes, weights });
  const baseline = classBaseline(actual, classes, { weights });
  const ranking = positive && new BinaryRanking(actual, positive, weights);
  return {
    rows: actual.length,
    metrics,
    baseline,
    skill: skillOf(metrics, baseline),
    threshold: positive && threshold,
    confusionMatrix: { labels: levels, counts: confusionCounts(actual, predicted, classes) },
    thresholds: ranking?.thresholds({ including: threshold === null ? [] : [threshold] }) ?? [],
    rocCurve: ranking?.rocCurve() ?? null,
    pairs: null,
    calibration: positive && calibrationBins(actual, positive, weights && { weights }),
  };
}

function evaluateValues({ actual, predicted }: LabelledScores, weights?: Weights): EvaluatedRows {
  const metrics = valueMetrics(actual, predicted, weights);
  const baseline = valueBaseline(actual, { weights });
  const step = Math.max(1, Math.ceil(actual.length / MAX_PAIRS));
  const drawn = Array.from({ length: Math.ceil(actual.length / step) }, (_, index) => index * step);
  return {
    rows: actual.length,
    metrics,
    baseline,
    skill: skillOf(metrics, baseline),
    threshold: null,
    confusionMatrix: null,
    thresholds: [],
    rocCurve: null,
    pairs: drawn.map((row) => ({ actual: actual[row] as number, predicted: predicted[row] as number })),
    calibration: null,
  };
}
