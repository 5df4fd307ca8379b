import { hasEnded } from './transitions.js';
import type { Task, TaskEvent } from './task.js';

/** The oldest go first. */
const MAX_EVENTS = 500;

/** The log of a task that has changed from `before` to `after`, oldest first: what it held, and what is new. */
export function logged(before: Task, after: Task, at: Date): readonly TaskEvent[] {
  const time = at.toISOString();
  const messages = [...newModels(before, after), ...newNotes(before, after), ...newState(before, after)];
  return [...before.events, ...messages.map((message) => ({ at: time, message }))].slice(-MAX_EVENTS);
}

function newState(before: Task, after: Task): readonly string[] {
  const said = after.message !== null && after.message !== before.message ? [after.message] : [];
  if (before.status === after.status) return said;
  switch (after.status) {
    case 'WAITING':
      return hasEnded(before.status) ? ['Queued again'] : said;
    case 'IN_PROGRESS':
      return [after.attempts > 1 ? `Started, attempt ${after.attempts}` : 'Started'];
    case 'DONE':
      return [`Done: ${after.model?.modelId ?? 'the leader'} is the best of ${after.leaderboard.length}`];
    case 'ERROR':
      return [`Failed: ${after.failure?.message ?? 'no reason is known'}`];
    case 'CANCELLED':
      return ['Cancelled'];
  }
}

function newModels(before: Task, { leaderboard }: Task): readonly string[] {
  const known = new Set(before.leaderboard.map(({ modelId }) => modelId));
  return leaderboard
    .filter(({ modelId }) => !known.has(modelId))
    .map(({ modelId, rank }) =>
      rank === 1 ? `Built ${modelId}, the best so far` : `Built ${modelId}, place ${rank}`,
    );
}

function newNotes(before: Task, { notes }: Task): readonly string[] {
  return notes.filter((note) => !before.notes.includes(note));
}
