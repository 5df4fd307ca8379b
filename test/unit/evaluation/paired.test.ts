import { afterEach, expect, it } from 'vitest';
import { saveTask, type SavedTask } from './saved-task.js';

let saved: SavedTask;
afterEach(() => saved.close());

it('compares two models on the rows that both were judged on, and says nothing where none were kept', async () => {
  saved = await saveTask({ unseen: 'HELD_OUT' });
  expect(await saved.insights.paired(saved.task, saved.task)).toEqual({
    rows: 100,
    difference: 0,
    standardError: 0,
  });
  await saved.close();
  saved = await saveTask({ outOfFold: false });
  expect(await saved.insights.paired(saved.task, saved.task)).toBeNull();
});
