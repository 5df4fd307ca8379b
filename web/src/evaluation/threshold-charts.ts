import type { CalibrationBin, ThresholdPoint } from './fragment.js';
import type { Axis, ChartSpec } from '../charts/draw-chart.js';

const share = (name: string): Axis => ({
  name,
  min: 0,
  max: 1,
  format: (value) => `${Math.round(100 * value)}%`,
});

/** Precision by recall; the dashed line is a random choice of rows. */
export function precisionRecallChart(
  points: readonly ThresholdPoint[],
  here: ThresholdPoint | undefined,
): ChartSpec {
  const line = points.flatMap(({ recall, precision }) =>
    precision == null ? [] : ([[recall, precision]] as const),
  );
  const base = positiveShare(points);
  return {
    x: share('Recall'),
    y: share('Precision'),
    line: line.toSorted(([a], [b]) => a - b),
    guide: [
      [0, base],
      [1, base],
    ],
    ...(here?.precision != null && { here: [here.recall, here.precision] as const }),
  };
}

/** What share of the positive rows is among the rows with the highest probability; the diagonal is a random order. */
export function gainsChart(points: readonly ThresholdPoint[], here: ThresholdPoint | undefined): ChartSpec {
  const place = (point: ThresholdPoint) => [calledShare(point), point.recall] as const;
  return {
    x: share('Rows, the highest probability first'),
    y: share('Of the class found'),
    line: [[0, 0] as const, ...points.map(place), [1, 1] as const].toSorted(
      ([a, b], [c, d]) => a - c || b - d,
    ),
    guide: [
      [0, 0],
      [1, 1],
    ],
    ...(here && { here: place(here) }),
  };
}

/** What became of rows by their predicted probability; on the diagonal probabilities are shares. */
export function calibrationChart(bins: readonly CalibrationBin[]): ChartSpec {
  const line = bins.map(({ predicted, observed }) => [predicted, observed] as const);
  return {
    x: share('Predicted probability'),
    y: share('Share that is so'),
    line,
    dots: line,
    guide: [
      [0, 0],
      [1, 1],
    ],
  };
}

/** Share of all rows that are called positive. */
export function calledShare({
  truePositives,
  falsePositives,
  trueNegatives,
  falseNegatives,
}: ThresholdPoint): number {
  return (truePositives + falsePositives) / (truePositives + falsePositives + trueNegatives + falseNegatives);
}

/** Share of all rows that are positive. */
export function positiveShare([point]: readonly ThresholdPoint[]): number {
  if (!point) return 0;
  const { truePositives, falsePositives, trueNegatives, falseNegatives } = point;
  return (truePositives + falseNegatives) / (truePositives + falsePositives + trueNegatives + falseNegatives);
}
