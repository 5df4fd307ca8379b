import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { requireHeap } from '../../../src/jobs/heap.js';

const MIB = 1024 ** 2;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'trainyard-heap-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('refuses what the engine cannot hold, and says what it can', async () => {
  const file = path.join(folder, 'sample.csv');
  await writeFile(file, Buffer.alloc(4 * MIB));
  const sample = { file, columns: [{ name: 'a', type: 'NUMERIC' as const }], rowsUsed: 100_000 };
  await expect(requireHeap(sample, 1024 * MIB)).resolves.toBeUndefined();
  await expect(requireHeap(sample, null)).resolves.toBeUndefined();
  await expect(requireHeap(sample, 135 * MIB)).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    message:
      "maxRows: 100000 rows of 1 columns need at least 143 MiB of the engine's memory, and it has 135 MiB. " +
      'Train on 49600 rows at most, leave out columns, or have H2O_MEMORY set to more.',
  });
});
