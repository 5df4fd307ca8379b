import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BinaryRanking } from '../../../src/metrics/binary-ranking.js';
import { chooseThreshold } from '../../../src/metrics/choose-threshold.js';

const rows = fc.array(fc.record({ y: fc.constantFrom(0, 1), p: fc.integer({ min: 0, max: 20 }) }), {
  minLength: 1,
  maxLength: 60,
});

function rankingOf(made: readonly { y: number; p: number }[]): BinaryRanking {
  return new BinaryRanking(
    Int32Array.from(made, ({ y }) => y),
    Float64Array.from(made, ({ p }) => p / 20),
  );
}

describe('thresholds', () => {
  it('count each row once, as `p >= threshold` says', () => {
    fc.assert(
      fc.property(rows, (made) => {
        for (const point of rankingOf(made).thresholds()) {
          const positive = made.filter(({ p }) => p / 20 >= point.threshold);
          expect(point.truePositives).toBe(positive.filter(({ y }) => y === 1).length);
          expect(point.falsePositives).toBe(positive.filter(({ y }) => y === 0).length);
          expect(
            point.truePositives + point.falsePositives + point.trueNegatives + point.falseNegatives,
          ).toBe(made.length);
        }
      }),
    );
  });

  it('are ascending, bounded, and hold the extremes and what was asked for', () => {
    const many = Array.from({ length: 5000 }, (_, i) => ({ y: i % 50 === 0 ? 1 : 0, p: (20 * i) / 5001 }));
    const points = rankingOf(many).thresholds({ limit: 50, including: [0.123] });
    expect(points.length).toBeLessThanOrEqual(52);
    expect(points.length).toBeGreaterThan(45);
    expect(points.map(({ threshold }) => threshold)).toEqual(
      points.map(({ threshold }) => threshold).toSorted((a, b) => a - b),
    );
    expect(points.some(({ threshold }) => threshold === 0.123)).toBe(true);
    expect(points[0]).toMatchObject({ recall: 1, specificity: 0 });
    expect(points.at(-1)).toMatchObject({ recall: 0, specificity: 1, precision: null });
  });

  it('leave the rare class more than a few points', () => {
    // 1 % positive, all ranked at the top: evenly by rank, two of 200 points would be among them.
    const many = Array.from({ length: 10_000 }, (_, i) => ({ y: i >= 9900 ? 1 : 0, p: (20 * i) / 10_000 }));
    const among = rankingOf(many)
      .thresholds()
      .filter(({ recall }) => recall > 0 && recall < 1);
    expect(among.length).toBeGreaterThan(80);
  });
});

describe('the choice of a threshold', () => {
  // By probability: 0.2 no, 0.4 yes, 0.6 no, 0.8 yes.
  const points = rankingOf([
    { p: 4, y: 0 },
    { p: 8, y: 1 },
    { p: 12, y: 0 },
    { p: 16, y: 1 },
  ]).thresholds({ limit: Infinity });

  it('follows the criterion', () => {
    expect(chooseThreshold(points, 'F1')).toMatchObject({ threshold: 0.4, truePositives: 2 });
    expect(chooseThreshold(points, 'COST', { falsePositive: 10, falseNegative: 1 })?.threshold).toBe(0.8);
    expect(chooseThreshold(points, 'COST', { falsePositive: 1, falseNegative: 10 })?.threshold).toBe(0.4);
    expect(chooseThreshold([], 'AUTO')).toBeNull();
  });

  it('takes the one nearest to 0.5 of equally good ones, then the higher', () => {
    // Accuracy is 0.75 at 0.4 and at 0.8.
    expect(chooseThreshold(points, 'ACCURACY')?.threshold).toBe(0.4);
    const tied = [points[0]!, points[0]!].map((point, index) => ({
      ...point,
      threshold: [0.25, 0.75][index]!,
    }));
    expect(chooseThreshold(tied, 'F1')?.threshold).toBe(0.75);
  });

  it('may be that no row is positive, where false alarms cost enough', () => {
    const noise = rankingOf([
      { p: 10, y: 0 },
      { p: 10, y: 1 },
    ]).thresholds();
    expect(chooseThreshold(noise, 'COST', { falsePositive: 5, falseNegative: 1 })).toMatchObject({
      threshold: 0.75,
      truePositives: 0,
    });
  });

  it('is never beaten by another point', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom('F1' as const, 'MCC' as const, 'ACCURACY' as const), (made, by) => {
        const all = rankingOf(made).thresholds({ limit: Infinity });
        const gain = { F1: 'f1', MCC: 'mcc', ACCURACY: 'accuracy' } as const;
        const best = chooseThreshold(all, by)!;
        expect(best[gain[by]]).toBe(Math.max(...all.map((point) => point[gain[by]])));
      }),
    );
  });
});
