import { expect, test } from 'vitest';
import { TaskFeed } from '../../../src/tasks/task-feed.js';
import type { Task, TaskStatus } from '../../../src/tasks/task.js';
import { TaskStore } from '../../../src/tasks/task-store.js';
import { collect, newTask, temporaryDatabase } from './support.js';

const template = () => new TaskStore(temporaryDatabase()).insert(newTask('one'));
const said = (tasks: readonly Task[]) => tasks.map((task) => `${task.id} ${task.status} ${task.progress}`);

function openFeed() {
  const task = template();
  let ends = 0;
  const feed = new TaskFeed(() => ends++);
  const push = (status: TaskStatus, progress = 0, id = 'one') => feed.push({ ...task, id, status, progress });
  return { feed, push, ends: () => ends };
}

test('a slow reader gets the newest of each status, and every change of status in order', async () => {
  const { feed, push } = openFeed();
  push('WAITING');
  push('IN_PROGRESS', 0.1);
  push('IN_PROGRESS', 0.2);
  push('WAITING', 0.3);
  push('IN_PROGRESS', 0.4);
  push('IN_PROGRESS', 0.5);
  push('DONE', 1);
  feed.end();
  expect(said(await collect(feed))).toEqual([
    'one WAITING 0',
    'one IN_PROGRESS 0.2',
    'one WAITING 0.3',
    'one IN_PROGRESS 0.5',
    'one DONE 1',
  ]);
});

test('tasks are kept apart, also when their changes interleave', async () => {
  const { feed, push } = openFeed();
  push('IN_PROGRESS', 0.1, 'a');
  push('WAITING', 0, 'b');
  push('IN_PROGRESS', 0.2, 'a');
  feed.end();
  expect(said(await collect(feed))).toEqual(['a IN_PROGRESS 0.2', 'b WAITING 0']);
});

test('what was read is not replaced', async () => {
  const { feed, push } = openFeed();
  push('IN_PROGRESS', 0.1);
  expect((await feed.next()).value?.progress).toBe(0.1);
  push('IN_PROGRESS', 0.2);
  expect((await feed.next()).value?.progress).toBe(0.2);
});

test('readers that wait are served in order, then completed', async () => {
  const { feed, push, ends } = openFeed();
  const reads = [feed.next(), feed.next(), feed.next()];
  push('IN_PROGRESS', 0.1);
  push('IN_PROGRESS', 0.2);
  feed.end();
  feed.end();
  const results = await Promise.all(reads);
  expect(results.map(({ value, done }) => (done ? 'end' : value.progress))).toEqual([0.1, 0.2, 'end']);
  expect(ends()).toBe(1);
});

test('a reader may leave while it waits, and gets nothing more', async () => {
  const { feed, push, ends } = openFeed();
  const waiting = feed.next();
  await feed.return();
  expect(await waiting).toEqual({ value: undefined, done: true });
  push('DONE');
  expect(await feed.next()).toEqual({ value: undefined, done: true });
  expect(ends()).toBe(1);
});

test('a reader that has long stopped reading is let go', async () => {
  const { feed, push, ends } = openFeed();
  for (let i = 0; ends() === 0; i++) {
    expect(i).toBeLessThan(20_000);
    push('WAITING', 0, `task-${i}`);
  }
  expect(await collect(feed)).toEqual([]);
});
