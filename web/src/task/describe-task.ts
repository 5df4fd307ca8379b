import { ALGORITHM_NAMES } from '../format/names.js';
import { formatCount, formatShare, plural } from '../format/number.js';
import { formatDuration } from '../format/time.js';
import type { TaskSummary } from './fragments.js';
import { formatMetric } from './format-metric.js';
import { mainMetric } from './metric-names.js';
import { skillOf } from './skill.js';

/** How long a task has run, or ran, in words; null before it began. */
export function describeRunTime(
  { startedAt, finishedAt }: Pick<TaskSummary, 'startedAt' | 'finishedAt'>,
  now: number,
): string | null {
  if (startedAt == null) return null;
  return formatDuration((finishedAt == null ? now : Date.parse(finishedAt)) - Date.parse(startedAt));
}

export interface LeaderWords {
  readonly algorithm: string;
  /** The metric that ranks it: `Logloss 0.1144`. */
  readonly metric: string | null;
  /** How much better than guessing it is: `skill 24.0%`. */
  readonly skill: string | null;
}

/** The best model so far, in words; null while there is none. */
export function describeLeader({
  leader,
  problemType,
  baseline,
  options: { sortMetric },
}: Pick<TaskSummary, 'leader' | 'problemType' | 'baseline' | 'options'>): LeaderWords | null {
  if (!leader) return null;
  const metric = mainMetric(problemType, sortMetric);
  const value = leader.metrics[metric.name];
  const skill = skillOf(leader.metrics, baseline, problemType);
  return {
    algorithm: ALGORITHM_NAMES[leader.algorithm],
    metric: value == null ? null : `${metric.label} ${formatMetric(metric, value)}`,
    skill: skill === null ? null : skill <= 0 ? 'no better than guessing' : `skill ${formatShare(skill)}`,
  };
}

/** The rows trained on: `3,000 rows`, or `500 of 3,000 rows`. */
export function describeRows({
  rowsUsed,
  rowsTotal,
}: Pick<TaskSummary, 'rowsUsed' | 'rowsTotal'>): string | null {
  if (rowsUsed == null) return null;
  if (rowsTotal == null || rowsUsed >= rowsTotal) return plural(rowsUsed, 'row');
  return `${formatCount(rowsUsed)} of ${plural(rowsTotal, 'row')}`;
}
