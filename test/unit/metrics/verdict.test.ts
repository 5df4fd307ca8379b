import { describe, expect, it } from 'vitest';
import { classBaseline, valueBaseline } from '../../../src/metrics/baseline.js';
import { confusionCounts } from '../../../src/metrics/classification.js';
import { classMetrics, valueMetrics } from '../../../src/metrics/metrics.js';
import { verdict } from '../../../src/metrics/verdict.js';

function judge(labels: string[], actual: number[], positive: number[], threshold: number): string {
  const rows = Int32Array.from(actual);
  const predicted = Int32Array.from(positive, (p) => (p >= threshold ? 1 : 0));
  return verdict({
    metrics: classMetrics({
      actual: rows,
      predicted,
      likelihoods: Float64Array.from(positive, (p, i) => (actual[i] === 1 ? p : 1 - p)),
      positive: Float64Array.from(positive),
      classes: 2,
    }),
    baseline: classBaseline(rows, 2),
    confusionMatrix: { labels, counts: confusionCounts(rows, predicted, 2) },
  });
}

const repeat = <T>(...parts: [T, number][]): T[] =>
  parts.flatMap(([value, times]) => Array.from({ length: times }, () => value));

describe('the verdict', () => {
  it('says that a model is worse than none, and what always answering the commoner class gives', () => {
    const actual = repeat([0, 70], [1, 30]);
    const positive = repeat([0.6, 70], [0.4, 30]);
    expect(judge(['bestanden', 'durchgefallen'], actual, positive, 0.5)).toBe(
      'Worse than no model: it is right in 0 % of the rows, always answering "bestanden" in 70 %; ' +
        'it finds 0 % of the rows with "durchgefallen", a random list of the same length 70 %.',
    );
  });

  it('says what a good one finds, beside a random list', () => {
    const actual = repeat([0, 80], [1, 20]);
    const positive = repeat([0.05, 78], [0.9, 2], [0.05, 4], [0.9, 16]);
    expect(judge(['No', 'Yes'], actual, positive, 0.5)).toBe(
      'Fair: it is right in 94 % of the rows, always answering "No" in 80 %; ' +
        'it finds 80 % of the rows with "Yes", a random list of the same length 18 %.',
    );
  });

  it('warns of a perfect one', () => {
    expect(judge(['a', 'b'], [0, 1], [0, 1], 0.5)).toContain('no column holds the answer');
  });

  it('explains a number by its variation and its error', () => {
    const actual = Float64Array.of(1, 2, 3, 4, 5);
    const metrics = valueMetrics(actual, Float64Array.of(1.5, 2, 3, 4, 4.5));
    expect(verdict({ metrics, baseline: valueBaseline(actual), confusionMatrix: null })).toBe(
      'Very good: it explains 95 % of the variation; it is off by 0.2 on average, always predicting the mean by 1.2.',
    );
  });

  it('says so where there is nothing to compare with', () => {
    const metrics = valueMetrics(Float64Array.of(2, 2), Float64Array.of(2, 3));
    const baseline = valueBaseline(Float64Array.of(2, 2));
    expect(verdict({ metrics, baseline, confusionMatrix: null })).toContain('cannot be said');
  });
});
