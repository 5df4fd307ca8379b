import type { MojoFiles } from '../container/archive.js';
import { UnsupportedMojoError } from '../container/errors.js';
import type { ModelHeader } from '../model/header.js';
import { LabelRule } from '../model/label-rule.js';
import type { RowScorer } from '../model/scorer.js';
import type { Forest } from '../trees/forest.js';
import { assertTreeFormat, readH2OTrees } from '../trees/h2o-trees.js';
import { boostingInverseLink, defaultLink, largest, softmax, type InverseLink } from './links.js';

/**
 * Gradient boosting: the trees of a class sum up to its score, on the scale of the link.
 *
 * Source: GbmMojoModel of h2o-genmodel.
 */
export class GbmScorer implements RowScorer {
  readonly forest: Forest;
  /** What the sum of the trees starts from. */
  readonly initial: number;
  readonly #inverseLink: InverseLink;
  readonly #labels: LabelRule;

  constructor(header: ModelHeader, files: MojoFiles) {
    assertTreeFormat('GBM', header.mojoVersion);
    const { info } = header;
    const distribution = info.text('distribution');
    this.initial = info.number('init_f');
    this.#inverseLink = boostingInverseLink(info.find('link_function') ?? defaultLink(distribution));
    this.#labels = new LabelRule(header);
    const classes = header.response.labels?.length ?? 1;
    // Two classes need one tree a group: that of the second. (H2O has no multinomial of two.)
    const scores = classes === 2 ? 1 : classes;
    if ((distribution === 'multinomial') !== scores > 1) {
      throw new UnsupportedMojoError(
        `A GBM of ${classes} classes with the distribution ${distribution} is not scored.`,
      );
    }
    this.forest = readH2OTrees(files, info.count('n_trees'), scores, header.features.length);
  }

  get bytes(): number {
    return this.forest.bytes;
  }

  score(row: Float64Array, out: Float64Array): number {
    const { trees } = this.forest.data;
    if (out.length > 2) {
      for (let k = 0; k < trees.length; k++) out[k] = this.forest.sum(k, row);
      softmax(out, largest(out));
      return this.#labels.finish(out, row);
    }
    const value = this.#inverseLink(this.forest.sum(0, row) + this.initial);
    if (out.length === 1) {
      out[0] = value;
      return 0;
    }
    out[0] = 1 - value;
    out[1] = value;
    return this.#labels.finish(out, row);
  }
}
