import { describe, expect, it } from 'vitest';
import { classEvidence, valueEvidence } from '../../../src/metrics/evidence.js';

describe('the evidence that a model is better than its baseline', () => {
  it('is the statistic of a paired t-test of what each row gains', () => {
    // Gains of 4 - 1, 0 - 1, 4 - 0: mean 2, standard deviation 2.16.
    const evidence = valueEvidence(Float64Array.of(-2, 0, 2), Float64Array.of(-1, 1, 2));
    expect(evidence).toBeCloseTo(2 / (Math.sqrt(14 / 3) / Math.sqrt(3)), 9);
    const gains = [Math.log(0.8 / 0.5), Math.log(0.4 / 0.5)];
    const mean = (gains[0]! + gains[1]!) / 2;
    expect(classEvidence(Float64Array.of(0.8, 0.4), Float64Array.of(0.5, 0.5))).toBeCloseTo(
      mean / (Math.abs(gains[0]! - mean) / Math.sqrt(2)),
      9,
    );
  });

  it('grows with the rows, not with the unit of their weights', () => {
    const actual = Float64Array.from({ length: 40 }, (_, row) => row % 5);
    const predicted = actual.map((value, row) => value + (row % 3) - 1);
    const plain = valueEvidence(actual, predicted)!;
    expect(valueEvidence(actual, predicted, new Float64Array(40).fill(7))).toBeCloseTo(plain, 9);
    const twice = valueEvidence(
      Float64Array.from([...actual, ...actual]),
      Float64Array.from([...predicted, ...predicted]),
    );
    expect(twice).toBeCloseTo(plain * Math.SQRT2, 9);
  });

  it('is not known of a constant lead', () => {
    expect(valueEvidence(Float64Array.of(1, -1), Float64Array.of(0, 0))).toBeNull();
  });
});
