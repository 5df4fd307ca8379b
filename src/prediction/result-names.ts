import type { ModelSignature } from '../domain/manifest.js';

export const PREDICT = 'predict';

/**
 * What the columns of a result are called: `predict`, then, for a classification, each label. A label that is itself
 * called `predict` gets its probability under `predict (probability)`, or that with more underscores where a label
 * has that name too.
 */
export function resultNames(response: ModelSignature['response']): string[] {
  const labels = response.levels ?? [];
  let substitute = `${PREDICT} (probability)`;
  while (labels.includes(substitute)) substitute += '_';
  return [PREDICT, ...labels.map((label) => (label === PREDICT ? substitute : label))];
}
