import { expect, test } from 'vitest';
import { TaskStore } from '../../../src/tasks/task-store.js';
import { LEADERBOARD, newTask, OUTCOME, temporaryDatabase } from './support.js';

function loggedTask() {
  const store = new TaskStore(temporaryDatabase());
  store.insert(newTask('one'));
  return { store, messages: () => store.get('one').events.map(({ message }) => message) };
}

test('the log tells of each step of a task, each new model and each note once', () => {
  const { store, messages } = loggedTask();
  store.start('one');
  store.update('one', { message: 'Training GBM', notes: ['Trained without XGBoost.'] });
  store.update('one', { message: 'Training GBM', progress: 0.4, leaderboard: LEADERBOARD });
  store.finish('one', OUTCOME);
  expect(messages()).toEqual([
    'Queued',
    'Started',
    'Trained without XGBoost.',
    'Training GBM',
    'Built GBM_1, the best so far',
    'Done: GBM_1 is the best of 1',
  ]);
});

test('the log goes on when a task is put back, fails, is cancelled and is retried', () => {
  const { store, messages } = loggedTask();
  store.start('one');
  store.putBack('one', { message: 'The engine was lost', countAttempt: true });
  store.start('one');
  store.fail('one', { code: 'NO_MODEL', message: 'No model was built.' });
  store.retry('one');
  store.cancel('one');
  expect(messages()).toEqual([
    'Queued',
    'Started',
    'The engine was lost',
    'Started, attempt 2',
    'Failed: No model was built.',
    'Queued again',
    'Cancelled',
  ]);
});

test('of a very long log the oldest lines go', () => {
  const { store } = loggedTask();
  store.start('one');
  for (let step = 0; step < 510; step += 1) store.update('one', { message: `Step ${step}` });
  const { events } = store.get('one');
  expect(events).toHaveLength(500);
  expect(events.at(-1)?.message).toBe('Step 509');
});
