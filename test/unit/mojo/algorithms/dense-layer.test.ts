import { describe, expect, test } from 'vitest';
import { DenseLayer } from '../../../../src/mojo/algorithms/dense-layer.js';
import { seeded } from '../../../support/mojo/random.js';

const activation = () => undefined;
const random = seeded(1);
const numbers = (count: number) => Float64Array.from({ length: count }, () => random() * 2 - 1);
const halfZero = (count: number) => numbers(count).map((x) => Math.max(0, x));

/** As genmodel multiplies a matrix by a vector: eight sums in turns, then what is left over. */
function eightSums(products: readonly number[]): number {
  const laned = products.length - (products.length % 8);
  const [a, b, c, d, e, f, g, h] = Array.from({ length: 8 }, (_, lane) => {
    let sum = 0;
    for (let j = lane; j < laned; j += 8) sum += products[j]!;
    return sum;
  }) as [number, number, number, number, number, number, number, number];
  return products.slice(laned).reduce((sum, product) => sum + product, a + b + c + d + (e + f + g + h));
}

describe('a layer adds up in the order of H2O, so that it is equal to the last bit', () => {
  test.each([
    [47, 20],
    [8, 8],
    [5, 1],
    [200, 19],
  ])('%d inputs, %d units', (inputs, units) => {
    const weights = Float32Array.from(numbers(inputs * units));
    const biases = numbers(units);
    const layer = new DenseLayer(
      { inputs, units, pieces: 1, lanes: 8, activation, factor: 1 },
      weights,
      biases,
    );
    for (let row = 0; row < 5; row++) {
      const input = halfZero(inputs);
      const expected = [...biases].map((bias, unit) => {
        const products = [...input].map((x, j) => weights[j * units + unit]! * x);
        return eightSums(products) + bias;
      });
      expect([...layer.forward(input)]).toEqual(expected);
    }
  });

  test('a Maxout unit is the larger of its two sums, each in one go; dropout scales it', () => {
    const [inputs, units, pieces] = [30, 11, 2];
    const weights = Float32Array.from(numbers(inputs * units * pieces));
    const biases = numbers(units * pieces);
    const layer = new DenseLayer(
      { inputs, units, pieces, lanes: 1, activation, factor: 0.5 },
      weights,
      biases,
    );
    const input = halfZero(inputs);
    const sums = [...biases].map(
      (bias, sum) =>
        [...input].reduce((total, x, j) => total + weights[j * units * pieces + sum]! * x, 0) + bias,
    );
    const expected = Array.from(
      { length: units },
      (_, unit) => 0.5 * Math.max(sums[unit * 2]!, sums[unit * 2 + 1]!),
    );
    expect([...layer.forward(input)]).toEqual(expected);
  });
});
