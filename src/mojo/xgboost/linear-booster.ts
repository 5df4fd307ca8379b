import type { OneHotLayout } from '../model/one-hot.js';

/** `gblinear`: a weight for each input, and a bias. Source: GBLinear of xgboost-predictor. */
export class LinearBooster {
  readonly #weights: Float32Array;
  readonly #groups: number;
  readonly #layout: OneHotLayout;

  /** @param weights `[input * groups + group]`; the last row is the bias. */
  constructor(weights: Float32Array, groups: number, layout: OneHotLayout) {
    this.#weights = weights;
    this.#groups = groups;
    this.#layout = layout;
  }

  get bytes(): number {
    return this.#weights.byteLength;
  }

  /** @param row slots of the categoricals, then the numbers; missing ones add nothing. */
  sum(group: number, row: Float64Array, start: number): number {
    const { categoricals, numerics, slots } = this.#layout;
    let sum = Math.fround(this.#weight(slots + numerics, group) + start);
    for (let c = 0; c < categoricals; c++) {
      const slot = row[c] as number;
      if (slot >= 0) sum = Math.fround(sum + this.#weight(slot, group));
    }
    for (let j = 0; j < numerics; j++) {
      const value = row[categoricals + j] as number;
      if (!Number.isNaN(value)) sum = Math.fround(sum + Math.fround(value * this.#weight(slots + j, group)));
    }
    return sum;
  }

  #weight(input: number, group: number): number {
    return this.#weights[input * this.#groups + group] as number;
  }
}
