import { exp } from '../numeric/exp.js';
import { UnsupportedMojoError } from '../container/errors.js';

/** From the scale on which a model adds to that of its predictions. */
export type InverseLink = (x: number) => number;

const MAX_EXP = 1e19;

const cappedExp: InverseLink = (x) => Math.min(MAX_EXP, exp(x));
const identity: InverseLink = (x) => x;

const LOGIT_FAMILIES = new Set(['bernoulli', 'quasibinomial', 'modified_huber', 'fractionalbinomial']);
const LOG_FAMILIES = new Set(['multinomial', 'poisson', 'gamma', 'tweedie']);

/** Link of a distribution where the MOJO names none. */
export function defaultLink(distribution: string): string {
  if (LOGIT_FAMILIES.has(distribution)) return 'logit';
  return LOG_FAMILIES.has(distribution) ? 'log' : 'identity';
}

/**
 * Of GBM and DeepLearning. Source: GbmMojoModel.linkInv, DeeplearningMojoModel.linkInv.
 *
 * @throws {UnsupportedMojoError} for a link that no distribution of theirs uses.
 */
export function boostingInverseLink(link: string): InverseLink {
  switch (link) {
    case 'identity':
      return identity;
    case 'log':
      return cappedExp;
    case 'logit':
      return (x) => 1 / (1 + exp(-x));
    default:
      throw new UnsupportedMojoError(`The link function ${link} is not scored.`);
  }
}

/**
 * Of GLM. Source: GenModel.GLM_*Inv.
 *
 * @param tweediePower exponent of the link for `tweedie`; 0 stands for the logarithm.
 * @throws {UnsupportedMojoError} for an unknown one.
 */
export function glmInverseLink(link: string, tweediePower: number): InverseLink {
  switch (link) {
    case 'identity':
      return identity;
    case 'logit':
      return (x) => 1 / (exp(-x) + 1);
    case 'log':
      return exp;
    case 'inverse':
      return (x) => 1 / (x < 0 ? Math.min(-1e-5, x) : Math.max(1e-5, x));
    case 'tweedie':
      return tweediePower === 0 ? (x) => Math.max(2e-16, exp(x)) : (x) => x ** (1 / tweediePower);
    default:
      throw new UnsupportedMojoError(`The GLM link function ${link} is not scored.`);
  }
}

/** Scores to probabilities, in place. @param shift subtracted first, so that no exponential overflows. */
export function softmax(scores: Float64Array, shift: number): void {
  let sum = 0;
  for (let k = 0; k < scores.length; k++) {
    const e = exp((scores[k] as number) - shift);
    scores[k] = e;
    sum += e;
  }
  for (let k = 0; k < scores.length; k++) scores[k] = (scores[k] as number) / sum;
}

export function largest(values: Float64Array): number {
  let max = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < values.length; k++) max = Math.max(max, values[k] as number);
  return max;
}
