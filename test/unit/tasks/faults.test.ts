import { expect, onTestFinished, test, vi } from 'vitest';
import { collect, newTask, openYard, OUTCOME, untilEnd } from './support.js';

/** An outcome that does not fit on a full disk. */
const LARGE = { ...OUTCOME, notes: ['x'.repeat(200_000)] };

test('a disk that is full at the end of a task holds up the queue no longer than it is full', async () => {
  const { queue, runner, submit, store, database } = openYard({ storeRetryMs: 5 });
  submit('a', 'b');
  const pages = (database.sql.pragma('page_count') as { page_count: number }[])[0]!.page_count;
  database.sql.pragma(`max_page_count = ${pages}`);
  runner.last.succeed(LARGE);
  // Storing is tried more than once meanwhile.
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(store.get('a').status).toBe('IN_PROGRESS');
  database.sql.pragma('max_page_count = 1000000');
  expect(await untilEnd(queue, 'a')).toMatchObject({ status: 'DONE', notes: LARGE.notes });
  expect((await runner.attempt(1)).task.id).toBe('b');
});

test('a task can be cancelled while its end cannot be stored', async () => {
  const { queue, runner, submit, database, removed } = openYard({ storeRetryMs: 5 });
  submit('a');
  const pages = (database.sql.pragma('page_count') as { page_count: number }[])[0]!.page_count;
  database.sql.pragma(`max_page_count = ${pages}`);
  runner.last.succeed(LARGE);
  await new Promise(setImmediate);
  const cancelled = queue.cancel('a');
  database.sql.pragma('max_page_count = 1000000');
  expect((await cancelled).status).toBe('CANCELLED');
  expect(removed).toContain('model a');
});

test('a model that could not be saved for want of room fails with words that say so', async () => {
  const { queue, runner, submit } = openYard();
  submit('a');
  runner.last.fail(Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' }));
  const { failure } = await untilEnd(queue, 'a');
  expect(failure).toMatchObject({ code: 'DISK_FULL' });
  expect(failure?.message).toMatch(/Free some space, then retry/);
});

test('a damaged row is one task in ERROR: it is listed, holds up no other, and can be deleted only', async () => {
  const { queue, runner, submit, database } = openYard();
  submit('a', 'b', 'c');
  database.sql.exec("UPDATE tasks SET options = '{x' WHERE id = 'b'");
  expect(queue.get('b')).toMatchObject({ status: 'ERROR', failure: { code: 'TASK_DAMAGED' } });
  expect(queue.list({ first: 10 }).tasks.map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  runner.last.succeed();
  expect((await runner.attempt(1)).task.id).toBe('c');
  expect(queue.queueLength()).toBe(0);
  expect(() => queue.retry('b')).toThrow(/damaged \(options\)/);
  await queue.delete('b');
  expect(queue.find('b')).toBeNull();
});

test('a clock that jumps changes no order and ends no task', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const { queue, runner, submit } = openYard();
  vi.setSystemTime('2026-06-01');
  submit('a', 'b');
  vi.setSystemTime('2001-01-01');
  submit('c');
  vi.setSystemTime('2090-01-01');
  submit('d');
  for (const [n, id] of ['a', 'b', 'c', 'd'].entries()) {
    const attempt = await runner.attempt(n);
    expect(attempt.task.id).toBe(id);
    // The watchdog of each would be long over by the clock.
    vi.setSystemTime(n % 2 === 0 ? '2099-01-01' : '1990-01-01');
    attempt.succeed();
    expect((await untilEnd(queue, id)).status).toBe('DONE');
  }
  expect(queue.list({ first: 10 }).tasks.map(({ id }) => id)).toEqual(['d', 'c', 'b', 'a']);
});

test('a damaged row of a task in progress does not stop the next start', async () => {
  const before = openYard();
  before.submit('a', 'b');
  before.database.sql.exec("UPDATE tasks SET sample = 'null' WHERE id = 'a'");
  before.crash();
  const { queue, runner } = openYard({ directory: before.directory });
  expect(queue.get('a')).toMatchObject({ status: 'ERROR', failure: { code: 'TASK_DAMAGED' } });
  expect((await runner.attempt(0)).task.id).toBe('b');
});

test('a task that only waited for the engine loses no attempt by restarts, however many', () => {
  let yard = openYard();
  yard.runner.reachesEngine = false;
  yard.queue.submit(newTask('a'));
  for (let restart = 0; restart < 5; restart++) {
    yard.crash();
    yard = openYard({ directory: yard.directory, begin: false });
    yard.runner.reachesEngine = false;
    yard.queue.start();
    expect(yard.queue.get('a')).toMatchObject({ status: 'IN_PROGRESS', attempts: 1 });
  }
});

test('who watches deletions gets each deleted task, and its own subscribers are completed', async () => {
  const { queue, submit } = openYard();
  submit('a', 'b', 'c');
  const leave = new AbortController();
  const deleted = collect(queue.watchDeletions(leave.signal));
  const ofB = collect(queue.watch('b'));
  await queue.delete('b');
  await queue.delete('c');
  await ofB;
  await queue.stop();
  expect((await deleted).map(({ id }) => id)).toEqual(['b', 'c']);
});
