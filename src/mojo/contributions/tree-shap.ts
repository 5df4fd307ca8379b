import { NODE, type Forest } from '../trees/forest.js';

const f = Math.fround;

/** Share of either child where no training row came through their parent. Source: TreeSHAP of h2o-genmodel. */
const EVEN = 0.5;

/** Stands for no input, at the start of a path. */
const NO_INPUT = -1;

/**
 * What each input adds to the leaf that a row falls into, against the mean of the tree: TreeSHAP, path-dependent.
 *
 * A path holds the inputs that were split by from the root down to a node, each once, with the share of training rows
 * that follow the branch when the input is unknown (`zero`), whether the row does (`one`: 1 or 0), and the weight of the
 * subsets of these inputs of each size (`weight`). Each level of the recursion has a path of its own, a row of the
 * arrays.
 *
 * Everything is rounded to 32 bits, operation by operation, as H2O does it: deep trees lose digits by it, up to the
 * third one in a forest of depth 20, and a more precise sum would not be H2O's. One shortcut leaves that order, where no
 * digits are lost: the inputs whose branch the row does not take all have the same sum of weights, which is made once a
 * leaf (Fast TreeSHAP v1). So half of the work is linear in the depth in place of quadratic.
 *
 * Source: Lundberg, Erion, Lee, "Consistent Individualized Feature Attribution for Tree Ensembles" (2018), algorithm 2;
 * the order of the operations is that of TreeSHAP of h2o-genmodel. Yang, "Fast TreeSHAP" (2021).
 */
export class TreeShap {
  readonly #forest: Forest;
  readonly #width: number;
  readonly #inputs: Int32Array;
  readonly #zero: Float32Array;
  readonly #one: Float32Array;
  readonly #weight: Float32Array;
  /** By length and index of a path: (length - index) / (length + 1). */
  readonly #outside: Float32Array;
  #row: Float64Array = new Float64Array(0);
  #sums: Float32Array = new Float32Array(0);

  constructor(forest: Forest, roots: Int32Array) {
    this.#forest = forest;
    const width = 2 + roots.reduce((deepest, root) => Math.max(deepest, this.#depth(root)), 0);
    this.#width = width;
    this.#inputs = new Int32Array(width * width);
    this.#zero = new Float32Array(width * width);
    this.#one = new Float32Array(width * width);
    this.#weight = new Float32Array(width * width);
    this.#outside = Float32Array.from({ length: width * width }, (_, at) => {
      const last = Math.floor(at / width);
      return (last - (at % width)) / (last + 1);
    });
  }

  /** Mean of a tree's leaves over its training rows. */
  mean(node: number): number {
    const cover = this.#coverOf(node);
    if (cover === 0) return 0;
    const { nodes, leaves } = this.#forest.data;
    if (node < 0) return leaves[~node] as number;
    const left = nodes[node + NODE.LEFT] as number;
    const right = nodes[node + NODE.RIGHT] as number;
    return f(
      f(f(this.#coverOf(left) * this.mean(left)) + f(this.#coverOf(right) * this.mean(right))) / cover,
    );
  }

  /** Adds what a tree's splits contribute for a row to `sums`, by input. */
  add(root: number, row: Float64Array, sums: Float32Array): void {
    this.#row = row;
    this.#sums = sums;
    this.#walk(root, 0, 0, 1, 1, NO_INPUT);
  }

  /**
   * @param last index of the input that is added to the path of the level above.
   * @param zero share of the branch that leads here, of all that the input's earlier splits left.
   * @param one whether the row takes it (1 or 0).
   */
  #walk(node: number, level: number, last: number, zero: number, one: number, input: number): void {
    if (zero === 0 && one === 0) return;
    this.#extend(level * this.#width, last, zero, one, input);
    if (node < 0) this.#addLeaf(level * this.#width, last, this.#forest.data.leaves[~node] as number);
    else this.#split(node, level, last);
  }

  #split(node: number, level: number, last: number): void {
    const { nodes, inputs } = this.#forest.data;
    const hot = this.#forest.childOf(node, this.#row);
    const left = nodes[node + NODE.LEFT] as number;
    const cold = hot === left ? (nodes[node + NODE.RIGHT] as number) : left;
    const input = inputs[node / NODE.WORDS] as number;
    const cover = this.#coverOf(node);
    const hotShare = cover === 0 ? EVEN : f(this.#coverOf(hot) / cover);
    const coldShare = cover === 0 ? EVEN : f(this.#coverOf(cold) / cover);
    const start = level * this.#width;
    const earlier = this.#find(start, last, input);
    if (earlier < 0) {
      this.#walk(hot, level + 1, last + 1, hotShare, 1, input);
      this.#walk(cold, level + 1, last + 1, coldShare, 0, input);
      return;
    }
    const zero = this.#zero[start + earlier] as number;
    const one = this.#one[start + earlier] as number;
    this.#unwind(start, last, earlier);
    this.#walk(hot, level + 1, last, f(hotShare * zero), one, input);
    this.#walk(cold, level + 1, last, f(coldShare * zero), 0, input);
  }

  /** @returns index of an input in a path; -1: it is not in it. */
  #find(start: number, last: number, input: number): number {
    const inputs = this.#inputs;
    for (let i = 0; i <= last; i++) if (inputs[start + i] === input) return i;
    return -1;
  }

  /** Makes the path of a level: the first `last` inputs of the one above, and a further one. */
  #extend(start: number, last: number, zero: number, one: number, input: number): void {
    const inputs = this.#inputs;
    const zeros = this.#zero;
    const ones = this.#one;
    const weight = this.#weight;
    const above = start - this.#width;
    // What the weight before adds to this one.
    let grown = last === 0 ? 1 : 0;
    for (let i = 0; i < last; i++) {
      inputs[start + i] = inputs[above + i] as number;
      zeros[start + i] = zeros[above + i] as number;
      ones[start + i] = ones[above + i] as number;
      const w = weight[above + i] as number;
      weight[start + i] = f(f(f(f(zero * w) * (last - i)) / (last + 1)) + grown);
      grown = one === 0 ? 0 : f(f(w * (i + 1)) / (last + 1));
    }
    inputs[start + last] = input;
    zeros[start + last] = zero;
    ones[start + last] = one;
    weight[start + last] = grown;
  }

