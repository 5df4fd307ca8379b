import type { Metrics, ProblemType } from '../gql/graphql.js';

type Loss = Pick<Metrics, 'logloss' | 'mse'>;

/**
 * Share of the loss of guessing that a model removes: 1 perfect, 0 as good as no model, below 0 worse. Guessing is by
 * the shares of the classes (logloss), or the mean (squared error).
 * @returns null where it cannot be known.
 */
export function skillOf(
  metrics: Loss,
  baseline: Loss | null | undefined,
  problemType: ProblemType | null | undefined,
): number | null {
  const loss = problemType === 'REGRESSION' ? metrics.mse : metrics.logloss;
  const guessing = problemType === 'REGRESSION' ? baseline?.mse : baseline?.logloss;
  return loss == null || guessing == null || guessing === 0 ? null : 1 - loss / guessing;
}
