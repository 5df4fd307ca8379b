import type { LinearPredictor } from '../algorithms/linear-predictor.js';
import type { Explainer } from './explainer.js';

/** A column adds its coefficient times its value, or the coefficient of its level; the bias is the intercept. */
export class GlmExplainer implements Explainer {
  readonly bias: number;
  readonly #linear: LinearPredictor;
  readonly #row: Float64Array;

  constructor(linear: LinearPredictor) {
    this.bias = linear.intercept(0);
    this.#linear = linear;
    this.#row = new Float64Array(linear.layout.categoricals + linear.layout.numerics);
  }

  explain(row: Float64Array, out: Float64Array): void {
    if (!this.#linear.complete(row, this.#row)) {
      out.fill(Number.NaN);
      return;
    }
    for (let j = 0; j < out.length; j++) out[j] = this.#linear.term(0, j, this.#row[j] as number);
  }
}
