import { mkdirSync } from 'node:fs';
import path from 'node:path';
import LibSql from 'libsql';
import { MIGRATIONS } from './migrations.js';

/** How long a start waits for a service that is just stopping to let go of the directory. */
const LOCK_WAIT_MS = 2_000;

/** The data directory cannot be used as it is; the message says why and what to do, and is meant for a terminal. */
export class DataDirectoryError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DataDirectoryError';
  }
}

export interface Database {
  readonly sql: LibSql.Database;
  /** Lets go of the data directory. Nothing may use `sql` afterwards. Idempotent. */
  close(): void;
}

/**
 * Opens `trainyard.db` in the data directory, makes or upgrades its tables, and holds the directory until `close`.
 * What a transaction has written when it returns survives a loss of power (WAL, synchronous=FULL).
 *
 * @throws {DataDirectoryError} when another service has the directory, or a newer version has written it.
 */
export function openDatabase(dataDir: string): Database {
  mkdirSync(dataDir, { recursive: true });
  const release = lockDirectory(dataDir);
  try {
    const sql = new LibSql(path.join(dataDir, 'trainyard.db'), { timeout: LOCK_WAIT_MS });
    sql.pragma('journal_mode = WAL');
    sql.pragma('synchronous = FULL');
    migrate(sql);
    let open = true;
    return {
      sql,
      close: () => {
        if (!open) return;
        open = false;
        sql.pragma('wal_checkpoint(TRUNCATE)');
        sql.close();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

/** The answer to a query of one number, `AS n`. */
export function numberOf(statement: LibSql.Statement, ...parameters: unknown[]): number {
  return (statement.get(...parameters) as { n: number }).n;
}

/**
 * One service for each directory. The lock is SQLite's own on an empty file, so the operating system frees it however
 * the process ends; a file with a pid would outlive a kill -9, and every container's service is pid 1. It is a file of
 * its own so that other tools can still read the database.
 */
function lockDirectory(dataDir: string): () => void {
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

function migrate(sql: LibSql.Database): void {
  const version = numberOf(sql.prepare('SELECT user_version AS n FROM pragma_user_version'));
  if (version > MIGRATIONS.length) {
    throw new DataDirectoryError(
      `The database in the data directory has schema version ${version}, and this Trainyard knows versions up to ` +
        `${MIGRATIONS.length} only. Use the newer Trainyard that wrote it, or set DATA_DIR to another directory.`,
    );
  }
  for (const [index, migration] of MIGRATIONS.entries()) {
    if (index < version) continue;
    sql.transaction(() => {
      sql.exec(migration);
      sql.exec(`PRAGMA user_version = ${index + 1}`);
    })();
  }
}
