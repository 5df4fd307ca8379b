import type { ModelHeader } from '../../../src/mojo/model/header.js';
import type { InverseLink } from './contributions.js';
import type { ProblemKind } from './datasets.js';
import type { Parameters } from './lab.js';

const identity: InverseLink = (x) => x;
const logistic: InverseLink = (x) => 1 / (1 + Math.exp(-x));

/** Never by less than 1e-5, on either side of 0. */
const inverse: InverseLink = (x) => 1 / (x < 0 ? Math.min(-1e-5, x) : Math.max(1e-5, x));

const LOG = new Set(['poisson', 'gamma', 'tweedie']);

/** How a model makes its prediction of the sum of its terms. */
export function inverseLinkOf(algorithm: string, kind: ProblemKind, parameters: Parameters): InverseLink {
  if (algorithm === 'drf') return identity;
  if (kind === 'binary') return logistic;
  if (algorithm !== 'glm') return LOG.has(String(parameters['distribution'])) ? Math.exp : identity;
  const { family, link, tweedie_link_power: power } = parameters;
  if (family === 'tweedie' && power !== 0) return (x) => x ** (1 / Number(power));
  if (family === 'gamma' && link === 'inverse') return inverse;
  return family === 'poisson' || family === 'tweedie' || link === 'log' ? Math.exp : identity;
}

/** Of a model whose classes were balanced in training: it undoes that in the probabilities, after the link. */
export function withBalance(link: InverseLink, balance: ModelHeader['balance']): InverseLink {
  if (balance === null) return link;
  const [first, second] = balance.priors.map((prior, k) => prior / balance.model[k]!) as unknown as [
    number,
    number,
  ];
  return (raw) => {
    const p = link(raw);
    return (p * second) / (p * second + (1 - p) * first);
  };
}
