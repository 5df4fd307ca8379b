import { describe, expect, test } from 'vitest';
import { firstJavaRandom } from '../../../../src/mojo/model/java-random.js';
import { LabelRule } from '../../../../src/mojo/model/label-rule.js';

const rule = (options: Partial<ConstructorParameters<typeof LabelRule>[0]> = {}) =>
  new LabelRule({ threshold: 0.5, priors: null, balance: null, ...options });
const ROW = Float64Array.of(1, 2, Number.NaN);

describe('of two classes', () => {
  test('the second is said from the threshold on, however unlikely it is', () => {
    const low = rule({ threshold: 0.3 });
    expect([0.29, 0.3, 0.31].map((p) => low.pickBinary(p))).toEqual([0, 1, 1]);
  });

  test('a threshold of the last bit of a probability is met by it', () => {
    const threshold = 0.1 + 0.2;
    expect(rule({ threshold }).finish(Float64Array.of(1 - threshold, threshold), ROW)).toBe(1);
    expect(rule({ threshold }).finish(Float64Array.of(0.7, 0.3), ROW)).toBe(0);
  });
});

describe('of several classes', () => {
  test('the likeliest is said', () => {
    expect(rule().pick(Float64Array.of(0.2, 0.5, 0.3), ROW)).toBe(1);
  });

  test('between equally likely ones the lot falls by the row, and for a row always in the same way', () => {
    const priors = Float64Array.of(0.2, 0.4, 0.4);
    const pick = (row: Float64Array) => rule({ priors }).pick(Float64Array.of(0, 0.5, 0.5), row);
    const picks = Array.from({ length: 200 }, (_, i) => pick(Float64Array.of(i * 1.5, -i)));
    // H2O draws among the first class, though it is not likely at all, and those that tie with an earlier one.
    expect(new Set(picks)).toEqual(new Set([0, 2]));
    expect(picks).toEqual(Array.from({ length: 200 }, (_, i) => pick(Float64Array.of(i * 1.5, -i))));
  });

  test('a missing value counts as the same in every row', () => {
    const priors = Float64Array.of(0.5, 0.25, 0.25);
    const bits = new BigInt64Array([0x7ff8000000000001n]);
    const otherNaN = new Float64Array(bits.buffer)[0]!;
    for (let i = 0; i < 20; i++) {
      const pick = (missing: number) =>
        rule({ priors }).pick(Float64Array.of(0.5, 0.5, 0), Float64Array.of(i, missing));
      expect(pick(otherNaN)).toBe(pick(Number.NaN));
    }
  });
});

test('probabilities of a model of balanced classes become those of the data again', () => {
  const balance = { priors: Float64Array.of(0.9, 0.1), model: Float64Array.of(0.5, 0.5) };
  const probabilities = Float64Array.of(0.5, 0.5);
  expect(rule({ balance }).finish(probabilities, ROW)).toBe(0);
  expect(probabilities[0]).toBeCloseTo(0.9, 12);
  expect(probabilities[1]).toBeCloseTo(0.1, 12);
});

test('where numbers overflowed there is no label', () => {
  const none = Float64Array.of(Number.NaN, Number.NaN, Number.NaN);
  expect([
    rule().finish(none, ROW),
    rule().pick(none.subarray(1), ROW),
    rule().pickBinary(Number.NaN),
  ]).toEqual([-1, -1, -1]);
});

test('the lot is that of java.util.Random', () => {
  // As `new java.util.Random(seed).nextDouble()` prints them.
  expect(firstJavaRandom(0n)).toBe(0.730967787376657);
  expect(firstJavaRandom(42n)).toBe(0.7275636800328681);
});
