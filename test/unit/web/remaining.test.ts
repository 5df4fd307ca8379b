import { expect, it } from 'vitest';
import { remainingMs } from '../../../web/src/monitor/remaining.js';

it('tells how long a training may take at its pace, within its budget, once that can be told', () => {
  expect(remainingMs(0.01, 1000, 60)).toBeNull();
  expect(remainingMs(0.25, 10_000, 60)).toBe(30_000);
  expect(remainingMs(0.1, 10_000, 60)).toBe(50_000);
  expect(remainingMs(0.5, 70_000, 60)).toBe(0);
});
