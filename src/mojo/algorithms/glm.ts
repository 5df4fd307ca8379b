import { exp } from '../numeric/exp.js';
import type { ModelHeader } from '../model/header.js';
import { LabelRule } from '../model/label-rule.js';
import type { RowScorer } from '../model/scorer.js';
import { glmInverseLink, type InverseLink } from './links.js';
import { LinearPredictor } from './linear-predictor.js';

const NO_PREDICTION = -1;

/** The scorer for a GLM's family: multinomial and ordinal ones have coefficients for each class. */
export function makeGlmScorer(header: ModelHeader): RowScorer {
  switch (header.info.text('family')) {
    case 'multinomial':
      return new MultinomialGlmScorer(header);
    case 'ordinal':
      return new OrdinalGlmScorer(header);
    default:
      return new GlmScorer(header);
  }
}

/** Regression and two classes: one linear predictor, on the scale of the link. Source: GlmMojoModel. */
export class GlmScorer implements RowScorer {
  readonly linear: LinearPredictor;
  readonly #inverseLink: InverseLink;
  readonly #labels: LabelRule;
  readonly #row: Float64Array;

  constructor(header: ModelHeader) {
    const { info } = header;
    this.linear = new LinearPredictor(header, 1);
    this.#inverseLink = glmInverseLink(info.text('link'), info.number('tweedie_link_power', 0));
    this.#labels = new LabelRule(header);
    this.#row = new Float64Array(header.features.length);
  }

  get bytes(): number {
    return this.linear.beta.byteLength;
  }

  score(row: Float64Array, out: Float64Array): number {
    if (!this.linear.complete(row, this.#row)) {
      out.fill(Number.NaN);
      return NO_PREDICTION;
    }
    const mu = this.#inverseLink(this.linear.eta(0, this.#row));
    if (out.length === 1) {
      out[0] = mu;
      return 0;
    }
    out[0] = 1 - mu;
    out[1] = mu;
    return this.#labels.pickBinary(mu);
  }
}

/** Three classes or more: softmax of their linear predictors. Source: GLMModel.score0, which scales by a reciprocal. */
export class MultinomialGlmScorer implements RowScorer {
  readonly linear: LinearPredictor;
  readonly #row: Float64Array;

  constructor(header: ModelHeader) {
    this.linear = new LinearPredictor(header, header.response.labels?.length ?? 1);
    this.#row = new Float64Array(header.features.length);
  }

  get bytes(): number {
    return this.linear.beta.byteLength;
  }

  score(row: Float64Array, out: Float64Array): number {
    if (!this.linear.complete(row, this.#row)) {
      out.fill(Number.NaN);
      return NO_PREDICTION;
    }
    let shift = 0;
    for (let k = 0; k < out.length; k++) {
      const eta = this.linear.eta(k, this.#row);
      out[k] = eta;
      if (eta > shift) shift = eta;
    }
    let sum = 0;
    for (let k = 0; k < out.length; k++) {
      const e = exp((out[k] as number) - shift);
      out[k] = e;
      sum += e;
    }
    // Before they are scaled, when two that differ by a last digit may become the same. Where sums overflow it is the
    // first class, though there are no probabilities.
    const label = firstLargest(out);
    const scale = 1 / sum;
    for (let k = 0; k < out.length; k++) out[k] = (out[k] as number) * scale;
    return label;
  }
}

/**
 * Ordered classes: the linear predictor of class k gives the probability of classes 0 to k; the last one gets the rest.
 * Source: GlmOrdinalMojoModel.
 */
class OrdinalGlmScorer implements RowScorer {
  readonly #linear: LinearPredictor;
  readonly #row: Float64Array;

  constructor(header: ModelHeader) {
    this.#linear = new LinearPredictor(header, header.response.labels?.length ?? 1);
    this.#row = new Float64Array(header.features.length);
  }

  get bytes(): number {
    return this.#linear.beta.byteLength;
  }

  score(row: Float64Array, out: Float64Array): number {
    if (!this.#linear.complete(row, this.#row)) {
      out.fill(Number.NaN);
      return NO_PREDICTION;
    }
    let below = 0;
    const last = out.length - 1;
    for (let k = 0; k < last; k++) {
      const upTo = 1 / (1 + exp(-this.#linear.eta(k, this.#row)));
      out[k] = upTo - below;
      below = upTo;
    }
    out[last] = 1 - below;
    return Number.isNaN(out[0]) ? NO_PREDICTION : firstLargest(out);
  }
}

/** GLM draws no lots between equally likely classes. */
function firstLargest(values: Float64Array): number {
  let best = 0;
  for (let k = 1; k < values.length; k++) if ((values[k] as number) > (values[best] as number)) best = k;
  return best;
}
