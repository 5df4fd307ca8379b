import { existsSync, mkdirSync, chmodSync } from 'node:fs';
import path from 'node:path';
import LibSql from 'libsql';

/** How long a start waits for a service that is just stopping to let go of the directory. */
export const LOCK_WAIT_MS = 2_000;

/** The data directory cannot be used as it is; the message says why and what to do, and is meant for a terminal. */
export class DataDirectoryError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DataDirectoryError';
  }
}

/** Makes the folder and those above it, for their owner only. */
export function makeDataDirectory(dataDir: string): void {
  const missing: string[] = [];
  // Not `recursive`: Node tries forever below a folder that takes none, such as /proc.
  for (let folder = dataDir; !existsSync(folder); folder = path.dirname(folder)) missing.push(folder);
  for (const folder of missing.reverse()) mkdirSync(folder, { mode: 0o700 });
  try {
    chmodSync(dataDir, 0o700);
  } catch (error) {
    // A volume may belong to another user, who then decides who else can read it.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) throw error;
  }
}

/**
 * One service for each directory. The lock is SQLite's own on an empty file, so the operating system frees it however
 * the process ends; a file with a pid would outlive a kill -9, and every container's service is pid 1. It is a file of
 * its own so that other tools can still read the database.
 *
 * @returns the function that frees it
 * @throws {DataDirectoryError} where another service has it
 */
export function lockDirectory(dataDir: string): () => void {
  const lock = new LibSql(path.join(dataDir, 'service.lock'), { timeout: LOCK_WAIT_MS });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!(error instanceof LibSql.SqliteError) || error.code !== 'SQLITE_BUSY') throw error;
    throw new DataDirectoryError(
      `Another Trainyard service is using the data directory ${dataDir}. ` +
        'Stop that service, or set DATA_DIR to another directory.',
      { cause: error },
    );
  }
  return () => {
    // Closing alone would free the lock only when the last statement has been garbage-collected.
    lock.exec('ROLLBACK');
    lock.close();
  };
}
