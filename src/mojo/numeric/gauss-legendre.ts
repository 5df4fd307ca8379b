/** Where and how heavily to weigh a function in order to integrate it from 0 to 1. */
export interface Quadrature {
  /** Between 0 and 1. */
  readonly points: Float64Array;
  /** By point; they add up to 1. */
  readonly weights: Float64Array;
}

/**
 * Gauss-Legendre quadrature: exact for polynomials of degree 2 × count - 1 and less.
 *
 * The points are the roots of Legendre's polynomial, by Newton's method from their asymptotic places. Source: Abramowitz
 * and Stegun, "Handbook of Mathematical Functions", 25.4.29 and 22.16.6.
 */
export function gaussLegendre(count: number): Quadrature {
  const points = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    // On -1 to 1.
    let x = -Math.cos((Math.PI * (k + 0.75)) / (count + 0.5));
    let slope = 1;
    for (let step = 0; step < 10; step++) {
      let [before, value] = [1, x];
      for (let n = 2; n <= count; n++) {
        [before, value] = [value, ((2 * n - 1) * x * value - (n - 1) * before) / n];
      }
      slope = (count * (x * value - before)) / (x * x - 1);
      x -= value / slope;
    }
    points[k] = (1 + x) / 2;
    weights[k] = 1 / ((1 - x * x) * slope * slope);
  }
  return { points, weights };
}
