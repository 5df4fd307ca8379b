import { describe, expect, it } from 'vitest';
import { partialDependence } from '../../../src/explain/partial-dependence.js';
import { runAtOnce } from '../../../src/explain/work.js';
import { categorical, modelOf, numeric, rowsOf } from './models.js';

const x = Array.from({ length: 101 }, (_, row) => row);
const z = x.map((value) => (value % 4) - 1.5);

describe('partial dependence', () => {
  it('of a sum is the line itself, at the quantiles, with all rows counted', () => {
    const points = runAtOnce(
      partialDependence(
        modelOf(([a, b]) => 3 * a! + b!),
        rowsOf(x, z),
        numeric('x', 0),
        5,
      ),
    );
    const meanZ = z.reduce((sum, value) => sum + value, 0) / z.length;
    expect(points.map(({ value }) => value)).toEqual(['0', '25', '50', '75', '100']);
    points.forEach(({ value, means }) => expect(means[0]).toBeCloseTo(3 * Number(value) + meanZ, 10));
    expect(points.reduce((sum, { rows }) => sum + rows, 0)).toBe(101);
  });

  it('takes each distinct number where there are few, and one point for a value that spans quantiles', () => {
    const model = modelOf(([a]) => a!);
    const few = runAtOnce(partialDependence(model, rowsOf([2, 1, 2, NaN, 1, 2]), numeric('x', 0)));
    expect(few).toEqual([
      { value: '1', means: [1], rows: 2 },
      { value: '2', means: [2], rows: 3 },
    ]);
    const mostly = [...Array.from({ length: 90 }, () => 0), ...Array.from({ length: 10 }, (_, i) => i + 1)];
    const points = runAtOnce(partialDependence(model, rowsOf(mostly), numeric('x', 0), 5));
    expect(points.map(({ value }) => value)).toEqual(['0', '10']);
  });

  it('looks at the commonest labels first, and at the second class of two', () => {
    const column = categorical('c', 0, ['a', 'b', 'c']);
    const model = modelOf(([level]) => [0.9 - level! * 0.1, 0.1 + level! * 0.1]);
    const points = runAtOnce(partialDependence(model, rowsOf([1, 1, 1, 2, 2, 0]), column, 2));
    expect(points.map(({ value, rows }) => [value, rows])).toEqual([
      ['b', 3],
      ['c', 2],
    ]);
    expect(points[0]!.means[0]).toBeCloseTo(0.2, 12);
  });

  it('has a mean for each of several classes', () => {
    const model = modelOf(() => [0.2, 0.3, 0.5]);
    const [point] = runAtOnce(partialDependence(model, rowsOf([1, 1]), numeric('x', 0)));
    [0.2, 0.3, 0.5].forEach((p, k) => expect(point!.means[k]).toBeCloseTo(p, 12));
  });

  it('writes times as times, and sets what was derived from one together with it', () => {
    const day = 86_400_000;
    const rows = rowsOf([0, day, 2 * day], [4, 5, 6]);
    const column = { name: 'when', type: 'TIME' as const, features: [0, 1], levels: null };
    const points = runAtOnce(
      partialDependence(
        modelOf(([time, weekday]) => time! / day + 10 * weekday!),
        rows,
        column,
      ),
    );
    expect(points.map(({ value, means }) => [value, means[0]])).toEqual([
      ['1970-01-01T00:00:00.000Z', 40],
      ['1970-01-02T00:00:00.000Z', 51],
      ['1970-01-03T00:00:00.000Z', 62],
    ]);
  });
});
