/**
 * Trees as flat typed arrays.
 *
 * A node is four 32-bit words: its column and flags, its left child, its right child, and what it splits by. A child
 * from 0 on is the position of a node's first word; a negative one is a leaf, `~child` its index. Both H2O's trees and
 * XGBoost's are made of two kinds of split:
 *
 * | kind | a value goes right if | a missing one |
 * | --- | --- | --- |
 * | THRESHOLD | it is at least the threshold (a 32-bit float) | by flag |
 * | SUBSET | its bit is set | by a bit of its own; a level outside of the set's words goes the same way |
 */
const WORDS = 4;
const LEFT = 1;
const RIGHT = 2;
const SPLIT = 3;
const COLUMN_MASK = 0xffff;
const SUBSET = 0x10000;
const MISSING_RIGHT_BIT = 17;

/** For others. Here the constants themselves are used: V8 reads an exported one from memory at each use. */
export const NODE = { WORDS, LEFT, RIGHT, SUBSET, MISSING_RIGHT_BIT } as const;

/**
 * A subset's words: which word of all levels is its first, how many it has, a word of where all other levels go (all
 * bits set: right), then its words. Bit 0 of all words is for missing, bit 1 + n for level n.
 */
const SUBSET_OTHERS = 2;

/** Trees that a row falls through at once: the processor has others to go on with while it waits for one's next node. */
const LANES = 4;

export interface ForestData {
  readonly nodes: Int32Array;
  readonly leaves: Float32Array;
  readonly subsets: Int32Array;
  /** By node (its position / WORDS): the input that it splits by, for contributions. */
  readonly inputs: Int32Array;
  /** Rows of training that came through, by node and by leaf; for contributions. */
  readonly nodeWeights: Float32Array;
  readonly leafWeights: Float32Array;
  /** Roots (child references) of the trees of each class, in the order in which they are summed. */
  readonly trees: readonly Int32Array[];
}

/** Not re-entrant: it has a buffer of its own. */
export class Forest {
  readonly data: ForestData;
  readonly #splits: Float32Array;
  /** By class: its roots, made up to whole rounds of LANES with leaves that are not summed. */
  readonly #roots: readonly Int32Array[];
  /** By tree of a class: the leaf that a row fell into. */
  readonly #reached: Float32Array;

  constructor(data: ForestData) {
    this.data = data;
    this.#splits = new Float32Array(data.nodes.buffer, data.nodes.byteOffset, data.nodes.length);
    this.#roots = data.trees.map(inRounds);
    this.#reached = new Float32Array(this.#roots.reduce((most, { length }) => Math.max(most, length), 0));
  }

  get bytes(): number {
    const { trees, ...arrays } = this.data;
    return [...Object.values(arrays), ...trees].reduce((sum, array) => sum + array.byteLength, 0);
  }

  /** Sum of the leaves of one class's trees that a row falls into, in doubles. */
  sum(group: number, row: Float64Array): number {
    const trees = this.#fall(group, row);
    const reached = this.#reached;
    let sum = 0;
    for (let t = 0; t < trees; t++) sum += reached[t] as number;
    return sum;
  }

  /** The same in 32-bit floats, rounded after each addition. */
  sum32(group: number, row: Float64Array, start: number): number {
    const trees = this.#fall(group, row);
    const reached = this.#reached;
    let sum = start;
    for (let t = 0; t < trees; t++) sum = Math.fround(sum + (reached[t] as number));
    return sum;
  }

