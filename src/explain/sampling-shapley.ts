import type { ModelRows, ModelScores, ScoreRows } from './model.js';
import { seededRandom, shuffledIndexes } from './random.js';

/** What each feature adds to one raw score of one row. */
export interface SampledContributions {
  /** The raw score of the reference row. */
  readonly bias: number;
  /** By feature. They and the bias add up to the raw score of the row. */
  readonly values: Float64Array;
  /** Standard error of each value that comes from sampling orders; 0 where all orders were looked at. */
  readonly errors: Float64Array;
}

/** From probabilities or a value to the scale on which contributions add up, by output. */
export type ToRaw = (scores: ModelScores, output: number, row: number) => number;

export interface SamplingOptions {
  readonly seed?: number;
  /** Orders in which features are looked at; even, since each is gone through backwards as well. */
  readonly orders?: number;
}

/** Up to so many differing features, all orders are gone through: 4! = 24 of them. */
const EXACT_FEATURES = 4;

/**
 * Shapley values of the features of one row against a reference row, for a model of any kind: the mean, over orders of
 * the features, of what the score gains when one after another takes the row's value in place of the reference's. A
 * feature that is as in the reference adds nothing. Seeded; the same for the same row.
 *
 * Source: Castro, Gómez, Tejada, "Polynomial calculation of the Shapley value based on sampling" (2009); pairs of an
 * order and its reverse: Mitchell et al., "Sampling Permutations for Shapley Value Estimation" (2022).
 *
 * @param row the features of the row. @param reference those of the row it is compared with.
 * @param outputs which raw scores to explain.
 */
export function samplingShapley(
  score: ScoreRows,
  row: Float64Array,
  reference: Float64Array,
  outputs: readonly number[],
  toRaw: ToRaw,
  { seed = 1, orders = 32 }: SamplingOptions = {},
): SampledContributions[] {
  const differing = Array.from(row.keys()).filter((j) => !Object.is(row[j], reference[j]));
  const count = differing.length;
  const exact = count <= EXACT_FEATURES;
  const walks = exact ? permutationsOf(differing) : drawn(differing, orders, seed);
  // One row for the reference, and `count` for each order: the last of each is the row itself.
  const rows = walkedRows(row, reference, walks);
  const scores = score(rows);
  return outputs.map((output) => {
    const values = new Float64Array(row.length);
    const squares = new Float64Array(row.length);
    const bias = toRaw(scores, output, 0);
    walks.forEach((walk, index) => {
      let before = bias;
      walk.forEach((feature, step) => {
        const after = toRaw(scores, output, 1 + index * count + step);
        const gain = after - before;
        values[feature] = (values[feature] as number) + gain;
        squares[feature] = (squares[feature] as number) + gain * gain;
        before = after;
      });
    });
    const n = walks.length;
    const errors = squares.map((sum, feature) => {
      const mean = (values[feature] as number) / n;
      return exact || n < 2 ? 0 : Math.sqrt(Math.max(0, sum / n - mean * mean) / (n - 1));
    });
    return { bias, values: values.map((sum) => sum / n), errors };
  });
}

function walkedRows(row: Float64Array, reference: Float64Array, walks: readonly number[][]): ModelRows {
  const steps = walks[0]?.length ?? 0;
  const count = 1 + walks.length * steps;
  const columns = Array.from(reference, (value) => new Float64Array(count).fill(value));
  walks.forEach((walk, index) => {
    const start = 1 + index * steps;
    walk.forEach((feature, step) => {
      (columns[feature] as Float64Array).fill(row[feature] as number, start + step, start + steps);
    });
  });
  return { count, columns };
}

function drawn(features: readonly number[], orders: number, seed: number): number[][] {
  const random = seededRandom(seed);
  return Array.from({ length: Math.ceil(orders / 2) }, () => {
    const order = Array.from(shuffledIndexes(features.length, random), (i) => features[i] as number);
    return [order, order.toReversed()];
  }).flat();
}

function permutationsOf(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) =>
    permutationsOf(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  );
}
