/**
 * Trees as flat typed arrays.
 *
 * A node is four 32-bit words: its column and flags, its left child, its right child, and what it splits by. A child
 * from 0 on is the position of a node's first word; a negative one is a leaf, `~child` its index. Both H2O's trees and
 * XGBoost's are made of the same four kinds of split:
 *
 * | kind | goes right if | missing |
 * | --- | --- | --- |
 * | THRESHOLD | value >= threshold (a 32-bit float) | by flag |
 * | SUBSET | the bit of the level is set | by flag; so does a level outside of the set's range |
 * | PRESENCE | never | right |
 * | EQUALITY | the slot is the node's slot | a slot of its own, so never |
 */
export const NODE_WORDS = 4;
export const LEFT = 1;
export const RIGHT = 2;
export const SPLIT = 3;

export const COLUMN_MASK = 0xffff;
export const KIND_MASK = 0x30000;
export const THRESHOLD = 0x00000;
export const SUBSET = 0x10000;
export const PRESENCE = 0x20000;
export const EQUALITY = 0x30000;
export const MISSING_RIGHT = 0x40000;

/** A subset's words: the first level, the number of levels, then 32 levels a word. */
export const SUBSET_HEADER = 2;

export interface ForestData {
  readonly nodes: Int32Array;
  readonly leaves: Float32Array;
  readonly subsets: Int32Array;
  /** By node (its position / NODE_WORDS): the input that it splits by, for contributions. */
  readonly inputs: Int32Array;
  /** Rows of training that came through, by node and by leaf; for contributions. */
  readonly nodeWeights: Float32Array;
  readonly leafWeights: Float32Array;
  /** Roots (child references) of the trees of each class, in the order in which they are summed. */
  readonly trees: readonly Int32Array[];
}

export class Forest {
  readonly data: ForestData;
  readonly #nodes: Int32Array;
  readonly #splits: Float32Array;
  readonly #leaves: Float32Array;
  readonly #subsets: Int32Array;

  constructor(data: ForestData) {
    this.data = data;
    this.#nodes = data.nodes;
    this.#splits = new Float32Array(data.nodes.buffer, data.nodes.byteOffset, data.nodes.length);
    this.#leaves = data.leaves;
    this.#subsets = data.subsets;
  }

  get bytes(): number {
    const { trees, ...arrays } = this.data;
    return [...Object.values(arrays), ...trees].reduce((sum, array) => sum + array.byteLength, 0);
  }

  /** Sum of the leaves that a row falls into, in doubles. */
  sum(roots: Int32Array, row: Float64Array): number {
    let sum = 0;
    for (let t = 0; t < roots.length; t++)
      sum += this.#leaves[this.leafOf(roots[t] as number, row)] as number;
    return sum;
  }

  /** The same in 32-bit floats, rounded after each addition. */
  sum32(roots: Int32Array, row: Float64Array, start: number): number {
    let sum = start;
    for (let t = 0; t < roots.length; t++) {
      sum = Math.fround(sum + (this.#leaves[this.leafOf(roots[t] as number, row)] as number));
    }
    return sum;
  }

  /** Index of the leaf of one tree that a row falls into. */
  leafOf(root: number, row: Float64Array): number {
    const nodes = this.#nodes;
    let at = root;
    while (at >= 0) at = nodes[at + (this.goesRight(at, row) ? RIGHT : LEFT)] as number;
    return ~at;
  }

  /** Which way a row goes at the node at a position. */
  goesRight(at: number, row: Float64Array): boolean {
    const head = this.#nodes[at] as number;
    const value = row[head & COLUMN_MASK] as number;
    switch (head & KIND_MASK) {
      case THRESHOLD:
        if (value >= (this.#splits[at + SPLIT] as number)) return true;
        return Number.isNaN(value) && (head & MISSING_RIGHT) !== 0;
      case SUBSET:
        return this.#inSubset(this.#nodes[at + SPLIT] as number, value) ?? (head & MISSING_RIGHT) !== 0;
      case EQUALITY:
        return value === this.#nodes[at + SPLIT];
      default:
        return Number.isNaN(value);
    }
  }

  /** null: not in the subset's range. */
  #inSubset(subset: number, value: number): boolean | null {
    const level = Math.trunc(value) - (this.#subsets[subset] as number);
    if (!(level >= 0 && level < (this.#subsets[subset + 1] as number))) return null;
    const word = this.#subsets[subset + SUBSET_HEADER + (level >>> 5)] as number;
    return ((word >>> (level & 31)) & 1) !== 0;
  }
}
