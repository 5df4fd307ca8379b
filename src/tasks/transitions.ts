import type { TaskStatus } from './task.js';

/** Every move a task may make; whatever is not listed is a bug. */
export const TRANSITIONS: Readonly<Record<TaskStatus, readonly TaskStatus[]>> = {
  WAITING: ['IN_PROGRESS', 'CANCELLED'],
  // WAITING: put back in its old place, when the engine was lost or the service stops.
  IN_PROGRESS: ['DONE', 'ERROR', 'CANCELLED', 'WAITING'],
  DONE: [],
  // WAITING: retried by the user, at the end of the queue.
  ERROR: ['WAITING'],
  CANCELLED: ['WAITING'],
};

export class IllegalTransitionError extends Error {
  constructor(id: string, from: TaskStatus, to: TaskStatus) {
    super(`Task ${id} cannot go from ${from} to ${to}`);
    this.name = 'IllegalTransitionError';
  }
}

/** @throws {IllegalTransitionError} */
export function assertTransition(id: string, from: TaskStatus, to: TaskStatus): void {
  if (!TRANSITIONS[from].includes(to)) throw new IllegalTransitionError(id, from, to);
}

/** Nothing changes a task that has ended but the user, by retry and delete. */
export function hasEnded(status: TaskStatus): boolean {
  return status === 'DONE' || status === 'ERROR' || status === 'CANCELLED';
}
