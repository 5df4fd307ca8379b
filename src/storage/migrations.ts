/**
 * The schema's history: entry n brings a database from version n to n + 1 (`PRAGMA user_version`). Only ever append:
 * a released entry has run on somebody's data.
 *
 * Times are epoch milliseconds. JSON columns are checked on the way out (rows.ts, dataset-store.ts).
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE datasets (
    created_seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id          TEXT NOT NULL UNIQUE,
    file_name   TEXT NOT NULL,
    bytes       INTEGER NOT NULL,
    row_count   INTEGER NOT NULL,
    columns     TEXT NOT NULL,
    created_at  INTEGER NOT NULL
  ) STRICT;

  -- dataset_id is no foreign key: a task that has ended outlives its dataset.
  CREATE TABLE tasks (
    created_seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id          TEXT NOT NULL UNIQUE,
    queue_seq   INTEGER NOT NULL UNIQUE,
    status      TEXT NOT NULL CHECK (status IN ('WAITING', 'IN_PROGRESS', 'DONE', 'ERROR', 'CANCELLED')),
    attempts    INTEGER NOT NULL,
    dataset_id  TEXT NOT NULL,
    file_name   TEXT NOT NULL,
    -- File name and id in lower case by Unicode's rules, which SQLite's own LIKE does not know.
    search_text TEXT NOT NULL,
    options     TEXT NOT NULL,
    sample      TEXT NOT NULL,
    progress    REAL NOT NULL CHECK (progress BETWEEN 0 AND 1),
    message     TEXT,
    notes       TEXT NOT NULL,
    leaderboard TEXT NOT NULL,
    model       TEXT,
    failure     TEXT,
    engine_run  TEXT,
    created_at  INTEGER NOT NULL,
    started_at  INTEGER,
    finished_at INTEGER
  ) STRICT;

  CREATE INDEX tasks_in_line ON tasks (queue_seq) WHERE status = 'WAITING';
  CREATE INDEX tasks_by_status ON tasks (status, created_seq);
  CREATE INDEX tasks_by_dataset ON tasks (dataset_id, status);
  `,
  `
  ALTER TABLE tasks ADD COLUMN finish_early INTEGER NOT NULL DEFAULT 0 CHECK (finish_early IN (0, 1));
  `,
  `
  ALTER TABLE tasks ADD COLUMN events TEXT NOT NULL DEFAULT '[]';
  `,
  `
  ALTER TABLE datasets ADD COLUMN findings TEXT NOT NULL DEFAULT '[]';
  -- null: read by a version that did not store it.
  ALTER TABLE datasets ADD COLUMN reading TEXT;

  ALTER TABLE tasks ADD COLUMN findings TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE tasks ADD COLUMN baseline TEXT;
  ALTER TABLE tasks ADD COLUMN name TEXT;
  ALTER TABLE tasks ADD COLUMN note TEXT;
  ALTER TABLE tasks ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
  -- Whether the attempt under way has got as far as the engine; one that has not is not lost by a restart.
  ALTER TABLE tasks ADD COLUMN engine_reached INTEGER NOT NULL DEFAULT 0 CHECK (engine_reached IN (0, 1));
  `,
  `
  -- The target can be searched for as well.
  UPDATE tasks SET search_text = search_text || char(10) || lower(json_extract(sample, '$.target'))
  WHERE json_valid(sample) AND json_type(sample, '$.target') = 'text';
  `,
];
