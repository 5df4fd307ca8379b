import { EQUALITY, Forest, MISSING_RIGHT, NODE_WORDS, PRESENCE, SUBSET, THRESHOLD } from './forest.js';

const float = new Float32Array(1);
const floatBits = new Int32Array(float.buffer);

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
    const flag = missingRight ? MISSING_RIGHT : 0;
    return this.#node(column | THRESHOLD | flag, floatBits[0] as number, input);
  }

  /** @param bits level `first + k` is bit k & 7 of byte k >> 3; those whose bit is set go right. */
  subset(column: number, first: number, levels: number, bits: Uint8Array, missingRight: boolean): number {
    const at = this.#subsets.push(first, levels) - 2;
    for (let byte = 0; byte < bits.length; byte += 4) {
      let word = 0;
      for (let k = 0; k < 4; k++) word |= (bits[byte + k] ?? 0) << (8 * k);
      this.#subsets.push(word);
    }
    return this.#node(column | SUBSET | (missingRight ? MISSING_RIGHT : 0), at, column);
  }

  presence(column: number): number {
    return this.#node(column | PRESENCE, 0, column);
  }

  equality(column: number, input: number, slot: number): number {
    return this.#node(column | EQUALITY, slot, input);
  }

  /** Completes a node. */
  link(node: number, left: number, right: number, weight: number): void {
    this.#nodes[node + 1] = left;
    this.#nodes[node + 2] = right;
    this.#nodeWeights[node / NODE_WORDS] = weight;
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
    return this.#nodes.push(head, 0, 0, split) - NODE_WORDS;
  }
}
