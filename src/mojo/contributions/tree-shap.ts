import { gaussLegendre } from '../numeric/gauss-legendre.js';
import { NODE, type Forest } from '../trees/forest.js';

/** Share of either child where no training row came through their parent. Source: TreeSHAP of h2o-genmodel. */
const EVEN = 0.5;

/** In place of a share: the row does not follow the path at a split by this input. */
const LEFT_BEHIND = -1;

/**
 * What each input adds to the leaf that a row falls into, against the mean of the tree: TreeSHAP, path-dependent, in time
 * linear in the depth.
 *
 * Let each input be known with probability t. Then a tree answers, on average, the sum over its leaves of
 *
 *     value × product over the inputs of the path of (o t + z (1 - t))
 *
 * o: whether the row follows the path (1 or 0) at all splits by the input; z: the product of the shares of training rows
 * that do. The Shapley value of an input is the integral of what it changes in this, for t from 0 to 1:
 *
 *     sum over leaves of value × (o - z) × ∫ product over the other inputs of (o t + z (1 - t)) dt
 *
 * That is a polynomial of t, so Gauss-Legendre quadrature is exact with half as many points as a path has inputs. At each
 * point, as odds x = t / (1 - t), one walk through the tree has all inputs: `reach` is the product above a node, `mean`
 * the average answer below it. Let z be the share above a split of what splits by the same input, 1 at the first; h and c
 * the shares of the child that the row takes and of the other one. Then
 *
 *     known   = mean of the child that the row takes
 *     unknown = h × known + c × mean of the other
 *     mean    = unknown + x / (x + z) × (known - unknown)
 *     reach   = reach above × (x + z h) / (x + z) for the one child, × z c / (x + z) for the other
 *
 * and the split adds to its input z ∑ reach / (x + z)² × (known - unknown). Where the row has left the path at an earlier
 * split by the same input, the input is settled: mean = unknown, and nothing is added.
 *
 * But for this difference, all terms are positive: no digits are lost, whatever the depth.
 *
 * Source: Owen, "Multilinear extensions of games" (1972), for the integral; Yu, Bifet et al., "Linear TreeSHAP" (2022),
 * for polynomials that are held by their values at points, and taken apart by division.
 */
export class TreeShap {
  /** Those that the trees split by. */
  readonly inputs: Int32Array;
  readonly #forest: Forest;
  /** By point: t / (1 - t). */
  readonly #odds: Float64Array;
  /** By input: the share above the node at hand, or LEFT_BEHIND. */
  readonly #shares: Float64Array;
  /** By slot and point. A level of the recursion has two slots: one for each child. */
  readonly #reach: Float64Array;
  readonly #mean: Float64Array;
  /** 1 / (x + z) of a node. */
  readonly #inverse: Float64Array;
  #row: Float64Array = new Float64Array(0);
  #sums: Float64Array = new Float64Array(0);