  /** Which child of the node at a position a row goes to. */
  childOf(at: number, row: Float64Array): number {
    const { nodes, subsets } = this.data;
    return childOf(nodes, this.#splits, subsets, at, row);
  }

  /**
   * Lets a row fall through the trees of a class. Written out for each lane: V8 leaves calls of a function in some of
   * its callers, which takes half as long again.
   * @returns the number of trees
   */
  #fall(group: number, row: Float64Array): number {
    const { nodes, leaves, subsets, trees } = this.data;
    const splits = this.#splits;
    const reached = this.#reached;
    const roots = this.#roots[group] as Int32Array;
    for (let t = 0; t < roots.length; t += LANES) {
      let a = roots[t] as number;
      let b = roots[t + 1] as number;
      let c = roots[t + 2] as number;
      let d = roots[t + 3] as number;
      while ((a | b | c | d) >= 0) {
        const headA = nodes[a] as number;
        const valueA = row[headA & COLUMN_MASK] as number;
        const rightA =
          (headA & SUBSET) === 0
            ? Number(valueA >= (splits[a + SPLIT] as number)) |
              (Number(Number.isNaN(valueA)) & (headA >>> MISSING_RIGHT_BIT))
            : bitOf(subsets, nodes[a + SPLIT] as number, valueA);
        a = nodes[a + LEFT + rightA] as number;
        const headB = nodes[b] as number;
        const valueB = row[headB & COLUMN_MASK] as number;
        const rightB =
          (headB & SUBSET) === 0
            ? Number(valueB >= (splits[b + SPLIT] as number)) |
              (Number(Number.isNaN(valueB)) & (headB >>> MISSING_RIGHT_BIT))
            : bitOf(subsets, nodes[b + SPLIT] as number, valueB);
        b = nodes[b + LEFT + rightB] as number;
        const headC = nodes[c] as number;
        const valueC = row[headC & COLUMN_MASK] as number;
        const rightC =
          (headC & SUBSET) === 0
            ? Number(valueC >= (splits[c + SPLIT] as number)) |
              (Number(Number.isNaN(valueC)) & (headC >>> MISSING_RIGHT_BIT))
            : bitOf(subsets, nodes[c + SPLIT] as number, valueC);
        c = nodes[c + LEFT + rightC] as number;
        const headD = nodes[d] as number;
        const valueD = row[headD & COLUMN_MASK] as number;
        const rightD =
          (headD & SUBSET) === 0
            ? Number(valueD >= (splits[d + SPLIT] as number)) |
              (Number(Number.isNaN(valueD)) & (headD >>> MISSING_RIGHT_BIT))
            : bitOf(subsets, nodes[d + SPLIT] as number, valueD);
        d = nodes[d + LEFT + rightD] as number;
      }
      while (a >= 0) a = childOf(nodes, splits, subsets, a, row);
      while (b >= 0) b = childOf(nodes, splits, subsets, b, row);
      while (c >= 0) c = childOf(nodes, splits, subsets, c, row);
      while (d >= 0) d = childOf(nodes, splits, subsets, d, row);
      reached[t] = leaves[~a] as number;
      reached[t + 1] = leaves[~b] as number;
      reached[t + 2] = leaves[~c] as number;
      reached[t + 3] = leaves[~d] as number;
    }
    return (trees[group] as Int32Array).length;
  }
}

function inRounds(roots: Int32Array): Int32Array {
  const filled = new Int32Array(Math.ceil(roots.length / LANES) * LANES).fill(~0);
  filled.set(roots);
  return filled;
}

/**
 * Left and right are as likely, so the processor would guess wrong every second time: comparisons become numbers here,
 * not branches.
 */
function childOf(
  nodes: Int32Array,
  splits: Float32Array,
  subsets: Int32Array,
  at: number,
  row: Float64Array,
): number {
  const head = nodes[at] as number;
  const value = row[head & COLUMN_MASK] as number;
  const right =
    (head & SUBSET) === 0
      ? Number(value >= (splits[at + SPLIT] as number)) |
        (Number(Number.isNaN(value)) & (head >>> MISSING_RIGHT_BIT))
      : bitOf(subsets, nodes[at + SPLIT] as number, value);
  return nodes[at + LEFT + right] as number;
}

function bitOf(subsets: Int32Array, at: number, level: number): number {
  // A missing level is NaN, which becomes 0.
  const bit = (level + 1) | 0;
  const word = (bit >>> 5) - (subsets[at] as number);
  // All bits set for a word that the subset does not have.
  const outside = (word | ((subsets[at + 1] as number) - 1 - word)) >> 31;
  return ((subsets[at + SUBSET_OTHERS + ((word + 1) & ~outside)] as number) >>> bit) & 1;
}
