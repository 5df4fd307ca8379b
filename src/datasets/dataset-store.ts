import type { Statement } from 'libsql';
import { z } from 'zod';
import { ColumnProfile } from '../domain/column-profile.js';
import { StoredFindings } from '../domain/finding.js';
import { list } from '../domain/record.js';
import { TableReading } from '../domain/table-reading.js';
import { DatasetInUseError, DatasetNotFoundError } from '../domain/errors.js';
import type { Database } from '../storage/database.js';
import { numberOf } from '../storage/database.js';
import type { Dataset, DatasetPage, DatasetService, NewDataset } from './dataset.js';
import { json, time } from '../storage/columns.js';

const DatasetRow = z.object({
  id: z.string(),
  file_name: z.string(),
  bytes: z.number(),
  row_count: z.number(),
  // A damaged row is a dataset without columns: it can be listed, deleted and uploaded again, and not trained on.
  columns: json(list(ColumnProfile)).catch([]),
  findings: json(StoredFindings).catch([]),
  reading: json(TableReading).nullable().catch(null),
  created_at: time,
});

function datasetFromRow(row: unknown): Dataset {
  const r = DatasetRow.parse(row);
  return {
    id: r.id,
    fileName: r.file_name,
    bytes: r.bytes,
    rows: r.row_count,
    columns: r.columns,
    findings: r.findings,
    reading: r.reading,
    createdAt: r.created_at,
  };
}

export interface DatasetStoreOptions {
  readonly database: Database;
  /**
   * Removes `datasets/<id>`. Called when the row is gone; it must take the directory out of the way in its first,
   * synchronous step (rename), since the same bytes may be uploaded again meanwhile.
   */
  readonly removeFiles: (id: string) => Promise<void>;
}

/** The datasets' rows, in the same database as the tasks that use them. */
export class DatasetStore implements DatasetService {
  readonly #database: Database;
  readonly #removeFiles: (id: string) => Promise<void>;
  readonly #byId: Statement;
  readonly #insert: Statement;
  readonly #page: Statement;
  readonly #count: Statement;
  readonly #tasksInNeed: Statement;
  readonly #delete: Statement;
  readonly #ids: Statement;

  constructor({ database, removeFiles }: DatasetStoreOptions) {
    const { sql } = database;
    this.#database = database;
    this.#removeFiles = removeFiles;
    this.#byId = sql.prepare('SELECT * FROM datasets WHERE id = ?');
    this.#insert = sql.prepare(`
      INSERT INTO datasets (id, file_name, bytes, row_count, columns, findings, reading, created_at)
      VALUES (:id, :file_name, :bytes, :row_count, :columns, :findings, :reading, :created_at)
      ON CONFLICT (id) DO UPDATE SET columns = :columns, findings = :findings, reading = :reading`);
    this.#page = sql.prepare(`
      SELECT * FROM datasets
      WHERE :after IS NULL OR created_seq < (SELECT created_seq FROM datasets WHERE id = :after)
      ORDER BY created_seq DESC LIMIT :limit`);
    this.#count = sql.prepare('SELECT count(*) AS n FROM datasets');
    this.#tasksInNeed = sql.prepare(`
      SELECT count(*) AS n FROM tasks WHERE dataset_id = ? AND status IN ('WAITING', 'IN_PROGRESS')`);
    this.#delete = sql.prepare('DELETE FROM datasets WHERE id = ?');
    this.#ids = sql.prepare('SELECT id FROM datasets');
  }

  add(dataset: NewDataset): Dataset {
    this.#insert.run({
      id: dataset.id,
      file_name: dataset.fileName,
      bytes: dataset.bytes,
      row_count: dataset.rows,
      columns: JSON.stringify(dataset.columns),
      findings: JSON.stringify(dataset.findings),
      reading: dataset.reading && JSON.stringify(dataset.reading),
      created_at: Date.now(),
    });
    return this.get(dataset.id);
  }

  find(id: string): Dataset | null {
    const row = this.#byId.get(id);
    return row === undefined ? null : datasetFromRow(row);
  }

  /** Of all datasets. */
  ids(): Set<string> {
    return new Set((this.#ids.all() as { id: string }[]).map(({ id }) => id));
  }

  get(id: string): Dataset {
    const dataset = this.find(id);
    if (!dataset) throw new DatasetNotFoundError(id);
    return dataset;
  }

  /** @throws {DatasetNotFoundError} where the dataset at the end of the page before was deleted. */
  list({ first, after }: { first: number; after?: string }): DatasetPage {
    if (after !== undefined) this.get(after);
    const rows = this.#page.all({ after: after ?? null, limit: first + 1 });
    return {
      datasets: rows.slice(0, first).map(datasetFromRow),
      hasNextPage: rows.length > first,
      totalCount: numberOf(this.#count),
    };
  }

  async delete(id: string): Promise<void> {
    this.#database.atomically(() => {
      this.get(id);
      const tasks = numberOf(this.#tasksInNeed, id);
      if (tasks > 0) {
        throw new DatasetInUseError(
          `${tasks} task(s) that have not ended need this dataset. Wait for them or cancel them, then delete it.`,
        );
      }
      this.#delete.run(id);
    });
    await this.#removeFiles(id);
  }
}
