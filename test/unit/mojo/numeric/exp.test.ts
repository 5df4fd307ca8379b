import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exp } from '../../../../src/mojo/numeric/exp.js';

const BITS = 400n;
const ONE = 1n << BITS;
/** Arguments are multiples of 1 / GRID, so that they are exact in both kinds of number. */
const GRID = 2 ** 30;

/** e^(numerator / GRID) as a fraction of ONE: by its series for a 2^16th of it, then squared as often. */
function exactExp(numerator: number): bigint {
  const x = ((BigInt(numerator) * ONE) / BigInt(GRID)) >> 16n;
  let sum = ONE;
  let term = ONE;
  for (let n = 1n; term !== 0n && n < 60n; n++) {
    term = ((term * x) >> BITS) / n;
    sum += term;
  }
  for (let i = 0; i < 16; i++) sum = (sum * sum) >> BITS;
  return sum;
}

/** Distance of a number from a fraction of ONE, in units of the number's last place. */
function ulps(value: number, exact: bigint): number {
  const exponent = Math.floor(Math.log2(value));
  const unit = 2 ** (exponent - 52);
  const distance = BigInt(value / unit) * (ONE >> BigInt(52 - exponent)) - exact;
  return Math.abs(Number(distance) / (Number(ONE) * unit));
}

test('e to the power of x is off by hardly more than half of the last place', () => {
  fc.assert(
    fc.property(fc.integer({ min: -40 * GRID, max: 40 * GRID }), (numerator) => {
      expect(ulps(exp(numerator / GRID), exactExp(numerator))).toBeLessThan(0.52);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  [0, 1],
  [-0, 1],
  [Number.NEGATIVE_INFINITY, 0],
  [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
  [-1000, 0],
  [1000, Number.POSITIVE_INFINITY],
  [Number.NaN, Number.NaN],
])('exp(%d) is %d', (x, expected) => {
  expect(exp(x)).toBe(expected);
});

test('where results are denormal or nearly infinite, it is what Math.exp says', () => {
  expect(exp(-740)).toBe(Math.exp(-740));
  expect(exp(709.5)).toBe(Math.exp(709.5));
});
