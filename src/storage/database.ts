import { readdirSync } from 'node:fs';
import path from 'node:path';
import LibSql from 'libsql';
import { DataDirectoryError, LOCK_WAIT_MS, lockDirectory, makeDataDirectory } from './directory-lock.js';
import { MIGRATIONS } from './migrations.js';

export { DataDirectoryError } from './directory-lock.js';

export interface Database {
  readonly sql: LibSql.Database;
  /** Does all of `work`, which is synchronous, or nothing. Rejects what cannot be stored with SQLite's own error. */
  atomically<T>(work: () => T): T;
  /** Another one after every change of the database, of this connection or of another. Some microseconds. */
  stamp(): string;
  /** Lets go of the data directory. Nothing may use `sql` afterwards. Idempotent. */
  close(): void;
}

/**
 * Opens `trainyard.db` in the data directory, makes or upgrades its tables, and holds the directory until `close`.
 * What a transaction has written when it returns survives a loss of power (WAL, synchronous=FULL).
 *
 * @throws {DataDirectoryError} when another service has the directory, a newer version has written it, the database is
 * damaged, or it is empty while there are models or datasets beside it.
 */
export function openDatabase(dataDir: string): Database {
  makeDataDirectory(dataDir);
  let release = (): void => undefined;
  try {
    release = lockDirectory(dataDir);
    const sql = new LibSql(path.join(dataDir, 'trainyard.db'), { timeout: LOCK_WAIT_MS });
    sql.pragma('journal_mode = WAL');
    sql.pragma('synchronous = FULL');
    migrate(sql, dataDir);
    let open = true;
    const own = sql.prepare('SELECT total_changes()').raw(true);
    const others = sql.prepare('PRAGMA data_version').raw(true);
    return {
      sql,
      atomically: (work) => atomically(sql, work),
      stamp: () => `${String(own.get())} ${String(others.get())}`,
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
    throw error instanceof LibSql.SqliteError ? explained(error, dataDir) : error;
  }
}

/** The answer to a query of one number, `AS n`. */
export function numberOf(statement: LibSql.Statement, ...parameters: unknown[]): number {
  return (statement.get(...parameters) as { n: number }).n;
}

/** Whether the database could not write or read just now, so that the same call may succeed later. */
export function isDatabaseFault(error: unknown): boolean {
  return error instanceof LibSql.SqliteError;
}

/** The driver's own transactions answer a full disk with "cannot rollback", which hides what happened. */
function atomically<T>(sql: LibSql.Database, work: () => T): T {
  sql.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    sql.exec('COMMIT');
    return result;
  } catch (error) {
    // SQLite itself has rolled back after some failures, such as a full disk.
    if (sql.inTransaction) sql.exec('ROLLBACK');
    throw error;
  }
}

function migrate(sql: LibSql.Database, dataDir: string): void {
  const version = numberOf(sql.prepare('SELECT user_version AS n FROM pragma_user_version'));
  if (version > MIGRATIONS.length) {
    throw new DataDirectoryError(
      `The database in the data directory has schema version ${version}, and this Trainyard knows versions up to ` +
        `${MIGRATIONS.length} only. Use the newer Trainyard that wrote it, or set DATA_DIR to another directory.`,
    );
  }
  if (version === 0) refuseStrangers(dataDir);
  for (const [index, migration] of MIGRATIONS.entries()) {
    if (index < version) continue;
    atomically(sql, () => {
      sql.exec(migration);
      sql.exec(`PRAGMA user_version = ${index + 1}`);
    });
  }
}

/** A database without tables beside files that tasks or datasets left: it was lost, and must not count as the truth. */
function refuseStrangers(dataDir: string): void {
  const found = ['models', 'datasets', 'tasks']
    .map((folder) => ({ folder, count: entriesIn(path.join(dataDir, folder)) }))
    .filter(({ count }) => count > 0)
    .map(({ folder, count }) => `${count} in ${folder}/`);
  if (found.length === 0) return;
  throw new DataDirectoryError(
    `trainyard.db in ${dataDir} is missing or empty, but there are files of tasks and datasets beside it (${found.join(', ')}). ` +
      'Nothing was changed. Put the database back from a backup, or move these folders elsewhere to start without them.',
  );
}

function entriesIn(folder: string): number {
  try {
    return readdirSync(folder).length;
  } catch {
    return 0;
  }
}

function explained(error: InstanceType<typeof LibSql.SqliteError>, dataDir: string): DataDirectoryError {
  const { code } = error;
  if (code === 'SQLITE_FULL') {
    return new DataDirectoryError(
      `The disk that holds the data directory ${dataDir} is full. Free some space, then start again.`,
      { cause: error },
    );
  }
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
    return new DataDirectoryError(
      `trainyard.db in ${dataDir} is damaged (${code}). Nothing was changed. Put it back from a backup, or set DATA_DIR to another directory.`,
      { cause: error },
    );
  }
  return new DataDirectoryError(
    `The data directory ${dataDir} cannot be used (${code}). Make it a directory that this user may write, or set DATA_DIR to one.`,
    { cause: error },
  );
}
