import type { ConfusionMatrix, Metrics } from '../domain/leaderboard.js';
import { skillOf } from './skill.js';

export interface Judged {
  readonly metrics: Metrics;
  readonly baseline: Metrics;
  /** At the model's threshold; null for a regression. */
  readonly confusionMatrix: ConfusionMatrix | null;
}

/** From this skill on (`skillOf`), ascending. A first guess for people; programs read the skill itself. */
const GRADES = [
  [0.02, 'Barely better than no model'],
  [0.1, 'Weak'],
  [0.3, 'Fair'],
  [0.6, 'Good'],
  [0.9, 'Very good'],
] as const;

/** A skill as small is as good as 0. */
const LEAST_DIFFERENCE = 0.005;
/** Above this, what a model says is more often a leak than knowledge. */
const SUSPICIOUS_SKILL = 0.999;

/** One or two plain sentences on how good a model is, against the baseline. */
export function verdict(judged: Judged): string {
  const skill = skillOf(judged.metrics, judged.baseline);
  if (skill === null) return 'How good the model is cannot be said: there is nothing to compare it with.';
  if (skill >= SUSPICIOUS_SKILL) {
    return 'All but perfect: check that no column holds the answer before you rely on it.';
  }
  const [, grade] = GRADES.findLast(([from]) => skill >= from) ?? [0, noBetter(skill)];
  return `${grade}: ${judged.confusionMatrix ? ofClasses(judged, judged.confusionMatrix) : ofValue(judged)}.`;
}

function noBetter(skill: number): string {
  return skill < -LEAST_DIFFERENCE ? 'Worse than no model' : 'No better than no model';
}

function ofValue({ metrics, baseline }: Judged): string {
  const explained =
    metrics.r2 === null ? null : `it explains ${percent(Math.max(0, metrics.r2))} of the variation`;
  const error =
    metrics.mae === null || baseline.mae === null
      ? null
      : `it is off by ${short(metrics.mae)} on average, always predicting the mean by ${short(baseline.mae)}`;
  return [explained, error].filter((part) => part !== null).join('; ');
}

function ofClasses({ metrics, baseline }: Judged, { labels, counts }: ConfusionMatrix): string {
  const always = labels[indexOfLargest(counts.map(sum))] ?? '';
  const accuracy =
    `it is right in ${percent(metrics.accuracy ?? 0)} of the rows, ` +
    `always answering ${JSON.stringify(always)} in ${percent(baseline.accuracy ?? 0)}`;
  const [[, falsePositives] = [], [falseNegatives, truePositives] = []] = counts;
  if (labels.length !== 2 || falsePositives === undefined || truePositives === undefined) return accuracy;
  const positives = truePositives + (falseNegatives ?? 0);
  const chosen = truePositives + falsePositives;
  const rows = sum(counts.map(sum));
  if (positives === 0 || chosen === 0 || chosen === rows) return accuracy;
  return (
    `${accuracy}; it finds ${percent(truePositives / positives)} of the rows with ${JSON.stringify(labels[1])}, ` +
    `a random list of the same length ${percent(chosen / rows)}`
  );
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const indexOfLargest = (values: readonly number[]): number => values.indexOf(Math.max(...values));
const short = (value: number): string => String(Number(value.toPrecision(3)));

/** Whole percents, but for shares next to 0 or 1, which are not rounded to them. */
function percent(share: number): string {
  const value = 100 * share;
  const digits = value !== Math.round(value) && (value < 1 || value > 99) ? 1 : 0;
  const text = value.toFixed(digits);
  if (text === '100.0') return 'more than 99.9 %';
  if (text === '0.0') return 'less than 0.1 %';
  return `${text} %`;
}
