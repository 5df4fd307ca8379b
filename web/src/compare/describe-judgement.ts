import { formatCount, formatNumber } from '../format/number.js';
import { formatMetric } from '../task/format-metric.js';
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
  const { metric, ranking, values, spread, paired, isClear } = judgement;
  const [best, second] = ranking.map(({ id }) => titleOf(id));
  const [top, next] = values.map((value) => formatMetric(metric, value));
  const figures = `${metric.label} ${top ?? ''} against ${next ?? ''}`;
  if (paired !== null) {
    const rows = `on the same ${formatCount(paired.rows)} rows, none of which the models had seen`;
    const loss = metric.name === 'logloss' ? 'logloss' : 'squared error';
    const margin = `its ${loss} is lower by ${formatNumber(-paired.difference)} ± ${formatNumber(2 * paired.standardError)}`;
    return isClear
      ? `“${best ?? ''}” is better than “${second ?? ''}”: ${figures}. Row by row, ${rows}, ${margin}: more than chance.`
      : `No clear winner: ${figures}. Row by row, ${rows}, they differ by no more than may be chance (${formatNumber(Math.abs(paired.difference))} ± ${formatNumber(2 * paired.standardError)} in ${loss}).`;
  }
  if (isClear === null) {
    return `“${best ?? ''}” has the better ${figures}. Without folds for both nothing says whether that is chance.`;
  }
  const within = formatMetric(metric, spread);
  return isClear
    ? `“${best ?? ''}” is better than “${second ?? ''}”: ${figures}. They differ by more than the spread over the folds (± ${within}), so by more than chance.`
    : `No clear winner: ${figures}. They differ by no more than the spread over the folds (± ${within}), which may be chance.`;
}
