import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import LibSql from 'libsql';
import { expect, onTestFinished, test } from 'vitest';
import { DataDirectoryError, openDatabase } from '../../../src/storage/database.js';
import { MIGRATIONS } from '../../../src/storage/migrations.js';
import { temporaryDatabase, temporaryDirectory } from '../tasks/support.js';

test('a fresh directory gets the newest schema, durable to the disk', () => {
  const { sql } = temporaryDatabase(path.join(temporaryDirectory(), 'not', 'yet', 'there'));
  expect(sql.pragma('user_version')).toEqual([{ user_version: MIGRATIONS.length }]);
  expect(sql.pragma('journal_mode')).toEqual([{ journal_mode: 'wal' }]);
  expect(sql.pragma('synchronous')).toEqual([{ synchronous: 2 }]);
});

test('an existing database is opened again with all it holds', () => {
  const directory = temporaryDirectory();
  const first = openDatabase(directory);
  first.sql.exec(
    "INSERT INTO datasets (id, file_name, bytes, row_count, columns, created_at) VALUES ('a', 'b', 1, 1, '[]', 1)",
  );
  first.close();
  first.close();
  const { sql } = temporaryDatabase(directory);
  expect(sql.prepare('SELECT id FROM datasets').all()).toEqual([{ id: 'a' }]);
});

test('a database of a newer version is refused, saying both versions, and the directory is free again', () => {
  const directory = temporaryDirectory();
  const newer = openDatabase(directory);
  newer.sql.exec(`PRAGMA user_version = ${MIGRATIONS.length + 1}`);
  newer.close();
  const newVersion = MIGRATIONS.length + 1;
  expect(() => openDatabase(directory)).toThrow(
    new RegExp(`schema version ${newVersion}, .* up to ${newVersion - 1} only`),
  );
  expect(() => openDatabase(directory)).toThrow(DataDirectoryError);
});

test('a second service on the same directory is refused with what to do', () => {
  const directory = temporaryDirectory();
  temporaryDatabase(directory);
  expect(() => openDatabase(directory)).toThrow(/Another Trainyard service is using .* set DATA_DIR/);
});

test('the directory of a service that was killed with -9 is free at once', async () => {
  const directory = temporaryDirectory();
  openDatabase(directory).close();
  const holder = spawn(
    process.execPath,
    [
      '-e',
      `const LibSql = require('libsql');
       new LibSql(process.argv[1]).exec('BEGIN EXCLUSIVE');
       process.stdout.write('held');
       setInterval(() => {}, 1000);`,
      path.join(directory, 'service.lock'),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  onTestFinished(() => void holder.kill('SIGKILL'));
  await once(holder.stdout, 'data');
  expect(() => openDatabase(directory)).toThrow(DataDirectoryError);
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  temporaryDatabase(directory);
});

test('other tools can read the database while the service has it', () => {
  const directory = temporaryDirectory();
  temporaryDatabase(directory);
  const reader = new LibSql(path.join(directory, 'trainyard.db'));
  onTestFinished(() => void reader.close());
  expect(reader.prepare('SELECT count(*) AS n FROM tasks').get()).toMatchObject({ n: 0 });
});

test('an empty or missing database beside models is refused, and nothing is touched', () => {
  const directory = temporaryDirectory();
  openDatabase(directory).close();
  mkdirSync(path.join(directory, 'models', 'one'), { recursive: true });
  rmSync(path.join(directory, 'trainyard.db'));
  for (let start = 0; start < 2; start++) {
    expect(() => openDatabase(directory)).toThrow(/missing or empty.*1 in models.*Nothing was changed/s);
  }
  expect(readdirSync(path.join(directory, 'models'))).toEqual(['one']);
  rmSync(path.join(directory, 'models'), { recursive: true });
  temporaryDatabase(directory);
});

test('a damaged database is refused in a sentence', () => {
  const directory = temporaryDirectory();
  writeFileSync(
    path.join(directory, 'trainyard.db'),
    'no database at all, but longer than a page header'.repeat(50),
  );
  expect(() => openDatabase(directory)).toThrow(DataDirectoryError);
  expect(() => openDatabase(directory)).toThrow(/is damaged .* Put it back from a backup/);
});

test.runIf(process.platform === 'linux')('a folder that takes no folders is refused at once', () => {
  expect(() => openDatabase('/proc/nope/data')).toThrow(/ENOENT/);
});

test('the directory is for its owner only', () => {
  const directory = path.join(temporaryDirectory(), 'data');
  temporaryDatabase(directory);
  expect(statSync(directory).mode & 0o777).toBe(0o700);
});

test('a transaction that fails leaves nothing, and says why also on a full disk', () => {
  const database = temporaryDatabase();
  const { sql } = database;
  const [{ page_count: pages }] = sql.pragma('page_count') as [{ page_count: number }];
  sql.pragma(`max_page_count = ${pages}`);
  const insert = sql.prepare(
    "INSERT INTO datasets (id, file_name, bytes, row_count, columns, created_at) VALUES (?, 'f', 1, 1, ?, 1)",
  );
  expect(() =>
    database.atomically(() => {
      insert.run('small', '[]');
      insert.run('large', 'x'.repeat(500_000));
    }),
  ).toThrow(expect.objectContaining({ code: 'SQLITE_FULL' }) as Error);
  expect(sql.prepare('SELECT count(*) AS n FROM datasets').get()).toMatchObject({ n: 0 });
});
