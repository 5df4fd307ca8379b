import type { ThresholdCriterion, ThresholdOptions } from '../../gql/graphql.js';
import type { Costs } from '../../evaluation/threshold-words.js';
import type { ThresholdPoint } from '../../evaluation/fragment.js';
import { chooseThreshold } from '../../../../src/metrics/choose-threshold.js';
import { thresholdPoint } from '../../../../src/metrics/threshold-point.js';

/** What the reader has chosen and not saved: a criterion, or a place among the points. */
export type Choice =
  | { readonly criterion: Exclude<ThresholdCriterion, 'VALUE'> }
  | { readonly criterion: 'VALUE'; readonly value: number };

/** @returns place of the point that holds at a threshold; the last where no row reaches it. */
export function placeOf(points: readonly ThresholdPoint[], threshold: number): number {
  const at = points.findIndex((point) => point.threshold >= threshold);
  return at === -1 ? points.length - 1 : at;
}

/** What holds at any threshold: between two points that of the upper one; above the last, no row is called positive. */
export function pointAt(points: readonly ThresholdPoint[], threshold: number): ThresholdPoint | undefined {
  const last = points.at(-1);
  if (!last || threshold <= last.threshold) return points[placeOf(points, threshold)];
  return thresholdPoint(threshold, {
    truePositives: 0,
    falsePositives: 0,
    trueNegatives: last.trueNegatives + last.falsePositives,
    falseNegatives: last.falseNegatives + last.truePositives,
  });
}

/** @returns place of the point that a choice comes to. */
export function placeOfChoice(points: readonly ThresholdPoint[], choice: Choice, costs: Costs): number {
  if (choice.criterion === 'VALUE') return placeOf(points, choice.value);
  const candidates = points.map((point) => ({ ...point, precision: point.precision ?? null }));
  const best = chooseThreshold(candidates, choice.criterion, costs);
  return best === null ? 0 : candidates.indexOf(best);
}

/** What is sent to save a choice. */
export function optionsOf(choice: Choice, costs: Costs): ThresholdOptions {
  if (choice.criterion === 'VALUE') return { criterion: 'VALUE', value: choice.value };
  if (choice.criterion !== 'COST') return { criterion: choice.criterion };
  return {
    criterion: 'COST',
    falsePositiveCost: costs.falsePositive,
    falseNegativeCost: costs.falseNegative,
  };
}
