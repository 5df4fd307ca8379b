import { expect, test } from 'vitest';
import type { Task } from '../../../src/tasks/task.js';
import { collect, newTask, openYard, untilEnd } from './support.js';

const story = (tasks: readonly Task[]) =>
  tasks.map(({ status, queuePosition }) => (queuePosition === null ? status : `${status} ${queuePosition}`));

/** The next value of a subscription that is not at its end. */
async function next(feed: AsyncIterator<Task>): Promise<Task> {
  const result = await feed.next();
  expect(result.done).toBe(false);
  return result.value as Task;
}

test('a subscriber gets the task as it is, each change in order, and completion at the end', async () => {
  const { queue, runner, submit } = openYard({ begin: false });
  submit('a');
  const feed = queue.watch('a');
  expect(await next(feed)).toMatchObject({ status: 'WAITING', queuePosition: 1 });
  queue.start();
  expect(await next(feed)).toMatchObject({ status: 'IN_PROGRESS', queuePosition: null });
  runner.last.context.report({ progress: 0.5 });
  expect(await next(feed)).toMatchObject({ status: 'IN_PROGRESS', progress: 0.5 });
  runner.last.succeed();
  expect(await next(feed)).toMatchObject({ status: 'DONE', progress: 1 });
  expect(await feed.next()).toEqual({ value: undefined, done: true });
  expect(queue.listenerCount).toBe(0);
});

test('no change is lost between subscribing and the first read', async () => {
  const { queue, runner, submit } = openYard({ begin: false });
  submit('a');
  const feed = queue.watch('a');
  queue.start();
  runner.last.succeed();
  expect(story(await collect(feed))).toEqual(['WAITING 1', 'IN_PROGRESS', 'DONE']);
});

test('two subscribers hear the same', async () => {
  const { queue, runner, submit } = openYard();
  submit('a');
  const both = [collect(queue.watch('a')), collect(queue.watch('a'))];
  expect(queue.listenerCount).toBe(2);
  runner.last.context.report({ progress: 0.5 });
  runner.last.succeed();
  const [first, second] = await Promise.all(both);
  expect(first).toEqual(second);
  expect(first!.map(({ progress }) => progress)).toEqual([0, 0.5, 1]);
});

test('a late subscriber gets the ended task once, and completion', async () => {
  const { queue, submit } = openYard();
  submit('a');
  await queue.cancel('a');
  expect(story(await collect(queue.watch('a')))).toEqual(['CANCELLED']);
  expect(queue.listenerCount).toBe(0);
});

test('a subscriber that leaves is forgotten, and the other stays', async () => {
  const { queue, runner, submit } = openYard();
  submit('a');
  const leaving = queue.watch('a');
  const staying = collect(queue.watch('a'));
  await next(leaving);
  const pending = leaving.next();
  await leaving.return?.();
  expect((await pending).done).toBe(true);
  expect(queue.listenerCount).toBe(1);
  runner.last.succeed();
  expect(story(await staying)).toEqual(['IN_PROGRESS', 'DONE']);
  expect(queue.listenerCount).toBe(0);
});

test('leaving a for-await loop leaves no listener', async () => {
  const { queue, submit } = openYard();
  submit('a');
  for await (const task of queue.watch('a')) {
    expect(task.id).toBe('a');
    break;
  }
  expect(queue.listenerCount).toBe(0);
});

test('an aborted signal ends a subscription, before and while it runs', async () => {
  const { queue, submit } = openYard();
  submit('a');
  const abort = new AbortController();
  const feeds = [collect(queue.watch('a', abort.signal)), collect(queue.watchAll(abort.signal))];
  expect(queue.listenerCount).toBe(2);
  abort.abort();
  await Promise.all(feeds);
  expect(await collect(queue.watch('a', abort.signal))).toEqual([]);
  expect(await collect(queue.watchAll(abort.signal))).toEqual([]);
  expect(queue.listenerCount).toBe(0);
});

