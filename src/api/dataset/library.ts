import { open, stat } from 'node:fs/promises';
import type { TrainingSample } from '../../domain/training-sample.js';
import { DatasetNotFoundError } from '../../errors.js';
import type { CsvUpload } from '../../prediction/prediction-service.js';
import type { Dataset, DatasetPage, DatasetService } from '../../tasks/dataset.js';
import type { CsvIntake, Ingested, SampleRequest } from '../csv-intake.js';
import type { DataDirectory } from '../data-directory.js';

export interface LibraryParts {
  readonly datasets: DatasetService;
  readonly files: DataDirectory;
  readonly intake: CsvIntake;
  readonly maxUploadBytes: number;
}

/** The tables that were uploaded: each one a row, and a file named by the hash of the bytes that came in. */
export class DatasetLibrary {
  readonly #parts: LibraryParts;

  constructor(parts: LibraryParts) {
    this.#parts = parts;
  }

  find(id: string): Dataset | null {
    return this.#parts.datasets.find(id);
  }

  /** @throws {DatasetNotFoundError} */
  get(id: string): Dataset {
    return this.#parts.datasets.get(id);
  }

  list(page: { first: number; after?: string }): DatasetPage {
    return this.#parts.datasets.list(page);
  }

  /** @throws {DatasetNotFoundError} {DatasetInUseError} */
  delete(id: string): Promise<void> {
    return this.#parts.datasets.delete(id);
  }

  /** Reads and keeps an upload. @throws {InvalidCsvError} {UploadTooLargeError} */
  async store(upload: CsvUpload, signal: AbortSignal): Promise<Dataset> {
    const { files, intake, maxUploadBytes } = this.#parts;
    return files.withScratch(async (dir) => {
      const table = await intake.ingest(upload.stream, {
        dir,
        maxBytes: maxUploadBytes,
        signal,
        reading: upload.reading,
      });
      await syncFile(table.file);
      return this.keep(table, upload.fileName).dataset;
    });
  }

  /** Reads an upload once, for the table and for a sample of it; both lie in `dir`, on the disk for good. */
  async readWithSample(
    upload: CsvUpload,
    dir: string,
    sample: SampleRequest,
    signal: AbortSignal,
  ): Promise<{ table: Ingested; sample: TrainingSample }> {
    const { intake, maxUploadBytes } = this.#parts;
    const table = await intake.ingest(upload.stream, {
      dir,
      maxBytes: maxUploadBytes,
      sample,
      signal,
      reading: upload.reading,
    });
    if (table.sample === null) throw new Error('A sample was asked for, and none was drawn.');
    await Promise.all([syncFile(table.file), syncFile(table.sample.file)]);
    return { table, sample: table.sample };
  }

  /** Draws another sample of a table that is kept. @throws {DatasetNotFoundError} */
  async sample(id: string, request: SampleRequest, signal: AbortSignal): Promise<TrainingSample> {
    const { files, intake } = this.#parts;
    const { columns, findings } = this.get(id);
    const table = { file: files.datasetFile(id), columns, findings };
    try {
      const sample = await intake.sampleDataset(table, request, signal);
      await syncFile(sample.file);
      return sample;
    } catch (error) {
      throw this.find(id) ? error : new DatasetNotFoundError(id);
    }
  }

  /**
   * Moves a table that was read to its place and adds its row, unless the same bytes are there already. In one
   * synchronous step, so that it cannot cross a deletion of the same dataset.
   */
  keep(table: Ingested, fileName: string): { dataset: Dataset; isNew: boolean } {
    const { datasets, files } = this.#parts;
    const known = datasets.find(table.id);
    if (known) return { dataset: known, isNew: false };
    files.place(table.file, files.datasetFile(table.id));
    const { id, bytes, rows, columns, findings, reading } = table;
    return {
      dataset: datasets.add({ id, fileName, bytes, rows, columns, findings, reading }),
      isNew: true,
    };
  }

  /** The first rows as text; null for a missing value. */
  async head(id: string, rows: number): Promise<(string | null)[][]> {
    const file = this.#parts.files.datasetFile(id);
    await stat(file).catch(() => {
      throw new DatasetNotFoundError(id);
    });
    return this.#parts.intake.readHead(file, rows);
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
