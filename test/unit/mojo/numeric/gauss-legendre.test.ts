import { expect, test } from 'vitest';
import { gaussLegendre } from '../../../../src/mojo/numeric/gauss-legendre.js';

test.each([1, 2, 3, 6, 11, 40, 500])('%i points integrate polynomials exactly', (count) => {
  const { points, weights } = gaussLegendre(count);
  for (const degree of [0, 1, count, 2 * count - 1]) {
    const integral = points.reduce((sum, t, q) => sum + weights[q]! * t ** degree, 0);
    expect(Math.abs(integral * (degree + 1) - 1)).toBeLessThan(1e-11);
  }
  expect(Math.min(...weights)).toBeGreaterThan(0);
});
