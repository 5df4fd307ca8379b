import { NODE, type Forest } from '../trees/forest.js';
import { ShapPath } from './shap-path.js';

const f = Math.fround;

/** Share of either child where no training row came through their parent. Source: TreeSHAP of h2o-genmodel. */
const EVEN = 0.5;

/** Stands for no input, at the start of a path. */
const NO_INPUT = -1;

/**
 * What each input adds to the leaf that a row falls into, against the mean of the tree: TreeSHAP, path-dependent.
 *
 * Everything is rounded to 32 bits, operation by operation, as H2O does it: deep trees lose digits by it, up to the
 * third one in a forest of depth 20, and a more precise sum would not be H2O's.
 *
 * Source: Lundberg, Erion, Lee, "Consistent Individualized Feature Attribution for Tree Ensembles" (2018), algorithm 2;
 * the order of the operations is that of TreeSHAP of h2o-genmodel.
 */
export class TreeShap {
  readonly #forest: Forest;
  readonly #path: ShapPath;
  #row: Float64Array = new Float64Array(0);
  #sums: Float32Array = new Float32Array(0);

  constructor(forest: Forest, roots: Int32Array) {
    this.#forest = forest;
    this.#path = new ShapPath(roots.reduce((deepest, root) => Math.max(deepest, this.#depth(root)), 0));
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
   * @param length of the path of the level above, which is extended here by one input.
   * @param zero share of the branch that leads here, of all that the input's earlier splits left.
   * @param one whether the row takes it (1 or 0).
   */
  #walk(node: number, level: number, length: number, zero: number, one: number, input: number): void {
    if (zero === 0 && one === 0) return;
    this.#path.inherit(level, length);
    this.#path.extend(level, length, zero, one, input);
    if (node < 0) this.#path.addLeaf(level, length, this.#forest.data.leaves[~node] as number, this.#sums);
    else this.#split(node, level, length);
  }

  #split(node: number, level: number, length: number): void {
    const { nodes, inputs } = this.#forest.data;
    const hot = this.#forest.childOf(node, this.#row);
    const left = nodes[node + NODE.LEFT] as number;
    const cold = hot === left ? (nodes[node + NODE.RIGHT] as number) : left;
    const input = inputs[node / NODE.WORDS] as number;
    const cover = this.#coverOf(node);
    const hotShare = cover === 0 ? EVEN : f(this.#coverOf(hot) / cover);
    const coldShare = cover === 0 ? EVEN : f(this.#coverOf(cold) / cover);
    const path = this.#path;
    const earlier = path.find(level, length, input);
    if (earlier < 0) {
      this.#walk(hot, level + 1, length + 1, hotShare, 1, input);
      this.#walk(cold, level + 1, length + 1, coldShare, 0, input);
      return;
    }
    const zero = path.zero(level, earlier);
    const one = path.one(level, earlier);
    path.unwind(level, length, earlier);
    this.#walk(hot, level + 1, length, f(hotShare * zero), one, input);
    this.#walk(cold, level + 1, length, f(coldShare * zero), 0, input);
  }

  #coverOf(node: number): number {
    const { nodeWeights, leafWeights } = this.#forest.data;
    return (node < 0 ? leafWeights[~node] : nodeWeights[node / NODE.WORDS]) as number;
  }

  #depth(node: number): number {
    if (node < 0) return 0;
    const { nodes } = this.#forest.data;
    return (
      1 +
      Math.max(
        this.#depth(nodes[node + NODE.LEFT] as number),
        this.#depth(nodes[node + NODE.RIGHT] as number),
      )
    );
  }
}
