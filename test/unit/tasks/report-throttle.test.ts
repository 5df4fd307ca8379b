import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { REPORT_INTERVAL_MS, ReportThrottle } from '../../../src/tasks/report-throttle.js';
import type { RunUpdate } from '../../../src/tasks/task.js';
import { ENGINE_RUN } from './support.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

function open() {
  const told: RunUpdate[] = [];
  return { told, throttle: new ReportThrottle((update) => told.push(update)) };
}

test('the first report passes at once, later ones four times a second at most', () => {
  const { told, throttle } = open();
  for (let ms = 0; ms < 10_000; ms += 10) {
    throttle.add({ progress: ms });
    vi.advanceTimersByTime(10);
  }
  throttle.close();
  expect(told[0]).toEqual({ progress: 0 });
  expect(told.length).toBeGreaterThanOrEqual(40);
  expect(told.length).toBeLessThanOrEqual(42);
  expect(told.at(-1)).toEqual({ progress: 9_990 });
});

test('reports within an interval are merged; what is undefined erases nothing', () => {
  const { told, throttle } = open();
  throttle.add({ message: 'first' });
  throttle.add({ progress: 0.1, message: 'second' });
  throttle.add({ progress: 0.2, message: undefined, notes: ['a note'] });
  vi.advanceTimersByTime(REPORT_INTERVAL_MS);
  expect(told).toEqual([{ message: 'first' }, { progress: 0.2, message: 'second', notes: ['a note'] }]);
  vi.advanceTimersByTime(REPORT_INTERVAL_MS);
});

test('the last report is not lost when the run ends', () => {
  const { told, throttle } = open();
  throttle.add({ progress: 0.1 });
  throttle.add({ progress: 0.2 });
  throttle.close();
  expect(told.at(-1)).toEqual({ progress: 0.2 });
});

test('where the engine keeps the run is passed on at once', () => {
  const { told, throttle } = open();
  throttle.add({ progress: 0.1 });
  throttle.add({ progress: 0.2 });
  throttle.add({ engineRun: ENGINE_RUN });
  expect(told.at(-1)).toEqual({ progress: 0.2, engineRun: ENGINE_RUN });
  throttle.close();
});
