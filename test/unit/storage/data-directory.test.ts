import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DataDirectory } from '../../../src/storage/data-directory.js';

let root: string;
let files: DataDirectory;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'trainyard-files-'));
  files = new DataDirectory(root);
  await files.prepare();
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function write(...parts: string[]): Promise<void> {
  await mkdir(path.join(root, ...parts.slice(0, -1)), { recursive: true });
  await writeFile(path.join(root, ...parts), 'x');
}

describe('the data directory', () => {
  it('throws away what a killed service left half-done', async () => {
    await write('tmp', 'upload-1', 'data.csv');
    await files.prepare();
    expect(await readdir(path.join(root, 'tmp'))).toEqual([]);
  });

  it('keeps the files of tasks and datasets, and sets aside those that no row knows', async () => {
    await write('tasks', 'known', 'sample.csv');
    await write('tasks', 'gone', 'sample.csv');
    await write('models', 'gone', 'model.zip');
    await write('datasets', 'known', 'data.csv');
    await write('datasets', 'gone', 'data.csv');
    const known = { tasks: new Set(['known']), datasets: new Set(['known']) };
    const setAside = await files.setAsideUnknown(known);
    expect(setAside).toMatchObject({ count: 3 });
    expect(await files.setAsideUnknown(known)).toBeNull();
    expect(await readdir(path.join(root, 'tasks'))).toEqual(['known']);
    expect(await readdir(path.join(root, 'models'))).toEqual([]);
    expect(await readdir(path.join(root, 'datasets'))).toEqual(['known']);
    const kept = path.join(root, setAside!.folder);
    expect(await readdir(path.join(kept, 'models', 'gone'))).toEqual(['model.zip']);
    expect(await readdir(path.join(kept, 'datasets', 'gone'))).toEqual(['data.csv']);
  });

  it('resolves nothing outside of itself', () => {
    expect(files.resolve('models/1/model.zip')).toBe(path.join(root, 'models/1/model.zip'));
    expect(files.resolve('../elsewhere')).toBeNull();
    expect(files.resolve('/etc/passwd')).toBeNull();
  });
});
