import { expect, test } from 'vitest';
import { TASK_STATUSES } from '../../../src/tasks/task.js';
import {
  assertTransition,
  hasEnded,
  IllegalTransitionError,
  TRANSITIONS,
} from '../../../src/tasks/transitions.js';

const LEGAL = [
  'WAITING>IN_PROGRESS',
  'WAITING>CANCELLED',
  'IN_PROGRESS>DONE',
  'IN_PROGRESS>ERROR',
  'IN_PROGRESS>CANCELLED',
  'IN_PROGRESS>WAITING',
  'ERROR>WAITING',
  'CANCELLED>WAITING',
];

for (const from of TASK_STATUSES) {
  for (const to of TASK_STATUSES) {
    const legal = LEGAL.includes(`${from}>${to}`);
    test(`a task ${legal ? 'may' : 'may not'} go from ${from} to ${to}`, () => {
      const move = () => assertTransition('one', from, to);
      if (legal) move();
      else expect(move).toThrow(IllegalTransitionError);
    });
  }
}

test('a task that has ended goes back to WAITING or nowhere', () => {
  for (const status of TASK_STATUSES.filter(hasEnded)) {
    expect(TRANSITIONS[status].filter((to) => to !== 'WAITING')).toEqual([]);
  }
});
