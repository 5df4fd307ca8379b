import type { Pair } from '../charts/specs.js';
import { formatNumber } from '../format/number.js';
import { quantile } from '../../../src/metrics/calibration.js';

/** Between which errors nine of ten rows lie. */
export function describeInterval(pairs: readonly Pair[]): string {
  const errors = sortedErrors(pairs);
  if (errors.length === 0) return '';
  const [low, high] = [quantile(errors, 0.05), quantile(errors, 0.95)];
  return `Of 100 rows, 90 lie between ${side(low)} and ${side(high)} the prediction.`;
}

/** Whether predictions are too low or too high where they are low, and where they are high. */
export function describeErrors(pairs: readonly Pair[]): string {
  const byPrediction = pairs.toSorted((a, b) => a.predicted - b.predicted);
  const third = Math.floor(byPrediction.length / 3);
  const all = sortedErrors(pairs);
  if (third < 5) return 'Too few rows to say whether the errors have a pattern.';
  const typical = deviation(all);
  const [low, high] = [byPrediction.slice(0, third), byPrediction.slice(-third)].map((part) => ({
    error: mean(part),
    // Three standard errors: chance seldom brings that about.
    isClear: Math.abs(mean(part)) > (3 * typical) / Math.sqrt(third),
  }));
  if (!low || !high || (!low.isClear && !high.isClear)) {
    return 'Neither the lowest nor the highest predictions are off to one side.';
  }
  const say = (where: string, error: number) =>
    `the ${where} third of the predictions are ${formatNumber(Math.abs(error))} too ${error > 0 ? 'low' : 'high'} on average`;
  const parts = [
    ...(low.isClear ? [say('lowest', low.error)] : []),
    ...(high.isClear ? [say('highest', high.error)] : []),
  ].join(', and ');
  return `${parts.charAt(0).toUpperCase()}${parts.slice(1)}.`;
}

const errorOf = ({ actual, predicted }: Pair) => actual - predicted;
const sortedErrors = (pairs: readonly Pair[]) => Float64Array.from(pairs, errorOf).sort();
const mean = (pairs: readonly Pair[]) => pairs.reduce((sum, pair) => sum + errorOf(pair), 0) / pairs.length;
const side = (error: number) => `${formatNumber(Math.abs(error))} ${error < 0 ? 'below' : 'above'}`;

function deviation(errors: Float64Array): number {
  const middle = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  return Math.sqrt(errors.reduce((sum, error) => sum + (error - middle) ** 2, 0) / errors.length);
}
