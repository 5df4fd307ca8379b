import type { Task } from '../../gql/graphql.js';
import { formatAbout, formatWhen } from '../../format/time.js';

/** When a task that has not ended will start and end, as far as one can say. */
export function describeEstimate(
  { status, estimatedStart, estimatedEnd }: Pick<Task, 'status' | 'estimatedStart' | 'estimatedEnd'>,
  now: number,
): string | null {
  if (estimatedEnd == null) return null;
  const end = `ends at about ${formatWhen(estimatedEnd, now)}`;
  if (status === 'IN_PROGRESS') return `about ${formatAbout(Date.parse(estimatedEnd) - now)} to go, ${end}`;
  if (status !== 'WAITING' || estimatedStart == null) return null;
  return `starts in about ${formatAbout(Date.parse(estimatedStart) - now)}, ${end}`;
}
