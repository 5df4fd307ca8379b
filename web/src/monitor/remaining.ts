/** Below this share the pace so far says nothing. */
const ENOUGH_PROGRESS = 0.05;

/**
 * How long training may still take, in milliseconds, at the pace so far and within its budget; null while that is
 * not known.
 * @param progress 0 to 1
 */
export function remainingMs(progress: number, elapsedMs: number, budgetSecs: number): number | null {
  if (progress < ENOUGH_PROGRESS) return null;
  const byPace = (elapsedMs * (1 - progress)) / progress;
  return Math.max(0, Math.min(byPace, 1000 * budgetSecs - elapsedMs));
}