test('subscribers of waiting tasks hear of each of their positions', async () => {
  const { queue, runner, submit } = openYard();
  submit('a', 'b', 'c', 'd', 'e');
  const feed = queue.watch('e');
  expect(await next(feed)).toMatchObject({ queuePosition: 4 });
  await queue.cancel('b');
  expect(await next(feed)).toMatchObject({ queuePosition: 3 });
  await queue.delete('c');
  expect(await next(feed)).toMatchObject({ queuePosition: 2 });
  runner.last.succeed();
  expect(await next(feed)).toMatchObject({ queuePosition: 1 });
  await queue.cancel('d');
  expect(await next(feed)).toMatchObject({ status: 'IN_PROGRESS', queuePosition: null });
});

test('a change at the end of the line is no news to those before it', async () => {
  const { queue, submit } = openYard();
  submit('a', 'b', 'c');
  const feed = queue.watch('b');
  await next(feed);
  await queue.cancel('c');
  queue.retry('c');
  submit('d');
  await queue.cancel('a');
  expect(await next(feed)).toMatchObject({ status: 'IN_PROGRESS' });
});

test('a subscriber of a deleted task is completed', async () => {
  const { queue, submit } = openYard();
  submit('a', 'b');
  const seen = collect(queue.watch('b'));
  await queue.delete('b');
  expect(story(await seen)).toEqual(['WAITING 1']);
  expect(queue.listenerCount).toBe(0);
});

test('who watches all tasks hears of every change from then on', async () => {
  const { queue, runner, submit } = openYard();
  submit('a');
  const feed = queue.watchAll();
  submit('b');
  expect(await next(feed)).toMatchObject({ id: 'b', status: 'WAITING', queuePosition: 1 });
  runner.last.succeed();
  expect(await next(feed)).toMatchObject({ id: 'a', status: 'DONE' });
  expect(await next(feed)).toMatchObject({ id: 'b', status: 'IN_PROGRESS' });
  await queue.cancel('b');
  expect(await next(feed)).toMatchObject({ id: 'b', message: 'Cancelling' });
  expect(await next(feed)).toMatchObject({ id: 'b', status: 'CANCELLED' });
});

test('hundreds of waiting tasks hear of their positions in one go', async () => {
  const { queue, runner, submit } = openYard();
  const ids = Array.from({ length: 300 }, (_, i) => `t${i}`);
  submit('first', ...ids);
  const feeds = ids.map((id) => queue.watch(id));
  await Promise.all(feeds.map(next));
  runner.last.succeed();
  const heard = await Promise.all(feeds.map(next));
  expect(heard[0]).toMatchObject({ status: 'IN_PROGRESS' });
  expect(heard.slice(1).map(({ queuePosition }) => queuePosition)).toEqual(ids.slice(1).map((_, i) => i + 1));
  for (const feed of feeds) await feed.return?.();
  expect(queue.listenerCount).toBe(0);
});

test('progress is published four times a second at most, and the last of it always', async () => {
  const { queue, runner, submit, store } = openYard();
  runner.reachesEngine = false;
  submit('a');
  const seen = collect(queue.watch('a'));
  for (let i = 1; i <= 1000; i++) runner.last.context.report({ progress: i / 2000 });
  expect(store.get('a').progress).toBe(0.0005);
  runner.last.fail(new Error('boom'));
  expect(await untilEnd(queue, 'a')).toMatchObject({ status: 'ERROR', progress: 0.5 });
  expect((await seen).length).toBeLessThanOrEqual(4);
});

test('a stopped service tells subscribers the last state and completes them', async () => {
  const { queue, submit } = openYard();
  submit('a', 'b');
  const [a, b, all] = [collect(queue.watch('a')), collect(queue.watch('b')), collect(queue.watchAll())];
  await queue.stop();
  expect(story(await a)).toEqual(['IN_PROGRESS', 'WAITING 1']);
  expect(story(await b)).toEqual(['WAITING 1', 'WAITING 2']);
  expect((await all).length).toBeGreaterThan(0);
  expect(queue.listenerCount).toBe(0);
  expect(story(await collect(queue.watch('a')))).toEqual(['WAITING 1']);
  expect(await collect(queue.watchAll())).toEqual([]);
  expect(() => queue.submit(newTask('c'))).toThrow(/stopping/);
});
