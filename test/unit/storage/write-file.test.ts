import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFile } from '../../../src/storage/write-file.js';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'trainyard-write-'));
});
afterEach(() => rm(dir, { recursive: true }));

describe('a file that is written from a stream', () => {
  it('holds all of it, and nothing of what was there before', async () => {
    const file = path.join(dir, 'a');
    await writeFile(file, Readable.from(['a longer text']));
    await writeFile(file, Readable.from(['é,', 'b']));
    expect(await readFile(file, 'utf8')).toBe('é,b');
  });

  it('is there before the first piece is asked for, so that it stays away once it is removed', async () => {
    const file = path.join(dir, 'a');
    // eslint-disable-next-line @typescript-eslint/require-await, require-yield
    async function* cut(): AsyncGenerator<string> {
      expect(existsSync(file)).toBe(true);
      throw new Error('cut');
    }
    await expect(writeFile(file, cut())).rejects.toThrow('cut');
    await rm(file);
    expect(await readdir(dir)).toEqual([]);
  });

  it('is not begun where it is stopped already', async () => {
    const file = path.join(dir, 'a');
    await expect(writeFile(file, Readable.from(['text']), AbortSignal.abort())).rejects.toThrow();
    expect(await readFile(file, 'utf8')).toBe('');
  });
});
