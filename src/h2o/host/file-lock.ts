import { randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { isOwnerAlive, OWNER_TAG } from './owner.js';

const LOOK_AGAIN_MS = 250;

/**
 * Runs `work` while no other process runs its own under the same lock file. A lock whose owner was killed is taken
 * over; two that take it over in the same instant may both go on, so `work` must stay correct without the lock.
 */
export async function withFileLock<T>(
  file: string,
  waiting: () => void,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  while (!(await acquire(file))) {
    waiting();
    await delay(LOOK_AGAIN_MS, undefined, { signal });
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

/** A hard link appears at once with its content, so that nobody can find a lock without an owner. */
async function acquire(file: string): Promise<boolean> {
  const mine = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(mine, OWNER_TAG);
  try {
    await link(mine, file);
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    const owner = await readFile(file, 'utf8').catch(() => '');
    if (!isOwnerAlive(owner)) await rm(file, { force: true });
    return false;
  } finally {
    await rm(mine, { force: true });
  }
}
