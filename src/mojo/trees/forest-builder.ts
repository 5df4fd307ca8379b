import { Forest, NODE } from './forest.js';

const float = new Float32Array(1);
const floatBits = new Int32Array(float.buffer);

/** Some levels of a column. */
export interface LevelSet {
  readonly first: number;
  /** At least 1. */
  readonly levels: number;
  readonly bits: Uint8Array;
}

/** Collects trees; a tree is its root, as a child reference (see {@link Forest}). */
export class ForestBuilder {
  readonly #nodes: number[] = [];
  readonly #leaves: number[] = [];
  readonly #subsets: number[] = [];
  readonly #inputs: number[] = [];
  readonly #nodeWeights: number[] = [];
  readonly #leafWeights: number[] = [];

  /** @returns a reference to the leaf. */
  leaf(value: number, weight: number): number {
    this.#leafWeights.push(weight);
    return ~(this.#leaves.push(value) - 1);
  }

  /** @param input what the split is by: the column, or one of the inputs that the column is encoded in. */
  threshold(column: number, input: number, threshold: number, missingRight: boolean): number {
    float[0] = threshold;
    return this.#node(
      column | (Number(missingRight) << NODE.MISSING_RIGHT_BIT),
      floatBits[0] as number,
      input,
    );
  }

  /** Missing goes right, all else left. */
  presence(column: number): number {
    return this.threshold(column, column, Number.NaN, true);
  }

  /**
   * @param input as for a threshold.
   * @param bits level `first + k` is bit k & 7 of byte k >> 3; those whose bit is set go right.
   * @param othersRight where missing values and levels from `first + levels` on, or before `first`, go.
   */
  subset(column: number, input: number, { first, levels, bits }: LevelSet, othersRight: boolean): number {
    const others = othersRight ? -1 : 0;
    const firstWord = (first + 1) >>> 5;
    const words = new Int32Array(((first + levels) >>> 5) - firstWord + 1).fill(others);
    for (let k = 0; k < levels; k++) {
      const bit = first + 1 + k;
      const on = ((bits[k >> 3] as number) >>> (k & 7)) & 1;
      const word = (bit >>> 5) - firstWord;
      words[word] = ((words[word] as number) & ~(1 << (bit & 31))) | (on << (bit & 31));
    }
    const at = this.#subsets.push(firstWord, words.length, others) - 3;
    for (const word of words) this.#subsets.push(word);
    return this.#node(column | NODE.SUBSET, at, input);
  }

  /** Completes a node. */
  link(node: number, left: number, right: number, weight: number): void {
    this.#nodes[node + NODE.LEFT] = left;
    this.#nodes[node + NODE.RIGHT] = right;
    this.#nodeWeights[node / NODE.WORDS] = weight;
  }

  /** @param trees roots of each class in the order in which they are summed. */
  build(trees: readonly (readonly number[])[]): Forest {
    return new Forest({
      nodes: Int32Array.from(this.#nodes),
      leaves: Float32Array.from(this.#leaves),
      subsets: Int32Array.from(this.#subsets),
      inputs: Int32Array.from(this.#inputs),
      nodeWeights: Float32Array.from(this.#nodeWeights),
      leafWeights: Float32Array.from(this.#leafWeights),
      trees: trees.map((roots) => Int32Array.from(roots)),
    });
  }

  #node(head: number, split: number, input: number): number {
    this.#inputs.push(input);
    this.#nodeWeights.push(0);
    return this.#nodes.push(head, 0, 0, split) - NODE.WORDS;
  }
}
