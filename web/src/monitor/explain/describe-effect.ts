import type { ContributionUnit } from '../../gql/graphql.js';
import { formatNumber } from '../../format/number.js';
import type { ContributionSummary } from './use-explanations.js';

/** A correlation nearer to 0 says that the column moves predictions now up, now down. */
const CLEAR = 0.3;

const UNITS: Record<ContributionUnit, string> = {
  LOG_ODDS: 'log-odds',
  PROBABILITY: 'probability',
  VALUE: 'value',
  LOG_VALUE: 'logarithm of the value',
};

/** `±0.42, higher raises`: how far a column moves a prediction on average, and which way; empty where it is not known. */
export function describeEffect(summary: ContributionSummary | undefined, column: string): string {
  const found = summary?.columns.find((entry) => entry.column === column);
  if (!found) return '';
  const size = `±${formatNumber(Number(found.size.toPrecision(2)))}`;
  const { direction } = found;
  if (direction === null || direction === undefined || found.size === 0) return size;
  if (Math.abs(direction) < CLEAR) return `${size}, either way`;
  return `${size}, higher ${direction > 0 ? 'raises' : 'lowers'}`;
}

/** What {@link describeEffect} says of all columns. */
export function explainEffects({ unit, rows }: ContributionSummary): string {
  return (
    `Below each name stands how far the column moves a prediction on average, in ${UNITS[unit]}, and which way its higher ` +
    `values move it, over ${rows} rows of the sample.`
  );
}
