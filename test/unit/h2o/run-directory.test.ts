import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { OWNER_TAG } from '../../../src/h2o/host/owner.js';
import { createRunDirectory, removeRunDirectory } from '../../../src/h2o/host/run-directory.js';
import { temporaryDirectory } from './support.js';

describe('a run directory', () => {
  it('is this user’s only, named after its process, and goes with all that is in it', async () => {
    const parent = path.join(await temporaryDirectory(), 'data', 'engine');
    const directory = await createRunDirectory(parent, 'h2o');
    expect(path.basename(directory)).toMatch(new RegExp(`^h2o-${OWNER_TAG}-[0-9a-f]{12}$`));
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
    await writeFile(path.join(directory, 'libxgboost.so'), 'x');
    await removeRunDirectory(directory);
    await removeRunDirectory(directory);
    expect(await readdir(parent)).toEqual([]);
  });

  it('takes away what killed processes left, and nothing of those that live or of others', async () => {
    const parent = await temporaryDirectory();
    const mine = await createRunDirectory(parent, 'h2o');
    const alive = `h2o-${process.ppid}-0123abcd-0123456789ab`;
    const killed = ['h2o-999999999-0123abcd-0123456789ab', `h2o-${process.pid}-00000000-0123456789ab`];
    const foreign = ['notes', 'fetch-999999999-0123abcd-0123456789ab'];
    for (const name of [alive, ...killed, ...foreign]) await mkdir(path.join(parent, name));
    const next = await createRunDirectory(parent, 'h2o');
    expect((await readdir(parent)).toSorted()).toEqual(
      [path.basename(mine), path.basename(next), alive, ...foreign].toSorted(),
    );
  });
});
