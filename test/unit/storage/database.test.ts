import { spawn } from 'node:child_process';
import { once } from 'node:events';
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
