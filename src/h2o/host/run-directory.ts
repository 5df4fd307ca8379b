import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { isOwnerAlive, OWNER_TAG } from './owner.js';

/**
 * A directory that belongs to this process, readable by this user only: `<prefix>-<owner>-<random>` in `parent`. Those
 * that a killed process left behind are removed first; an engine's holds a native library of 157 MB.
 */
export async function createRunDirectory(parent: string, prefix: string): Promise<string> {
  await mkdir(parent, { recursive: true, mode: 0o700 });
  for (const name of await readdir(parent)) {
    if (!name.startsWith(`${prefix}-`)) continue;
    const owner = name.slice(prefix.length + 1, name.lastIndexOf('-'));
    if (!isOwnerAlive(owner)) await removeRunDirectory(path.join(parent, name));
  }
  const directory = path.join(parent, `${prefix}-${OWNER_TAG}-${randomBytes(6).toString('hex')}`);
  await mkdir(directory, { mode: 0o700 });
  return directory;
}

export async function removeRunDirectory(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
