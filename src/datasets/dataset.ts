import type { ColumnProfile } from '../domain/column-profile.js';
import type { Finding } from '../domain/finding.js';
import type { TableReading } from '../domain/table-reading.js';

/** One column of a stored table, over all its rows. */
export type DatasetColumn = ColumnProfile;

/** A CSV that was read and kept as `datasets/<id>/data.csv`; `id` is the sha256 of the uploaded bytes. */
export interface Dataset {
  readonly id: string;
  readonly fileName: string;
  /** Size of the upload. */
  readonly bytes: number;
  readonly rows: number;
  readonly createdAt: Date;
  readonly columns: readonly DatasetColumn[];
  /** On the table as a whole and its columns. */
  readonly findings: readonly Finding[];
  /** null: stored by a version that did not say. */
  readonly reading: TableReading | null;
}

export type NewDataset = Omit<Dataset, 'createdAt'>;

export interface DatasetPage {
  /** Newest first. */
  readonly datasets: readonly Dataset[];
  readonly hasNextPage: boolean;
  readonly totalCount: number;
}

export interface DatasetService {
  /** Adds it, or answers the one that is there already (the same bytes are the same dataset). */
  add(dataset: NewDataset): Dataset;
  find(id: string): Dataset | null;
  /** @throws {DatasetNotFoundError} */
  get(id: string): Dataset;
  /** `after` is the id of the last dataset of the page before. */
  list(page: { first: number; after?: string }): DatasetPage;
  /** Removes row and files. @throws {DatasetInUseError} while a task that has not ended needs it. */
  delete(id: string): Promise<void>;
}
