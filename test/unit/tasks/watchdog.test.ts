import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DEFAULT_TRAINING_OPTIONS } from '../../../src/domain/training-options.js';
import { ENGINE_RUN, newTask, openYard, untilEnd } from './support.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

const options = { ...DEFAULT_TRAINING_OPTIONS, maxRuntimeSecs: 100 };

test('a task that overruns its budget by more than a minute is stopped and ends as TIMED_OUT', async () => {
  const { queue, runner, removed } = openYard();
  queue.submit(newTask('a', { options }));
  runner.last.context.report({ engineRun: ENGINE_RUN });
  await vi.advanceTimersByTimeAsync(159_999);
  expect(runner.last.context.signal.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  const ended = await untilEnd(queue, 'a');
  expect(ended).toMatchObject({ status: 'ERROR', failure: { code: 'TIMED_OUT' } });
  expect(ended.failure?.message).toMatch(/budget of 100 s by more than 60 s.*maxRuntimeSecs/);
  expect(removed).toEqual(['model a']);
});

test('waiting for the engine does not count', async () => {
  const { queue, runner } = openYard();
  queue.submit(newTask('a', { options }));
  runner.last.context.report({ message: 'Waiting for the engine' });
  await vi.advanceTimersByTimeAsync(10_000_000);
  expect(runner.last.context.signal.aborted).toBe(false);
  runner.last.context.report({ engineRun: ENGINE_RUN });
  await vi.advanceTimersByTimeAsync(159_999);
  expect(runner.last.context.signal.aborted).toBe(false);
  runner.last.succeed();
  expect((await untilEnd(queue, 'a')).status).toBe('DONE');
});

test('a second engine run within a task, as by escalation, does not restart the clock', async () => {
  const { queue, runner } = openYard({ watchdogGraceMs: 1000 });
  queue.submit(newTask('a', { options }));
  runner.last.context.report({ engineRun: ENGINE_RUN });
  await vi.advanceTimersByTimeAsync(60_000);
  runner.last.context.report({ engineRun: { ...ENGINE_RUN, automlId: 'second' } });
  await vi.advanceTimersByTimeAsync(41_000);
  expect((await untilEnd(queue, 'a')).failure?.code).toBe('TIMED_OUT');
});

test('the next attempt has a clock of its own', async () => {
  const { queue, runner } = openYard();
  queue.submit(newTask('a', { options }));
  runner.last.context.report({ engineRun: ENGINE_RUN });
  await vi.advanceTimersByTimeAsync(100_000);
  runner.last.fail(new Error('boom'));
  await untilEnd(queue, 'a');
  queue.retry('a');
  runner.last.context.report({ engineRun: ENGINE_RUN });
  await vi.advanceTimersByTimeAsync(100_000);
  expect(runner.last.context.signal.aborted).toBe(false);
  runner.last.succeed();
  expect((await untilEnd(queue, 'a')).status).toBe('DONE');
});

test('a model that is ready when the watchdog bites is kept', async () => {
  const { queue, runner } = openYard();
  runner.endsOnAbort = false;
  queue.submit(newTask('a', { options }));
  runner.last.context.report({ engineRun: ENGINE_RUN });
  await vi.advanceTimersByTimeAsync(160_000);
  expect(runner.last.context.signal.aborted).toBe(true);
  runner.last.succeed();
  expect((await untilEnd(queue, 'a')).status).toBe('DONE');
});
