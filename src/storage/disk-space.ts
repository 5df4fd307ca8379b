import { statfsSync } from 'node:fs';
import { DiskFullError } from '../domain/errors.js';

/** How much room the disk of the data directory has, and whether that is enough for new work. */
export class DiskSpace {
  readonly #folder: string;
  readonly #minFreeBytes: number;

  /** @param minFreeBytes Below it no upload and no task is taken; what runs goes on. */
  constructor(folder: string, minFreeBytes: number) {
    this.#folder = folder;
    this.#minFreeBytes = minFreeBytes;
  }

  /** What this user may still write; one system call. */
  get freeBytes(): number {
    const { bavail, bsize } = statfsSync(this.#folder);
    return bavail * bsize;
  }

  get minFreeBytes(): number {
    return this.#minFreeBytes;
  }

  /** @throws {DiskFullError} */
  assertRoom(): void {
    const free = this.freeBytes;
    if (free >= this.#minFreeBytes) return;
    throw new DiskFullError(
      `The disk of the service is almost full: ${megabytes(free)} MB are free, and ${megabytes(this.#minFreeBytes)} MB ` +
        'are kept free for the tasks that run. Delete tasks or datasets, or ask the operator for more space.',
      { freeBytes: free, minFreeBytes: this.#minFreeBytes },
    );
  }
}

/** Whether this is a file system or database that has no room left. */
export function isDiskFull(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL';
}

const megabytes = (bytes: number) => Math.floor(bytes / 1024 / 1024);
