import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HeapRelief } from '../../../src/api/ws/heap-relief.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

const leave = (relief: HeapRelief, clients: number) => {
  for (let index = 0; index < clients; index++) relief.clientLeft();
};

test('garbage is collected twice once many have left and nobody leaves any more', () => {
  const collect = vi.fn();
  const relief = new HeapRelief(collect);
  leave(relief, 999);
  vi.advanceTimersByTime(60_000);
  expect(collect).not.toHaveBeenCalled();
  leave(relief, 1);
  vi.advanceTimersByTime(2000);
  leave(relief, 1);
  vi.advanceTimersByTime(2000);
  expect(collect).not.toHaveBeenCalled();
  vi.advanceTimersByTime(60_000);
  expect(collect).toHaveBeenCalledTimes(2);
  leave(relief, 1000);
  relief.close();
  vi.advanceTimersByTime(60_000);
  expect(collect).toHaveBeenCalledTimes(2);
});

test('garbage can be collected in a process that was not started for it', async () => {
  const garbage = new WeakRef({});
  // What a reference is made for lives until the turn of the event loop ends.
  await nextTurn();
  leave(new HeapRelief(), 1000);
  vi.advanceTimersByTime(60_000);
  await nextTurn();
  expect(garbage.deref()).toBeUndefined();
});

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));
