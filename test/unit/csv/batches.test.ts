import { expect, test } from 'vitest';
import { inBatches } from '../../../src/csv/records/batches.js';

async function* lists(...sizes: number[]) {
  let next = 0;
  for (const size of sizes) yield await Promise.resolve(Array.from({ length: size }, () => next++));
}

async function batched(size: number, ...sizes: number[]) {
  const batches: number[][] = [];
  for await (const batch of inBatches(lists(...sizes), size)) batches.push(batch);
  expect(batches.flat()).toEqual(Array.from(batches.flat(), (_, i) => i));
  return batches.map((batch) => batch.length);
}

test('short lists are joined until they are long enough, long ones left alone', async () => {
  expect(await batched(4, 1, 2, 3, 9, 4, 1, 1)).toEqual([6, 9, 4, 2]);
  expect(await batched(1, 2, 3)).toEqual([2, 3]);
  expect(await batched(10)).toEqual([]);
});
