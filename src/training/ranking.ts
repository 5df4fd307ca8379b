import type { LeaderboardEntry, Metrics } from '../domain/leaderboard.js';
import type { ProblemType, SortMetric } from '../domain/training-options.js';
import { sortMetric } from './quality-bar.js';

const FIELDS: Readonly<Record<Exclude<SortMetric, 'AUTO'>, keyof Metrics>> = {
  LOGLOSS: 'logloss',
  AUC: 'auc',
  AUCPR: 'aucpr',
  MEAN_PER_CLASS_ERROR: 'meanPerClassError',
  RMSE: 'rmse',
  MSE: 'mse',
  MAE: 'mae',
  RMSLE: 'rmsle',
};
/** Of these more is better, of the others less. */
const MORE_IS_BETTER: ReadonlySet<keyof Metrics> = new Set<keyof Metrics>(['auc', 'aucpr']);

/**
 * Sorts by the metric that was asked for as it is shown, best first: H2O counts wrong classes at a threshold of its own. An
 * entry without the metric comes last, and equals stay in their order.
 */
export function ranked(
  entries: readonly Omit<LeaderboardEntry, 'rank'>[],
  asked: SortMetric,
  problemType: ProblemType,
): LeaderboardEntry[] {
  const field = asked === 'AUTO' ? sortMetric(problemType) : FIELDS[asked];
  const sign = MORE_IS_BETTER.has(field) ? -1 : 1;
  const place = ({ metrics }: Pick<LeaderboardEntry, 'metrics'>) => {
    const value = metrics[field];
    return value === null ? Infinity : sign * value;
  };
  return [...entries]
    .sort((a, b) => compare(place(a), place(b)))
    .map((entry, index) => ({ ...entry, rank: index + 1 }));
}

const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
