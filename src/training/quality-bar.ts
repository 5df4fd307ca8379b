import type { Metrics } from '../domain/leaderboard.js';
import type { ProblemType } from '../domain/training-options.js';
import { skillOf } from '../metrics/skill.js';

/** How good a leader must be, cross-validated; one that misses it calls for DEEP_LEARNING. */
export interface QualityBar {
  /** Of a classification. */
  readonly maxLogloss: number;
  /** Of a regression. */
  readonly minR2: number;
  /** Of a classification: the least share of the baseline's loss that it removes. Of a regression R² is that share. */
  readonly minSkill: number;
}

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
