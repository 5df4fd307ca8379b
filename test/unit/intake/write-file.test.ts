import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFile } from '../../../src/intake/write-file.js';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'trainyard-write-'));
});
afterEach(() => rm(dir, { recursive: true }));

// eslint-disable-next-line @typescript-eslint/require-await
async function* of(...pieces: (string | Error)[]) {
  for (const piece of pieces) {
    if (piece instanceof Error) throw piece;
    yield piece;
  }
}

describe('a file that is written from a stream', () => {
  it('holds all of it, and nothing of what was there before', async () => {
    const file = path.join(dir, 'a');
    await writeFile(file, of('a longer text'));
    await writeFile(file, of('é,', 'b'));
    expect(await readFile(file, 'utf8')).toBe('é,b');
  });

  it('does not come back once it is removed after a failure', async () => {
    const files = Array.from({ length: 64 }, (_, index) => path.join(dir, String(index)));
    await Promise.all(
      files.map(async (file) => {
        await expect(writeFile(file, of(new Error('cut')))).rejects.toThrow('cut');
        await rm(file);
      }),
    );
    expect(await readdir(dir)).toEqual([]);
  });

  it('is not begun where it is stopped already', async () => {
    const file = path.join(dir, 'a');
    await expect(writeFile(file, of('text'), AbortSignal.abort())).rejects.toThrow();
    expect(await readFile(file, 'utf8')).toBe('');
  });
});