  /** @param roots the trees. @param inputs number of inputs that they may split by. */
  constructor(forest: Forest, roots: Int32Array, inputs: number) {
    this.#forest = forest;
    this.#shares = new Float64Array(inputs).fill(1);
    const { depth, most, all } = measure(forest, roots);
    this.inputs = Int32Array.from(all);
    const { points, weights } = gaussLegendre(Math.max(1, Math.ceil(most / 2)));
    this.#odds = points.map((t) => t / (1 - t));
    const length = 2 * (depth + 1) * points.length;
    this.#reach = new Float64Array(length);
    this.#mean = new Float64Array(length);
    this.#inverse = new Float64Array(length);
    // Odds in place of t leave 1 - t in each of the two that a sum is divided by.
    points.forEach((t, q) => (this.#reach[q] = (weights[q] as number) / (1 - t) ** 2));
  }

  /** Mean of a tree's leaves over its training rows. */
  mean(node: number): number {
    const { nodes, leaves } = this.#forest.data;
    if (node < 0) return leaves[~node] as number;
    const left = nodes[node + NODE.LEFT] as number;
    const right = nodes[node + NODE.RIGHT] as number;
    return this.#share(node, left) * this.mean(left) + this.#share(node, right) * this.mean(right);
  }

  /** Adds what a tree's splits contribute for a row to `sums`, by input. */
  add(root: number, row: Float64Array, sums: Float64Array): void {
    this.#row = row;
    this.#sums = sums;
    this.#walk(root, 0, 2 * this.#odds.length);
  }

  /** From the reach of a slot to its mean. @param next the first slot of the level below */
  #walk(node: number, slot: number, next: number): void {
    if (node < 0) {
      const end = slot + this.#odds.length;
      const value = this.#forest.data.leaves[~node] as number;
      for (let i = slot; i < end; i++) this.#mean[i] = value;
      return;
    }
    const input = this.#forest.data.inputs[node / NODE.WORDS] as number;
    if ((this.#shares[input] as number) === LEFT_BEHIND) this.#walkBoth(node, slot, next);
    else this.#split(node, slot, next, input);
  }

  /** A split by an input that is settled. */
  #walkBoth(node: number, slot: number, next: number): void {
    const { nodes } = this.#forest.data;
    const reach = this.#reach;
    const mean = this.#mean;
    const count = this.#odds.length;
    const left = nodes[node + NODE.LEFT] as number;
    const right = nodes[node + NODE.RIGHT] as number;
    const leftShare = this.#share(node, left);
    const rightShare = this.#share(node, right);
    for (let q = 0; q < count; q++) {
      const above = reach[slot + q] as number;
      reach[next + q] = above * leftShare;
      reach[next + count + q] = above * rightShare;
    }
    this.#walk(left, next, next + 2 * count);
    this.#walk(right, next + count, next + 2 * count);
    for (let q = 0; q < count; q++) {
      mean[slot + q] =
        leftShare * (mean[next + q] as number) + rightShare * (mean[next + count + q] as number);
    }
  }

  #split(node: number, slot: number, next: number, input: number): void {
    const { nodes } = this.#forest.data;
    const odds = this.#odds;
    const reach = this.#reach;
    const mean = this.#mean;
    const inverse = this.#inverse;
    const count = odds.length;
    const hot = this.#forest.childOf(node, this.#row);
    const left = nodes[node + NODE.LEFT] as number;
    const cold = hot === left ? (nodes[node + NODE.RIGHT] as number) : left;
    const hotShare = this.#share(node, hot);
    const coldShare = this.#share(node, cold);
    const share = this.#shares[input] as number;
    const hotAll = share * hotShare;
    const coldAll = share * coldShare;
    for (let q = 0; q < count; q++) {
      const x = odds[q] as number;
      const over = 1 / (x + share);
      const without = (reach[slot + q] as number) * over;
      inverse[slot + q] = over;
      reach[next + q] = without * (x + hotAll);
      reach[next + count + q] = without * coldAll;
    }
    this.#shares[input] = hotAll;
    this.#walk(hot, next, next + 2 * count);
    this.#shares[input] = LEFT_BEHIND;
    this.#walk(cold, next + count, next + 2 * count);
    this.#shares[input] = share;
    let sum = 0;
    for (let q = 0; q < count; q++) {
      const over = inverse[slot + q] as number;
      const known = mean[next + q] as number;
      const unknown = hotShare * known + coldShare * (mean[next + count + q] as number);
      const change = over * (known - unknown);
      sum += (reach[slot + q] as number) * over * change;
      mean[slot + q] = unknown + (odds[q] as number) * change;
    }
    this.#sums[input] = (this.#sums[input] as number) + share * sum;
  }

  /** Of a node's training rows, those that went to a child of it. */
  #share(node: number, child: number): number {
    const { nodeWeights, leafWeights } = this.#forest.data;
    const all = nodeWeights[node / NODE.WORDS] as number;
    if (all === 0) return EVEN;
    return ((child < 0 ? leafWeights[~child] : nodeWeights[child / NODE.WORDS]) as number) / all;
  }
}

interface Size {
  /** Levels of the deepest tree. */
  depth: number;
  /** Inputs of the path that has the most. */
  most: number;
  /** Inputs of all trees. */
  readonly all: Set<number>;
}

function measure({ data: { nodes, inputs } }: Forest, roots: Int32Array): Size {
  const size: Size = { depth: 0, most: 0, all: new Set() };
  const path = new Set<number>();
  const visit = (node: number, depth: number): void => {
    size.depth = Math.max(size.depth, depth);
    size.most = Math.max(size.most, path.size);
    if (node < 0) return;
    const input = inputs[node / NODE.WORDS] as number;
    const isFirst = !path.has(input);
    path.add(input);
    size.all.add(input);
    visit(nodes[node + NODE.LEFT] as number, depth + 1);
    visit(nodes[node + NODE.RIGHT] as number, depth + 1);
    if (isFirst) path.delete(input);
  };
  for (const root of roots) visit(root, 0);
  return size;
}
