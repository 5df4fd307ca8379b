import { describe, expect, it } from 'vitest';
import { intervalOffsets } from '../../../src/evaluation/intervals.js';
import { seededRandom } from '../../../src/explain/random.js';

describe('an interval', () => {
  it.each([0.8, 0.9, 0.95])('of %d covers that share of new errors, also of skewed ones', (level) => {
    const random = seededRandom(9);
    const error = () => -Math.log(1 - random()) - 1;
    const offsets = intervalOffsets(Float64Array.from({ length: 2000 }, error), level)!;
    const fresh = Array.from({ length: 20_000 }, error);
    const covered = fresh.filter((value) => value >= offsets.low && value <= offsets.high).length;
    expect(Math.abs(covered / fresh.length - level)).toBeLessThan(0.03);
    expect(offsets.high).toBeGreaterThan(-offsets.low);
  });

  it('is none where there are too few errors to say', () => {
    expect(intervalOffsets(Float64Array.of(1, -1, 2, NaN), 0.9)).toBeNull();
    expect(
      intervalOffsets(
        Float64Array.from({ length: 19 }, (_, i) => i - 9),
        0.9,
      ),
    ).toEqual({
      low: -9,
      high: 9,
    });
  });
});
