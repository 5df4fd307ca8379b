import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { KeptResults } from '../../../src/storage/kept-results.js';

let folder: string;
let results: KeptResults;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'trainyard-results-'));
  results = new KeptResults(folder, 1000);
  await results.start();
});
afterEach(async () => {
  vi.useRealTimers();
  results.close();
  await rm(folder, { recursive: true, force: true });
});

const keep = (content: string) => results.keep('predictions.csv', (file) => writeFile(file, content));

describe('a scored file', () => {
  test('is kept under a key that cannot be guessed', async () => {
    const [one, other] = [await keep('one'), await keep('other')];
    expect(one.id).toMatch(/^[0-9a-f]{32}$/);
    expect(one.id).not.toBe(other.id);
    const csv = await results.open(one.id);
    expect(csv).toMatchObject({ bytes: 3, fileName: 'predictions.csv' });
    expect(await text(csv!.stream)).toBe('one');
  });

  test('is gone from the disk once it has expired, and not before', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { id } = await keep('one');
    vi.advanceTimersByTime(999);
    (await results.open(id))!.stream.destroy();
    vi.advanceTimersByTime(1);
    expect(await results.open(id)).toBeNull();
    vi.useRealTimers();
    await expect.poll(() => readdir(folder)).toEqual([]);
  });

  test('that is being fetched when it expires is fetched to its end', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { id } = await keep('x'.repeat(300_000));
    const csv = await results.open(id);
    await new Promise((resolve) => csv!.stream.once('readable', resolve));
    vi.advanceTimersByTime(1000);
    vi.useRealTimers();
    await expect.poll(() => readdir(folder)).toEqual([]);
    expect(await text(csv!.stream)).toHaveLength(300_000);
  });

  test('is not kept where it could not be written whole', async () => {
    const failing = results.keep('predictions.csv', async (file) => {
      await writeFile(file, 'half');
      throw new Error('The rest is missing.');
    });
    await expect(failing).rejects.toThrow('The rest is missing.');
    expect(await readdir(folder)).toEqual([]);
  });

  test.each(['', 'unknown', '../../etc/passwd'])('is none under %j', async (id) => {
    expect(await results.open(id)).toBeNull();
  });

  test('of an earlier run is thrown away at the start', async () => {
    const { id } = await keep('one');
    const next = new KeptResults(folder, 1000);
    await next.start();
    expect(await next.open(id)).toBeNull();
    expect(await readdir(folder)).toEqual([]);
  });
});
