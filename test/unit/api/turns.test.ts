import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Turns } from '../../../src/api/uploads/turns.js';

test('the first begins at once, the others one a turn in their order, and later ones at once again', async () => {
  const turns = new Turns();
  const begun: number[] = [];
  const begin = (n: number) => turns.take(() => begun.push(n));
  for (const n of [1, 2, 3]) begin(n);
  expect(begun).toEqual([1]);
  await turn();
  expect(begun).toEqual([1, 2]);
  begin(4);
  await turn();
  expect(begun).toEqual([1, 2, 3]);
  await turn();
  expect(begun).toEqual([1, 2, 3, 4]);
  await turn();
  begin(5);
  expect(begun).toEqual([1, 2, 3, 4, 5]);
});
