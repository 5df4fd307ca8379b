import type { MojoFiles } from '../container/archive.js';
import type { ModelHeader } from '../model/header.js';
import { LabelRule } from '../model/label-rule.js';
import type { RowScorer } from '../model/scorer.js';
import type { Forest } from '../trees/forest.js';
import { assertTreeFormat, readH2OTrees } from '../trees/h2o-trees.js';

/**
 * Random forest, also of extremely randomised trees: the trees of a class are averaged.
 *
 * Source: DrfMojoModel of h2o-genmodel.
 */
export class DrfScorer implements RowScorer {
  readonly forest: Forest;
  /** Number of trees a class was grown, empty ones included. */
  readonly groups: number;
  readonly #labels: LabelRule;

  constructor(header: ModelHeader, files: MojoFiles) {
    assertTreeFormat('DRF', header.mojoVersion);
    const { info } = header;
    this.groups = info.count('n_trees');
    this.#labels = new LabelRule(header);
    const classes = header.response.labels?.length ?? 1;
    const scores = classes === 2 && !info.flag('binomial_double_trees', false) ? 1 : classes;
    this.forest = readH2OTrees(files, this.groups, scores, header.features.length);
  }

  get bytes(): number {
    return this.forest.bytes;
  }

  score(row: Float64Array, out: Float64Array): number {
    const { trees } = this.forest.data;
    if (trees.length > 1) {
      let total = 0;
      for (let k = 0; k < trees.length; k++) {
        const sum = this.forest.sum(k, row);
        out[k] = sum;
        total += sum;
      }
      if (total > 0) for (let k = 0; k < out.length; k++) out[k] = (out[k] as number) / total;
      return this.#labels.finish(out, row);
    }
    const mean = this.forest.sum(0, row) / this.groups;
    out[0] = mean;
    if (out.length === 1) return 0;
    // The trees of a binomial forest vote for the first class.
    out[1] = 1 - mean;
    return this.#labels.finish(out, row);
  }
}
