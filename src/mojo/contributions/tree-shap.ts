import { LEFT, NODE_WORDS, RIGHT, type Forest } from '../trees/forest.js';

/** Share of either child where no training row came through their parent. Source: TreeSHAP of h2o-genmodel. */
const EVEN = 0.5;

/** Stands for no input, at the start of a path. */
const NO_INPUT = -1;

/**
 * What each input adds to the leaf that a row falls into, against the mean of the tree: TreeSHAP, path-dependent.
 *
 * A path is the inputs that were split by from the root down to a node, each once, with the share of training rows that
 * follow the node's branch when the input is unknown (`zero`), whether the row does (`one`), and the weight of the
 * subsets of inputs of each size (`weight`).
 *
 * Source: Lundberg, Erion, Lee, "Consistent Individualized Feature Attribution for Tree Ensembles" (2018), algorithm 2.
 */
export class TreeShap {
  readonly #forest: Forest;
  /** Each level of the recursion has a path of its own in these arrays, from `level * #width` on. */
  readonly #width: number;
  readonly #inputs: Int32Array;
  readonly #zero: Float64Array;
  readonly #one: Float64Array;
  readonly #weight: Float64Array;
  #row: Float64Array = new Float64Array(0);
  #sums: Float64Array = new Float64Array(0);

  constructor(forest: Forest, roots: Int32Array) {
    this.#forest = forest;
    this.#width = roots.reduce((deepest, root) => Math.max(deepest, this.#depth(root)), 0) + 2;
    const size = this.#width * this.#width;
    this.#inputs = new Int32Array(size);
    this.#zero = new Float64Array(size);
    this.#one = new Float64Array(size);
    this.#weight = new Float64Array(size);
  }

  /** Mean of a tree's leaves over its training rows. */
  mean(node: number): number {
    const weight = this.#coverOf(node);
    if (weight === 0) return 0;
    const { nodes, leaves } = this.#forest.data;
    if (node < 0) return leaves[~node] as number;
    const left = nodes[node + LEFT] as number;
    const right = nodes[node + RIGHT] as number;
    return (this.#coverOf(left) * this.mean(left) + this.#coverOf(right) * this.mean(right)) / weight;
  }

  /** Adds what a tree's splits contribute for a row to `sums`, by input. */
  add(root: number, row: Float64Array, sums: Float64Array): void {
    this.#row = row;
    this.#sums = sums;
    this.#walk(root, 0, 0, 1, 1, NO_INPUT);
  }

  /**
   * @param length of the path of the level above, which is extended here by one input.
   * @param zero share of the branch that leads here, of all that the input's earlier splits left.
   * @param one whether the row takes it (1 or 0).
   */
  #walk(node: number, level: number, length: number, zero: number, one: number, input: number): void {
    if (zero === 0 && one === 0) return;
    const start = level * this.#width;
    this.#copyPath(start, length);
    this.#extend(start, length, zero, one, input);
    if (node < 0) this.#addLeaf(start, length, this.#forest.data.leaves[~node] as number);
    else this.#split(node, level, length);
  }

  #split(node: number, level: number, length: number): void {
    const { nodes, inputs } = this.#forest.data;
    const right = this.#forest.goesRight(node, this.#row);
    const hot = nodes[node + (right ? RIGHT : LEFT)] as number;
    const cold = nodes[node + (right ? LEFT : RIGHT)] as number;
    const input = inputs[node / NODE_WORDS] as number;
    const cover = this.#coverOf(node);
    const start = level * this.#width;
    const earlier = this.#inputs.subarray(start, start + length + 1).indexOf(input);
    let zero = 1;
    let one = 1;
    let next = length + 1;
    if (earlier >= 0) {
      zero = this.#zero[start + earlier] as number;
      one = this.#one[start + earlier] as number;
      this.#unwind(start, length, earlier);
      next = length;
    }
    const hotShare = cover === 0 ? EVEN : this.#coverOf(hot) / cover;
    const coldShare = cover === 0 ? EVEN : this.#coverOf(cold) / cover;
    this.#walk(hot, level + 1, next, hotShare * zero, one, input);
    this.#walk(cold, level + 1, next, coldShare * zero, 0, input);
  }

  #addLeaf(start: number, last: number, value: number): void {
    for (let i = 1; i <= last; i++) {
      const at = start + i;
      const input = this.#inputs[at] as number;
      const share = (this.#one[at] as number) - (this.#zero[at] as number);
      this.#sums[input] = (this.#sums[input] as number) + this.#unwoundSum(start, last, i) * share * value;
    }
  }

  #copyPath(start: number, length: number): void {
    const from = start - this.#width;
    for (const array of [this.#inputs, this.#zero, this.#one, this.#weight]) {
      array.copyWithin(start, from, from + length);
    }
  }

  /** Adds an input to a path that has `last` of them. */
  #extend(start: number, last: number, zero: number, one: number, input: number): void {
    const weight = this.#weight;
    this.#inputs[start + last] = input;
    this.#zero[start + last] = zero;
    this.#one[start + last] = one;
    weight[start + last] = last === 0 ? 1 : 0;
    for (let i = last - 1; i >= 0; i--) {
      const w = (weight[start + i] as number) / (last + 1);
      weight[start + i + 1] = (weight[start + i + 1] as number) + one * w * (i + 1);
      weight[start + i] = zero * w * (last - i);
    }
  }

  /** Takes an input out of a path again. @param last index of the path's last input. */
  #unwind(start: number, last: number, index: number): void {
    const zero = this.#zero[start + index] as number;
    const one = this.#one[start + index] as number;
    const weight = this.#weight;
    let next = weight[start + last] as number;
    for (let i = last - 1; i >= 0; i--) {
      const w = weight[start + i] as number;
      if (one === 0) weight[start + i] = zero === 0 ? 0 : (w * (last + 1)) / (zero * (last - i));
      else {
        const unwound = (next * (last + 1)) / ((i + 1) * one);
        weight[start + i] = unwound;
        next = w - (unwound * zero * (last - i)) / (last + 1);
      }
    }
    for (const array of [this.#inputs, this.#zero, this.#one]) {
      array.copyWithin(start + index, start + index + 1, start + last + 1);
    }
  }

  /** Sum of the weights that {@link #unwind} would leave. */
  #unwoundSum(start: number, last: number, index: number): number {
    const zero = this.#zero[start + index] as number;
    const one = this.#one[start + index] as number;
    let next = this.#weight[start + last] as number;
    let sum = 0;
    for (let i = last - 1; i >= 0; i--) {
      const w = this.#weight[start + i] as number;
      if (one !== 0) {
        const unwound = (next * (last + 1)) / ((i + 1) * one);
        sum += unwound;
        next = w - (unwound * zero * (last - i)) / (last + 1);
      } else if (zero !== 0) sum += (w * (last + 1)) / (zero * (last - i));
    }
    return sum;
  }

  #coverOf(node: number): number {
    const { nodeWeights, leafWeights } = this.#forest.data;
    return (node < 0 ? leafWeights[~node] : nodeWeights[node / NODE_WORDS]) as number;
  }

  #depth(node: number): number {
    if (node < 0) return 0;
    const { nodes } = this.#forest.data;
    return (
      1 + Math.max(this.#depth(nodes[node + LEFT] as number), this.#depth(nodes[node + RIGHT] as number))
    );
  }
}
