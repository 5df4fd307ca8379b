import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DataDirectory } from '../../../src/api/data-directory.js';

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

  it('keeps the files of tasks and datasets, and removes those that belong to none', async () => {
    await write('tasks', 'known', 'sample.csv');
    await write('tasks', 'gone', 'sample.csv');
    await write('models', 'gone', 'model.zip');
    await write('datasets', 'known', 'data.csv');
    await write('datasets', 'gone', 'data.csv');
    const isKnown = (id: string) => id === 'known';
    await files.removeOrphans({ task: isKnown, dataset: isKnown });
    expect(await readdir(path.join(root, 'tasks'))).toEqual(['known']);
    expect(await readdir(path.join(root, 'models'))).toEqual([]);
    expect(await readdir(path.join(root, 'datasets'))).toEqual(['known']);
    expect(await readdir(path.join(root, 'tmp'))).toEqual([]);
  });

  it('resolves nothing outside of itself', () => {
    expect(files.resolve('models/1/model.zip')).toBe(path.join(root, 'models/1/model.zip'));
    expect(files.resolve('../elsewhere')).toBeNull();
    expect(files.resolve('/etc/passwd')).toBeNull();
  });
});
