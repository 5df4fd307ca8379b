import type { Axis, ChartSpec } from './draw-chart.js';

export interface RocPoint {
  readonly falsePositiveRate: number;
  readonly truePositiveRate: number;
}

export interface Pair {
  readonly actual: number;
  readonly predicted: number;
}

/** The ROC curve, beside the diagonal of random guessing. */
export function rocChart(points: readonly RocPoint[]): ChartSpec {
  const curve = points
    .map(({ falsePositiveRate, truePositiveRate }) => [falsePositiveRate, truePositiveRate] as const)
    .sort(([a, b], [c, d]) => a - c || b - d);
  return {
    x: { name: 'False positive rate', min: 0, max: 1 },
    y: { name: 'True positive rate', min: 0, max: 1 },
    line: [[0, 0], ...curve, [1, 1]],
    guide: [
      [0, 0],
      [1, 1],
    ],
  };
}

/** Predicted against actual; on the diagonal a prediction is exact. */
export function predictedChart(pairs: readonly Pair[]): ChartSpec {
  const all = axis('', [...pairs.map(({ actual }) => actual), ...pairs.map(({ predicted }) => predicted)]);
  return {
    x: { ...all, name: 'Actual' },
    y: { ...all, name: 'Predicted' },
    dots: pairs.map(({ actual, predicted }) => [actual, predicted]),
    guide: [
      [all.min, all.min],
      [all.max, all.max],
    ],
  };
}

/** What is left over, actual less predicted, by the prediction: a pattern is what the model has not learnt. */
export function residualChart(pairs: readonly Pair[]): ChartSpec {
  const x = axis(
    'Predicted',
    pairs.map(({ predicted }) => predicted),
  );
  return {
    x,
    y: axis('Actual − predicted', [0, ...pairs.map(({ actual, predicted }) => actual - predicted)]),
    dots: pairs.map(({ actual, predicted }) => [predicted, actual - predicted]),
    guide: [
      [x.min, 0],
      [x.max, 0],
    ],
  };
}

/** An axis that holds the values with a little room on both sides. */
export function axis(name: string, values: readonly number[]): Axis {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  if (!(max >= min)) return { name, min: 0, max: 1 };
  const room = 0.03 * (max - min || Math.abs(max) || 1);
  return { name, min: min - room, max: max + room };
}
