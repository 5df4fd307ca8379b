import { expect, it } from 'vitest';
import type { RunUpdate } from '../../../src/domain/run.js';
import { Progress } from '../../../src/training/progress.js';

it('never lets progress go back, and adds to the notes', () => {
  const updates: RunUpdate[] = [];
  const progress = new Progress({ report: (update) => void updates.push(update) });
  progress.report({ progress: 0.5 });
  progress.report({ progress: 0.2, message: 'again' });
  progress.note('a');
  progress.note();
  progress.note('b');
  expect(updates).toEqual([
    { progress: 0.5 },
    { progress: 0.5, message: 'again' },
    { notes: ['a'] },
    { notes: ['a', 'b'] },
  ]);
});
