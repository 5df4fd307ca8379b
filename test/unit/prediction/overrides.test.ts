import { describe, expect, it } from 'vitest';
import { overruled } from '../../../src/prediction/overrides.js';
import { plainResults, ResultRows } from '../../../src/prediction/result-rows.js';

describe('what one request wants otherwise', () => {
  it('moves labels with a threshold, and leaves probabilities and rows without a prediction alone', () => {
    const values = [Float64Array.of(0.8, 0.4, NaN), Float64Array.of(0.2, 0.6, NaN)];
    const scores = { count: 3, labels: Int32Array.of(0, 1, -1), values };
    const { labels } = overruled(scores, { threshold: 0.7 });
    expect([...labels!]).toEqual([0, 0, -1]);
    expect(scores.values).toBe(values);
  });

  it('adds the ends of an interval to a number, in rows and in the CSV', () => {
    const scores = { count: 2, labels: null, values: [Float64Array.of(10, NaN)] };
    const results = plainResults(overruled(scores, { interval: { low: -2, high: 3 } }));
    const shape = new ResultRows({ name: 'price', levels: null }, { interval: true });
    expect([0, 1].map((row) => shape.json(results, row))).toEqual([
      { predict: 10, low: 8, high: 13 },
      { predict: null, low: null, high: null },
    ]);
    expect(shape.csvHeader() + shape.csv(results)).toBe('predict,low,high\n10,8,13\n,,\n');
  });
});
