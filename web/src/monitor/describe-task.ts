import { ALGORITHM_NAMES } from '../format/names.js';
import { formatNumber, formatShare } from '../format/number.js';
import { formatDuration } from '../format/time.js';
import { skillOf } from './skill.js';
import type { TaskSummary } from './use-tasks.js';

/** How long a task has run, or ran, in words; null before it began. */
export function describeRunTime(
  { startedAt, finishedAt }: Pick<TaskSummary, 'startedAt' | 'finishedAt'>,
  now: number,
): string | null {
  if (startedAt == null) return null;
  return formatDuration((finishedAt == null ? now : Date.parse(finishedAt)) - Date.parse(startedAt));
}

/** The best model so far with the metric that ranks it, and how much better than guessing that is. */
export function describeLeader({
  leader,
  problemType,
  baseline,
}: Pick<TaskSummary, 'leader' | 'problemType' | 'baseline'>): string | null {
  if (!leader) return null;
  const { logloss, r2 } = leader.metrics;
  const [name, value] = problemType === 'REGRESSION' ? ['R²', r2] : ['logloss', logloss];
  const figure = value == null ? '' : `, ${name} ${formatNumber(value)}`;
  const skill = skillOf(leader.metrics, baseline, problemType);
  const judged =
    skill === null ? '' : skill <= 0 ? ', no better than guessing' : `, skill ${formatShare(skill)}`;
  return `${ALGORITHM_NAMES[leader.algorithm]}${figure}${judged}`;
}
