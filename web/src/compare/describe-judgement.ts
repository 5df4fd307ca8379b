import { formatMetric } from '../monitor/format-metric.js';
import type { Judgement } from './judge.js';

/**
 * Which task is better, in a sentence.
 * @param titleOf what a task is called, by its id
 */
export function describeJudgement(judgement: Judgement, titleOf: (id: string) => string): string {
  if (judgement.kind === 'different') {
    return 'These tasks predict different columns, or in different ways: their metrics cannot be compared.';
  }
  if (judgement.kind === 'too few') return 'There is nothing to compare until two of the tasks have a model.';
  const { metric, ranking, values, spread, isClear } = judgement;
  const [best, second] = ranking.map(({ id }) => titleOf(id));
  const [top, next] = values.map((value) => formatMetric(metric, value));
  const figures = `${metric.label} ${top ?? ''} against ${next ?? ''}`;
  if (isClear === null) {
    return `“${best ?? ''}” has the better ${figures}. Without folds for both nothing says whether that is chance.`;
  }
  const within = formatMetric(metric, spread);
  return isClear
    ? `“${best ?? ''}” is better than “${second ?? ''}”: ${figures}. They differ by more than the spread over the folds (± ${within}), so by more than chance.`
    : `No clear winner: ${figures}. They differ by no more than the spread over the folds (± ${within}), which may be chance.`;
}
