import type { ModelSignature } from '../domain/manifest.js';

const PREDICT = 'predict';

/**
 * What the columns of a result are called: `predict`, then, for a classification, each label. A label that is itself
 * called `predict` gets its probability under `predict (probability)`, or that with more underscores where a label
 * has that name too.
 * @param interval of a regression: with the ends of an interval, `low` and `high`
 */
export function resultNames(response: ModelSignature['response'], interval = false): string[] {
  if (response.levels === null) return interval ? [PREDICT, 'low', 'high'] : [PREDICT];
  const labels = response.levels;
  let substitute = `${PREDICT} (probability)`;
  while (labels.includes(substitute)) substitute += '_';
  return [PREDICT, ...labels.map((label) => (label === PREDICT ? substitute : label))];
}

/** Names of the further columns of a file with contributions; `_` is added to what a label is called too. */
export function contributionNames(top: number, taken: readonly string[]): string[] {
  const names = Array.from({ length: top }, (_, index) =>
    ['column', 'value', 'contribution'].map((what) => `top_${what}_${index + 1}`),
  );
  return [...names.flat(), 'bias'].map((name) => {
    let free = name;
    while (taken.includes(free)) free += '_';
    return free;
  });
}
