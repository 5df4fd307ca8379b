import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ExactSum } from '../../../src/intake/profile/exact-sum.js';

const doubles = fc.array(
  fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer({ min: -1e9, max: 1e9 }).map((number) => number / 1000),
  ),
  { minLength: 1, maxLength: 60 },
);
const sumOf = (numbers: readonly number[]): ExactSum => {
  const sum = new ExactSum();
  for (const number of numbers) sum.add(number);
  return sum;
};

test('the mean is the same in any order, in any parts, and with any repeats', () => {
  fc.assert(
    fc.property(doubles, fc.nat(60), fc.integer({ min: 1, max: 4 }), (numbers, cut, times) => {
      const mean = sumOf(numbers).dividedBy(numbers.length);
      const parts = sumOf(numbers.slice(cut).reverse());
      parts.merge(sumOf(numbers.slice(0, cut)));
      expect(parts.dividedBy(numbers.length)).toBe(mean);
      const repeated = new ExactSum();
      for (const number of numbers) repeated.add(number, times);
      expect(repeated.dividedBy(numbers.length * times)).toBe(mean);
    }),
  );
});

test('what doubles lose of a sum is kept', () => {
  expect(sumOf([1e308, 1e308, -1e308, -1e308, 1]).dividedBy(5)).toBe(0.2);
  expect(sumOf([1e16, 1, -1e16]).dividedBy(1)).toBe(1);
  expect(sumOf([5e-324, 5e-324]).dividedBy(2)).toBe(5e-324);
  expect(sumOf(Array<number>(5000).fill(0.1)).dividedBy(5000)).toBe(0.1);
  expect(sumOf([]).dividedBy(1)).toBe(0);
});