  /** Takes an input out of a path again. */
  #unwind(start: number, last: number, index: number): void {
    const weight = this.#weight;
    const zero = this.#zero[start + index] as number;
    const one = this.#one[start + index] as number;
    let next = weight[start + last] as number;
    for (let i = last - 1; i >= 0; i--) {
      const w = weight[start + i] as number;
      if (one === 0) weight[start + i] = zero === 0 ? 0 : f(w * (last + 1)) / f(zero * (last - i));
      else {
        const unwound = f(f(next * (last + 1)) / (i + 1));
        weight[start + i] = unwound;
        next = f(w - f(f(f(unwound * zero) * (last - i)) / (last + 1)));
      }
    }
    for (let i = start + index; i < start + last; i++) {
      this.#inputs[i] = this.#inputs[i + 1] as number;
      this.#zero[i] = this.#zero[i + 1] as number;
      this.#one[i] = this.#one[i + 1] as number;
    }
  }

  /** Adds what each input of a path contributes to the leaf at its end: its share times its sum of weights. */
  #addLeaf(start: number, last: number, value: number): void {
    const zeros = this.#zero;
    const ones = this.#one;
    const inputs = this.#inputs;
    const sums = this.#sums;
    // Of inputs that the row does not follow, the share is -zero, by which the sum of weights is divided.
    let cold = -1;
    for (let i = 1; i <= last; i++) {
      const input = inputs[start + i] as number;
      if (ones[start + i] === 0) {
        if (cold < 0) cold = this.#coldSum(start, last);
        sums[input] = (sums[input] as number) - f(cold * value);
      } else {
        const zero = zeros[start + i] as number;
        const share = f(f(this.#hotSum(start, last, zero) * f(1 - zero)) * value);
        sums[input] = (sums[input] as number) + share;
      }
    }
  }

  /** Sum of the weights that are left without an input that the row does not follow, times its share. */
  #coldSum(start: number, last: number): number {
    const weight = this.#weight;
    const outside = this.#outside;
    const places = last * this.#width;
    let sum = 0;
    for (let i = last - 1; i >= 0; i--) {
      sum = f(sum + f((weight[start + i] as number) / (outside[places + i] as number)));
    }
    return sum;
  }

  /** Sum of the weights that are left without an input that the row follows. */
  #hotSum(start: number, last: number, zero: number): number {
    const weight = this.#weight;
    const outside = this.#outside;
    const places = last * this.#width;
    let next = weight[start + last] as number;
    let sum = 0;
    for (let i = last - 1; i >= 0; i--) {
      const unwound = f(f(next * (last + 1)) / (i + 1));
      sum = f(sum + unwound);
      next = f((weight[start + i] as number) - f(f(unwound * zero) * (outside[places + i] as number)));
    }
    return sum;
  }

  #coverOf(node: number): number {
    const { nodeWeights, leafWeights } = this.#forest.data;
    return (node < 0 ? leafWeights[~node] : nodeWeights[node / NODE.WORDS]) as number;
  }

  #depth(node: number): number {
    if (node < 0) return 0;
    const { nodes } = this.#forest.data;
    const left = this.#depth(nodes[node + NODE.LEFT] as number);
    return 1 + Math.max(left, this.#depth(nodes[node + NODE.RIGHT] as number));
  }
}
