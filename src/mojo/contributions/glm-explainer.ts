import type { LinearPredictor } from '../algorithms/linear-predictor.js';
import type { Explainer } from './explainer.js';

/**
 * A column adds its coefficient times what its value is above the mean, or what the coefficient of its level is above
 * that of the commonest level. The bias is the score of the row of means and commonest levels, so that an average value
 * moves nothing, nor does a missing one, which is taken for the average.
 */
export class GlmExplainer implements Explainer {
  readonly bias: number;
  readonly #linear: LinearPredictor;
  readonly #set: number;
  readonly #row: Float64Array;
  /** What each column adds in the average row. */
  readonly #average: Float64Array;

  /** @param set which of the predictor's sets of coefficients. */
  constructor(linear: LinearPredictor, set: number) {
    this.#linear = linear;
    this.#set = set;
    this.#row = new Float64Array(linear.average.length);
    this.#average = linear.average.map((value, column) => linear.term(set, column, value));
    this.bias = linear.eta(set, linear.average);
  }

  explain(row: Float64Array, out: Float64Array): void {
    if (!this.#linear.complete(row, this.#row)) {
      out.fill(Number.NaN);
      return;
    }
    for (let j = 0; j < out.length; j++) {
      out[j] = this.#linear.term(this.#set, j, this.#row[j] as number) - (this.#average[j] as number);
    }
  }
}
