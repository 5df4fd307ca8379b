import { describe, expect, it } from 'vitest';
import { samplingShapley, type ToRaw } from '../../../src/explain/sampling-shapley.js';
import { modelOf } from './models.js';

const raw: ToRaw = ({ values }, output, row) => values[output]![row]!;
const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

describe('sampled contributions', () => {
  it('of a linear model are coefficient × (value - average), and an average value moves nothing', () => {
    const [found] = samplingShapley(
      modelOf(([a, b, c]) => 2 * a! - 3 * b! + c!),
      Float64Array.of(5, 1, 4),
      Float64Array.of(3, 1, 1),
      [0],
      raw,
    );
    expect(found!.bias).toBe(4);
    expect(Array.from(found!.values)).toEqual([4, 0, 3]);
    expect(Array.from(found!.errors)).toEqual([0, 0, 0]);
  });

  it('share a product evenly, exactly where few features differ', () => {
    const [found] = samplingShapley(
      modelOf(([a, b]) => a! * b!),
      Float64Array.of(1, 1),
      Float64Array.of(0, 0),
      [0],
      raw,
    );
    expect(Array.from(found!.values)).toEqual([0.5, 0.5]);
  });

  it('add up to the score whatever was drawn, near the true values, within their errors', () => {
    const size = 10;
    // Shapley values of (Σ x)² against 0 are x × Σ x.
    const row = Float64Array.from({ length: size }, (_, j) => j + 1);
    const total = sum(row);
    const [found] = samplingShapley(
      modelOf((x) => x.reduce((all, value) => all + value, 0) ** 2),
      row,
      new Float64Array(size),
      [0],
      raw,
    );
    expect(found!.bias + sum(found!.values)).toBeCloseTo(total ** 2, 8);
    // An order and its reverse cancel what a product of two adds: this one is exact.
    row.forEach((x, j) => expect(found!.values[j]).toBeCloseTo(x * total, 8));
  });

  it('are the same for the same seed', () => {
    const model = modelOf((x) => Math.tanh(x.reduce((all, value) => all + value * value, 0)));
    const row = Float64Array.from({ length: 8 }, (_, j) => j / 7);
    const go = (seed: number) =>
      samplingShapley(model, row, new Float64Array(8).fill(0.2), [0], raw, { seed });
    expect(go(1)).toEqual(go(1));
    expect(go(1)).not.toEqual(go(2));
    expect(Math.max(...go(1)[0]!.errors)).toBeGreaterThan(0);
  });
});
