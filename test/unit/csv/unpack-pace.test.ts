import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { UnpackPace } from '../../../src/domain/unpack-pace.js';
import { workbook } from '../../support/formats/xlsx.js';
import { openRecords } from '../../support/open-records.js';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Milliseconds that the work waits for, as far as nothing else takes time. */
async function waits(work: Promise<unknown>): Promise<number> {
  const start = performance.now();
  let end: number | undefined;
  void work.finally(() => (end = performance.now())).catch(() => undefined);
  await vi.advanceTimersByTimeAsync(0);
  while (end === undefined) await vi.advanceTimersToNextTimerAsync();
  await work;
  return end - start;
}

const BYTES = 1_000_000;

describe('what uploads unpack to', () => {
  test('comes at once as far as a second holds it, and then at the pace', async () => {
    const pace = new UnpackPace(BYTES);
    expect(await waits(pace.take(BYTES))).toBe(0);
    expect(await waits(pace.take(2 * BYTES))).toBe(2000);
    vi.advanceTimersByTime(500);
    expect(await waits(pace.take(BYTES))).toBe(500);
  });

  test('shares one pace', async () => {
    const pace = new UnpackPace(BYTES);
    expect(await waits(Promise.all([1, 2, 3].map(() => pace.take(BYTES))))).toBe(2000);
  });

  test('is refused with what to do where it would wait for long, and later taken', async () => {
    const pace = new UnpackPace(BYTES);
    await waits(pace.take(BYTES));
    const waiting = waits(pace.take(20 * BYTES));
    await expect(pace.take(20 * BYTES)).rejects.toMatchObject({
      code: 'TOO_MANY_REQUESTS',
      message: expect.stringContaining('MAX_UNPACK_MB_PER_SEC') as string,
    });
    expect(await waiting).toBe(20_000);
    expect(await waits(pace.take(20 * BYTES))).toBe(20_000);
  });

  test.each<[string, Uint8Array]>([
    ['a gzip', gzipSync(`a,b\n${'1,2\n'.repeat(BYTES / 4)}`)],
    [
      'a workbook',
      workbook({
        sheets: [{ name: 'Data', rows: Array.from({ length: 1000 }, (_, row) => [row, 'x'.repeat(1000)]) }],
      }),
    ],
  ])('of %s counts', async (_what, bytes) => {
    const pace = new UnpackPace(1e9);
    const take = vi.spyOn(pace, 'take');
    const table = await openRecords(Readable.from([Buffer.from(bytes)]), { maxBytes: 1e9, pace });
    for await (const batch of table.records) expect(batch).not.toEqual([]);
    expect(take.mock.calls.reduce((sum, [each]) => sum + each, 0)).toBeGreaterThanOrEqual(BYTES);
  });
});
