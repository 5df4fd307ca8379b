import { describe, expect, it } from 'vitest';
import { classBaseline, valueBaseline } from '../../../src/metrics/baseline.js';
import { BinaryRanking } from '../../../src/metrics/binary-ranking.js';
import { calibrationBins, calibrationError } from '../../../src/metrics/calibration.js';
import { confusionCounts, probabilityOfActual } from '../../../src/metrics/classification.js';
import { classMetrics, valueMetrics } from '../../../src/metrics/metrics.js';
import { skillOf } from '../../../src/metrics/skill.js';
import reference from './reference.json' with { type: 'json' };

/** Compares numbers within 1e-9, wherever they are. */
function expectEqual(actual: unknown, expected: unknown): void {
  const rounded = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value), (_, part: unknown) =>
      typeof part === 'number' ? Math.round(part * 1e9) / 1e9 : part,
    );
  expect(rounded(actual)).toEqual(rounded(expected));
}

const weightsOf = (weights: number[] | null) => (weights ? Float64Array.from(weights) : undefined);

describe.each(Object.entries(reference.binary))('two classes, %s', (_, made) => {
  const actual = Int32Array.from(made.actual);
  const positive = Float64Array.from(made.p1);
  const weights = weightsOf(made.weights);
  const predicted = Int32Array.from(made.p1, (p) => (p >= made.threshold ? 1 : 0));
  const ranking = new BinaryRanking(actual, positive, weights);

  it('has the metrics of scikit-learn', () => {
    const likelihoods = probabilityOfActual(actual, [Float64Array.from(made.p0), positive]);
    expectEqual(
      classMetrics({ actual, predicted, likelihoods, positive, classes: 2, weights }),
      made.metrics,
    );
    expectEqual(confusionCounts(actual, predicted, 2, weights), made.confusion);
  });

  it('has its rates and counts at a threshold', () => {
    const point = ranking.at(made.threshold);
    expectEqual(point, { ...point, ...made.point });
    expectEqual(
      [point.trueNegatives, point.falsePositives, point.falseNegatives, point.truePositives],
      made.confusion.flat(),
    );
  });

  it('has its ROC curve', () => {
    const [first, ...points] = ranking.rocCurve(Infinity)!;
    expect(first).toEqual({ threshold: 1, falsePositiveRate: 0, truePositiveRate: 0 });
    expectEqual(
      points.map(({ falsePositiveRate }) => falsePositiveRate),
      made.roc.fpr,
    );
    expectEqual(
      points.map(({ truePositiveRate }) => truePositiveRate),
      made.roc.tpr,
    );
    expectEqual(
      points.map(({ threshold }) => threshold),
      made.roc.threshold,
    );
  });

  it('has its calibration curve by quantiles', () => {
    const bins = calibrationBins(actual, positive);
    expectEqual(
      bins.map((bin) => bin.predicted),
      made.calibration.predicted,
    );
    expectEqual(
      bins.map((bin) => bin.observed),
      made.calibration.observed,
    );
    expect(bins.reduce((sum, { rows }) => sum + rows, 0)).toBe(actual.length);
  });
});

describe.each(Object.entries(reference.several))('several classes, %s', (_, made) => {
  it('has the metrics of scikit-learn', () => {
    const actual = Int32Array.from(made.actual);
    const predicted = Int32Array.from(made.predicted);
    const weights = weightsOf(made.weights);
    const likelihoods = probabilityOfActual(
      actual,
      made.probabilities.map((column) => Float64Array.from(column)),
    );
    const classes = made.probabilities.length;
    expectEqual(
      classMetrics({ actual, predicted, likelihoods, positive: null, classes, weights }),
      made.metrics,
    );
    expectEqual(confusionCounts(actual, predicted, classes, weights), made.confusion);
  });
});

describe.each(Object.entries(reference.value))('a number, %s', (_, made) => {
  it('has the metrics of scikit-learn', () => {
    expectEqual(
      valueMetrics(
        Float64Array.from(made.actual),
        Float64Array.from(made.predicted),
        weightsOf(made.weights),
      ),
      made.metrics,
    );
  });
});

describe('metrics at the edges', () => {
  it('are null without rows, never NaN', () => {
    const empty = new Float64Array(0);
    const none = new Int32Array(0);
    const rows = { actual: none, predicted: none, likelihoods: empty, positive: empty, classes: 2 };
    expect(new Set(Object.values(classMetrics(rows)))).toEqual(new Set([null]));
    expect(new Set(Object.values(valueMetrics(empty, empty)))).toEqual(new Set([null]));
    expect(new BinaryRanking(none, empty).thresholds()).toEqual([]);
    expect(calibrationError(calibrationBins(none, empty))).toBeNull();
  });

  it('have no AUC where one class is all there is, and no R² of a constant', () => {
    const ranking = new BinaryRanking(Int32Array.of(1, 1), Float64Array.of(0.2, 0.9));
    expect(ranking.auc()).toBeNull();
    expect(ranking.rocCurve()).toBeNull();
    expect(valueMetrics(Float64Array.of(3, 3), Float64Array.of(3, 4)).r2).toBeNull();
  });

  it('stay finite where a probability of 0 met the class that came', () => {
    const certain = classMetrics({
      actual: Int32Array.of(0, 1),
      predicted: Int32Array.of(1, 1),
      likelihoods: Float64Array.of(0, 1),
      positive: Float64Array.of(1, 1),
      classes: 2,
    });
    expect(certain.logloss).toBeCloseTo(-Math.log(Number.EPSILON) / 2, 9);
  });
});

describe('the baseline', () => {
  it('knows the shares of the classes, and nothing of a row', () => {
    const actual = Int32Array.from({ length: 1000 }, (_, row) => (row < 24 ? 1 : 0));
    const baseline = classBaseline(actual, 2);
    expect(baseline.logloss).toBeCloseTo(-(0.024 * Math.log(0.024) + 0.976 * Math.log(0.976)), 12);
    expect(baseline).toMatchObject({ auc: 0.5, accuracy: 0.976, meanPerClassError: 0.5 });
    expect(baseline.aucpr).toBeCloseTo(0.024, 12);
  });

  it('is the mean of a number, with R² 0', () => {
    expect(valueBaseline(Float64Array.of(1, 2, 6))).toMatchObject({ mse: 14 / 3, mae: 2, r2: 0 });
  });

  it('has skill 0, a perfect model 1, and a worse one less than 0', () => {
    const baseline = valueBaseline(Float64Array.of(1, 2, 6));
    const skill = (...predicted: number[]) =>
      skillOf(valueMetrics(Float64Array.of(1, 2, 6), Float64Array.from(predicted)), baseline);
    expect(skillOf(baseline, baseline)).toBe(0);
    expect(skill(1, 2, 6)).toBe(1);
    expect(skill(6, 2, 1)).toBeLessThan(0);
    expect(skillOf(baseline, valueBaseline(Float64Array.of(2, 2)))).toBeNull();
  });
});
