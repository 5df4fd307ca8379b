import type { Forest } from '../trees/forest.js';
import type { Explainer } from './explainer.js';
import { TreeShap } from './tree-shap.js';

export interface TreeExplainerOptions {
  /** What the sum of the trees starts from. */
  readonly initial: number;
  /** Column of each input that trees split by; without it, an input is a column. */
  readonly columnOfInput?: Int32Array;
  /** The row as the trees take it; without it, they take it as it is. */
  readonly encode?: (row: Float64Array) => Float64Array;
  /** From a sum over all trees to a contribution, of an input that they split by or of the bias. */
  readonly finish?: (sum: number) => number;
}

/** Contributions of one of a forest's sums: that of a class, or the only one. */
export class TreeExplainer implements Explainer {
  readonly bias: number;
  readonly #shap: TreeShap;
  readonly #roots: Int32Array;
  readonly #options: TreeExplainerOptions;
  readonly #sums: Float64Array;

  /** @param group which sum. @param inputs number of inputs that trees may split by. */
  constructor(forest: Forest, group: number, inputs: number, options: TreeExplainerOptions) {
    this.#roots = forest.data.trees[group] as Int32Array;
    this.#shap = new TreeShap(forest, this.#roots, inputs);
    this.#options = options;
    this.#sums = new Float64Array(inputs);
    const mean = this.#roots.reduce((sum, root) => sum + this.#shap.mean(root), options.initial);
    this.bias = this.#finish(mean);
  }

  explain(row: Float64Array, out: Float64Array): void {
    const { columnOfInput, encode } = this.#options;
    const input = encode === undefined ? row : encode(row);
    const sums = this.#sums.fill(0);
    for (const root of this.#roots) this.#shap.add(root, input, sums);
    out.fill(0);
    for (const index of this.#shap.inputs) {
      const column = columnOfInput === undefined ? index : (columnOfInput[index] as number);
      out[column] = (out[column] as number) + this.#finish(sums[index] as number);
    }
  }

  #finish(sum: number): number {
    return this.#options.finish === undefined ? sum : this.#options.finish(sum);
  }
}
