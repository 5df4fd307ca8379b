import type { Metrics } from '../domain/leaderboard.js';
import type { QualityBar } from '../domain/quality-bar.js';
import type { ProblemType } from '../domain/training-options.js';
import { skillOf } from '../metrics/skill.js';

/** A leader without the metric has not shown that it is good enough. */
export function meetsQualityBar(
  metrics: Metrics,
  baseline: Metrics,
  problemType: ProblemType,
  bar: QualityBar,
): boolean {
  if (problemType === 'REGRESSION') return metrics.r2 !== null && metrics.r2 >= bar.minR2;
  const skill = skillOf(metrics, baseline);
  return (
    metrics.logloss !== null && metrics.logloss <= bar.maxLogloss && skill !== null && skill >= bar.minSkill
  );
}

/**
 * The metric by which H2O ranks the models: the one that the bar judges, so that no model but the leader can pass it.
 * The smallest RMSE is the largest R², which H2O does not sort by.
 */
export function sortMetric(problemType: ProblemType): 'logloss' | 'rmse' {
  return problemType === 'REGRESSION' ? 'rmse' : 'logloss';
}
