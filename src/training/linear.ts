import type { Algorithm, ProblemType } from '../domain/training-options.js';
import { failedInside } from './event-reasons.js';
import type { LiveLeaderboard } from './live-leaderboard.js';

/**
 * Whether H2O failed at a linear model of several classes. With its first penalty its line search reads past the end of an
 * array on many tables ("Index 20 out of bounds", H2O 3.46.0.11, `fitCOD_multinomial`); with `MIXED_PENALTY` it does not.
 */
export function linearFailed(
  algorithms: readonly Algorithm[],
  problemType: ProblemType,
  { entries, events }: Pick<LiveLeaderboard, 'entries' | 'events'>,
): boolean {
  return (
    problemType === 'MULTICLASS' &&
    algorithms.includes('GLM') &&
    entries.every(({ algorithm }) => algorithm !== 'GLM') &&
    failedInside(events, 'GLM')
  );
}
