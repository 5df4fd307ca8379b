import { expect, test } from 'vitest';
import type { Task } from '../../../src/tasks/task.js';
import { Estimates } from '../../../src/tasks/estimates.js';
import { RunPace } from '../../../src/tasks/run-pace.js';
import { newTask, openYard, untilEnd } from './support.js';

/** What a task that took so long looks like. */
const finished = (task: Task, seconds: number): Task => ({
  ...task,
  status: 'DONE',
  startedAt: new Date(0),
  finishedAt: new Date(seconds * 1000),
});

test('ten tasks of one kind are foreseen within a factor of two, once three have shown the pace', () => {
  const { queue, store } = openYard({ begin: false });
  const options = { ...newTask('x').options, maxModels: 10, maxRuntimeSecs: 300 };
  for (let i = 0; i < 10; i++) queue.submit(newTask(`t${i}`, { options }));
  const estimates = new Estimates(store, 1);
  // Runs of 30, 42 and 36 seconds.
  for (const seconds of [30, 42, 36]) estimates.observe(finished(queue.get('t0'), seconds));
  const now = Date.now();
  for (let i = 0; i < 10; i++) {
    const { start, end } = estimates.of(queue.get(`t${i}`), now);
    const trueStart = 36 * i;
    const secondsTo = (date: Date | null) => ((date?.getTime() ?? NaN) - now) / 1000;
    expect(secondsTo(start)).toBeGreaterThanOrEqual(trueStart / 2);
    expect(secondsTo(start)).toBeLessThanOrEqual(trueStart * 2);
    expect(secondsTo(end)).toBeGreaterThanOrEqual((trueStart + 36) / 2);
    expect(secondsTo(end)).toBeLessThanOrEqual((trueStart + 36) * 2);
  }
});

test('no task is foreseen to take longer than its budget, and a clock that went back teaches nothing', () => {
  const pace = new RunPace();
  const { queue } = openYard({ begin: false });
  const task = queue.submit(newTask('a'));
  const before = pace.secondsOf({ work: 1, budgetSecs: 60 });
  pace.observe(finished(task, -500));
  expect(pace.secondsOf({ work: 1, budgetSecs: 60 })).toBe(before);
  expect(pace.secondsOf({ work: 1e9, budgetSecs: 60 })).toBeLessThan(70);
});

test('a task that has ended has no estimate, one that runs has an end, one that waits comes after it', async () => {
  const { queue, runner, submit } = openYard();
  submit('a', 'b', 'c');
  const [a, b, c] = ['a', 'b', 'c'].map((id) => queue.estimate(queue.get(id)));
  expect(a!.start).toEqual(queue.get('a').startedAt);
  expect(a!.end!.getTime()).toBeGreaterThan(Date.now());
  expect(b!.start!.getTime()).toBeLessThan(c!.start!.getTime());
  runner.last.succeed();
  const done = await untilEnd(queue, 'a');
  expect(queue.estimate(done)).toEqual({ start: null, end: null });
});
