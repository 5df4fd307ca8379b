const f = Math.fround;

/**
 * The inputs that were split by from a tree's root down to a node, each once, with the share of training rows that
 * follow the branch when the input is unknown (`zero`), whether the row does (`one`), and the weight of the subsets of
 * these inputs of each size (`weight`). Each level of the recursion over a tree has a path of its own.
 *
 * Source: EXTEND and UNWIND of {@link TreeShap}'s.
 */
export class ShapPath {
  readonly #width: number;
  readonly #inputs: Int32Array;
  readonly #zero: Float32Array;
  readonly #one: Float32Array;
  readonly #weight: Float32Array;

  /** @param depth of the deepest tree. */
  constructor(depth: number) {
    this.#width = depth + 2;
    const size = this.#width * this.#width;
    this.#inputs = new Int32Array(size);
    this.#zero = new Float32Array(size);
    this.#one = new Float32Array(size);
    this.#weight = new Float32Array(size);
  }

  zero(level: number, index: number): number {
    return this.#zero[level * this.#width + index] as number;
  }

  one(level: number, index: number): number {
    return this.#one[level * this.#width + index] as number;
  }

  /** @returns place of an input in a path whose last index is given; -1: it is not in it. */
  find(level: number, last: number, input: number): number {
    const start = level * this.#width;
    for (let i = 0; i <= last; i++) if (this.#inputs[start + i] === input) return i;
    return -1;
  }

  /** Takes over the first inputs of the path of the level above. */
  inherit(level: number, length: number): void {
    const to = level * this.#width;
    const from = to - this.#width;
    for (let i = 0; i < length; i++) {
      this.#inputs[to + i] = this.#inputs[from + i] as number;
      this.#zero[to + i] = this.#zero[from + i] as number;
      this.#one[to + i] = this.#one[from + i] as number;
      this.#weight[to + i] = this.#weight[from + i] as number;
    }
  }

  /** Adds an input to a path that has `last` of them. */
  extend(level: number, last: number, zero: number, one: number, input: number): void {
    const start = level * this.#width;
    const weight = this.#weight;
    this.#inputs[start + last] = input;
    this.#zero[start + last] = zero;
    this.#one[start + last] = one;
    weight[start + last] = last === 0 ? 1 : 0;
    for (let i = last - 1; i >= 0; i--) {
      const w = weight[start + i] as number;
      const grown = f(f(f(one * w) * (i + 1)) / (last + 1));
      weight[start + i + 1] = (weight[start + i + 1] as number) + grown;
      weight[start + i] = f(f(zero * w) * (last - i)) / (last + 1);
    }
  }

  /** Takes an input out of a path again. */
  unwind(level: number, last: number, index: number): void {
    const start = level * this.#width;
    const zero = this.#zero[start + index] as number;
    const one = this.#one[start + index] as number;
    const weight = this.#weight;
    let next = weight[start + last] as number;
    for (let i = last - 1; i >= 0; i--) {
      const w = weight[start + i] as number;
      if (one === 0) weight[start + i] = zero === 0 ? 0 : f(w * (last + 1)) / f(zero * (last - i));
      else {
        const unwound = f(f(next * (last + 1)) / f((i + 1) * one));
        weight[start + i] = unwound;
        next = f(w - f(f(f(unwound * zero) * (last - i)) / (last + 1)));
      }
    }
    this.#inputs.copyWithin(start + index, start + index + 1, start + last + 1);
    this.#zero.copyWithin(start + index, start + index + 1, start + last + 1);
    this.#one.copyWithin(start + index, start + index + 1, start + last + 1);
  }

  /** Adds to `sums` what each input of a path contributes to the leaf at its end. */
  addLeaf(level: number, last: number, value: number, sums: Float32Array): void {
    const start = level * this.#width;
    for (let i = 1; i <= last; i++) {
      const input = this.#inputs[start + i] as number;
      const share = f((this.#one[start + i] as number) - (this.#zero[start + i] as number));
      sums[input] = (sums[input] as number) + f(f(this.#unwoundSum(start, last, i) * share) * value);
    }
  }

  /** Sum of the weights that {@link unwind} would leave. */
  #unwoundSum(start: number, last: number, index: number): number {
    const zero = this.#zero[start + index] as number;
    const one = this.#one[start + index] as number;
    let next = this.#weight[start + last] as number;
    let sum = 0;
    for (let i = last - 1; i >= 0; i--) {
      const w = this.#weight[start + i] as number;
      const outside = f((last - i) / (last + 1));
      if (one !== 0) {
        const unwound = f(f(next * (last + 1)) / f((i + 1) * one));
        sum = f(sum + unwound);
        next = f(w - f(f(unwound * zero) * outside));
      } else if (zero !== 0) sum = f(sum + f(f(w / zero) / outside));
    }
    return sum;
  }
}
