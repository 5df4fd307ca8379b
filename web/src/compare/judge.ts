import { mainMetric, type MetricMeaning, type MetricName } from '../task/metric-names.js';
import { skillOf } from '../task/skill.js';
import type { PairedDifference, WholeTaskFragment as WholeTask } from '../gql/graphql.js';

export type Judged = Pick<
  WholeTask,
  'id' | 'target' | 'problemType' | 'datasetId' | 'leader' | 'baseline' | 'options' | 'leaderboard'
>;

/** What can be said of which of some tasks is best. */
export type Judgement =
  /** They predict different things, or in different ways. */
  | { readonly kind: 'different' }
  /** Fewer than two have a model. */
  | { readonly kind: 'too few' }
  | {
      readonly kind: 'ranked';
      readonly metric: MetricMeaning;
      /** Best first. */
      readonly ranking: readonly Judged[];
      readonly values: readonly [best: number, second: number];
      /** What the best two may differ by without being better: the larger spread of both over their folds. */
      readonly spread: number | null;
      /** The same, row by row, which shows smaller differences; null where their rows are not the same. */
      readonly paired: PairedDifference | null;
      readonly isClear: boolean | null;
      /** True where all are of one table, and judged in the same way. */
      readonly isSameTable: boolean;
    };

/**
 * Which task has the best model, and whether it is better than the second by more than chance. By the metric that all
 * are sorted by, else by that of their kind of problem. A model is better by more than chance where the two differ by
 * more than the standard deviation over the folds of either.
 */
export function judge(tasks: readonly Judged[]): Judgement {
  const [first] = tasks;
  const finished = tasks.filter(({ leader, problemType }) => leader && problemType);
  if (!first || finished.length < 2) return { kind: 'too few' };
  const isSame = tasks.every(
    ({ target, problemType }) => target === first.target && problemType === first.problemType,
  );
  if (!isSame) return { kind: 'different' };
  const sorts = new Set(tasks.map(({ options }) => options.sortMetric));
  const metric = mainMetric(first.problemType, sorts.size === 1 ? first.options.sortMetric : 'AUTO');
  const sign = metric.isBetterWhenHigher ? -1 : 1;
  const valueOf = (task: Judged) => task.leader?.metrics[metric.name] ?? null;
  const ranking = finished
    .filter((task) => valueOf(task) !== null)
    .toSorted((a, b) => sign * ((valueOf(a) ?? 0) - (valueOf(b) ?? 0)));
  const [best, second] = ranking;
  const [top, next] = [best && valueOf(best), second && valueOf(second)];
  if (!best || !second || top == null || next == null) return { kind: 'too few' };
  const spreads = [best, second].map(({ leader }) => leader?.spread?.[metric.name] ?? null);
  const spread = spreads.some((value) => value === null)
    ? null
    : Math.max(...spreads.map((value) => value ?? 0));
  const isJudgedAlike = tasks.every(
    ({ options: { validation } }) =>
      validation.kind === first.options.validation.kind &&
      validation.column === first.options.validation.column,
  );
  return {
    kind: 'ranked',
    ...{ metric, ranking, spread, paired: null },
    values: [top, next],
    isClear: spread === null ? null : Math.abs(top - next) > spread,
    isSameTable: isJudgedAlike && tasks.every(({ datasetId }) => datasetId === first.datasetId),
  };
}

/** Metrics that are means of the losses of the rows, or rise with them. */
const OF_ROWS: readonly MetricName[] = ['logloss', 'rmse', 'mse'];

/** The two best, where they may be compared row by row. */
export function pairToCompare(judgement: Judgement): readonly [best: string, second: string] | null {
  if (judgement.kind !== 'ranked' || !OF_ROWS.includes(judgement.metric.name)) return null;
  const [best, second] = judgement.ranking;
  return best && second ? [best.id, second.id] : null;
}

/** What is to be said once the two best were compared row by row: more than two standard errors are no chance. */
export function withPairs(judgement: Judgement, paired: PairedDifference | null): Judgement {
  if (judgement.kind !== 'ranked' || paired === null) return judgement;
  return { ...judgement, paired, isClear: paired.difference < -2 * paired.standardError };
}

/** Of the leader. */
export function skillOfTask({ leader, baseline, problemType }: Judged): number | null {
  return leader ? skillOf(leader.metrics, baseline, problemType) : null;
}
