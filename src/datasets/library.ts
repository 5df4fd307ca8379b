import { open, stat } from 'node:fs/promises';
import type { UnpackPace } from '../domain/unpack-pace.js';
import type { CsvUpload } from '../domain/csv-upload.js';
import type { TableReadingOptions } from '../domain/table-reading.js';
import type { TrainingSample } from '../domain/training-sample.js';
import { DatasetDamagedError, DatasetNotFoundError, InvalidCsvError } from '../domain/errors.js';
import { ingest, type Ingested } from '../intake/ingest.js';
import type { ColumnThreads } from '../intake/profile/column-thread.js';
import { readHead } from '../intake/sample/read-rows.js';
import { sampleDataset } from '../intake/sample/sample-dataset.js';
import type { SampleRequest } from '../intake/sample/sample-request.js';
import type { DataDirectory } from '../storage/data-directory.js';
import type { DiskSpace } from '../storage/disk-space.js';
import type { Dataset, DatasetPage, DatasetService } from './dataset.js';

/** With a header and nothing around it: what looks like a title or totals is a row that was taken for one. */
const AS_STORED: TableReadingOptions = {
  encoding: 'utf-8',
  delimiter: ',',
  header: true,
  skipLines: 0,
  sheet: null,
};

export interface LibraryOptions {
  readonly datasets: DatasetService;
  readonly files: DataDirectory;
  readonly disk: DiskSpace;
  readonly maxUploadBytes: number;
  readonly profilingThreads?: ColumnThreads | undefined;
  /** Of unpacking. Default: none. */
  readonly unpackPace?: UnpackPace | undefined;
}

/** The tables that were uploaded: each one a row, and a file named by the hash of the bytes that came in. */
export class DatasetLibrary {
  readonly #options: LibraryOptions;

  constructor(options: LibraryOptions) {
    this.#options = options;
  }

  find(id: string): Dataset | null {
    return this.#options.datasets.find(id);
  }

  /** @throws {DatasetNotFoundError} */
  get(id: string): Dataset {
    return this.#options.datasets.get(id);
  }

  list(page: { first: number; after?: string }): DatasetPage {
    return this.#options.datasets.list(page);
  }

  /** @throws {DatasetNotFoundError} {DatasetInUseError} */
  delete(id: string): Promise<void> {
    return this.#options.datasets.delete(id);
  }

  /** Reads and keeps an upload. @throws {InvalidCsvError} {UploadTooLargeError} {DiskFullError} */
  async store(upload: CsvUpload, signal: AbortSignal): Promise<Dataset> {
    const { files, disk, maxUploadBytes, unpackPace, profilingThreads: threads } = this.#options;
    disk.assertRoom();
    return files.withScratch(async (dir) => {
      const table = await ingest(upload.stream, {
        dir,
        maxBytes: maxUploadBytes,
        pace: unpackPace,
        signal,
        reading: upload.reading,
        threads,
      });
      await syncFile(table.file);
      return this.keep(table, upload.fileName).dataset;
    });
  }

  /** Reads an upload once, for the table and for a sample of it; both lie in `dir`, safe on the disk. */
  async readWithSample(
    upload: CsvUpload,
    dir: string,
    request: SampleRequest,
    signal: AbortSignal,
  ): Promise<{ table: Ingested; sample: TrainingSample }> {
    const { maxUploadBytes, unpackPace, profilingThreads: threads } = this.#options;
    const table = await ingest(upload.stream, {
      dir,
      maxBytes: maxUploadBytes,
      pace: unpackPace,
      sample: request,
      signal,
      reading: upload.reading,
      threads,
    });
    const { sample } = table;
    if (sample === null) throw new Error('A sample was asked for, and none was drawn.');
    await Promise.all([syncFile(table.file), syncFile(sample.file)]);
    return { table, sample };
  }

  /**
   * Draws another sample of a table that is kept.
   * @throws {DatasetNotFoundError} {DatasetDamagedError}
   */
  async sample(id: string, request: SampleRequest, signal: AbortSignal): Promise<TrainingSample> {
    const { columns, findings, rows } = this.get(id);
    if (columns.length === 0) throw new DatasetDamagedError(id);
    const file = await this.#file(id);
    const sample = await sampleDataset({ file, columns, findings }, request, signal).catch(
      (error: unknown) => {
        if (!this.find(id)) throw new DatasetNotFoundError(id);
        // What was stored could be read: a line that cannot be was damaged since.
        throw error instanceof InvalidCsvError && 'line' in error.details
          ? new DatasetDamagedError(id)
          : error;
      },
    );
    if (sample.rowsTotal !== rows) throw new DatasetDamagedError(id);
    await syncFile(sample.file);
    return sample;
  }

  /**
   * Moves a table that was read to its place and adds its row, unless the same bytes are there already. In one
   * synchronous step, so that it cannot cross a deletion of the same dataset.
   */
  keep(table: Ingested, fileName: string): { dataset: Dataset; isNew: boolean } {
    const { datasets, files } = this.#options;
    const file = files.datasetFile(table.id);
    const known = datasets.find(table.id);
    // Uploading it again mends a dataset whose file or row was damaged.
    if (!known || !files.isSameSize(table.file, file)) files.place(table.file, file);
    if (known && known.columns.length > 0) return { dataset: known, isNew: false };
    const { id, bytes, rows, columns, findings, reading } = table;
    return {
      dataset: datasets.add({ id, fileName, bytes, rows, columns, findings, reading }),
      isNew: known === null,
    };
  }

  /** The table as CSV. @throws {DatasetNotFoundError} {DatasetDamagedError} */
  async openFile(id: string): Promise<CsvUpload> {
    const { fileName, reading } = this.get(id);
    const file = await open(await this.#file(id));
    return { stream: file.createReadStream(), fileName, reading: AS_STORED, cameAs: reading };
  }

  /** The first rows as text; null for a missing value. */
  async head(id: string, rows: number): Promise<(string | null)[][]> {
    return readHead(await this.#file(id), this.get(id).columns, rows);
  }

  async #file(id: string): Promise<string> {
    const file = this.#options.files.datasetFile(id);
    const size = await stat(file).then(
      (found) => found.size,
      () => 0,
    );
    if (size > 0) return file;
    throw this.find(id) ? new DatasetDamagedError(id) : new DatasetNotFoundError(id);
  }
}

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
