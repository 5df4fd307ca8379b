import { formatNumber } from '../../format/number.js';
import type { ThresholdCriterion } from '../../gql/graphql.js';
import type { Model } from '../use-task.js';

export const CRITERIA: Readonly<Record<ThresholdCriterion, string>> = {
  AUTO: 'chosen automatically',
  F1: 'chosen for the best F1',
  MCC: 'chosen for the best correlation (MCC)',
  ACCURACY: 'chosen for the most rows correct',
  BALANCED_ACCURACY: 'chosen for the best balanced accuracy',
  COST: 'chosen for the lowest cost',
  VALUE: 'set by hand',
};

/** From which probability on the second class is predicted; empty unless there are two. */
export function describeThreshold({
  threshold,
  thresholdCriterion,
  confusionMatrix,
}: Pick<Model, 'threshold' | 'thresholdCriterion' | 'confusionMatrix'>): string {
  const positive = confusionMatrix?.labels[1];
  if (threshold == null || positive === undefined) return '';
  const how = thresholdCriterion == null ? '' : `, ${CRITERIA[thresholdCriterion]}`;
  return ` “${positive}” is predicted from a probability of ${formatNumber(threshold)} on${how}; predictions use the same threshold.`;
}
