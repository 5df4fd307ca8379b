import type { Readable } from 'node:stream';
import type { ColumnProfile } from '../domain/column-profile.js';
import type { Finding } from '../domain/finding.js';
import type { TableReading, TableReadingOptions } from '../domain/table-reading.js';
import type { ProblemTypeChoice } from '../domain/training-options.js';
import type { TrainingSample } from '../domain/training-sample.js';

export interface SampleRequest {
  readonly target: string | null;
  readonly problemType: ProblemTypeChoice;
  readonly maxRows: number | null;
  readonly ignoredColumns: readonly string[];
  readonly seed: number;
  readonly outFile: string;
}
export interface IngestOptions {
  readonly dir: string;
  readonly maxBytes: number;
  readonly sample?: SampleRequest;
  readonly signal?: AbortSignal;
  readonly reading?: TableReadingOptions | null | undefined;
}
export interface Ingested {
  readonly id: string;
  readonly bytes: number;
  readonly rows: number;
  readonly columns: readonly ColumnProfile[];
  readonly findings: readonly Finding[];
  readonly reading: TableReading | null;
  readonly file: string;
  readonly sample: TrainingSample | null;
}
export interface CsvIntake {
  ingest(source: Readable, options: IngestOptions): Promise<Ingested>;
  sampleDataset(
    dataset: { file: string; columns: readonly ColumnProfile[]; findings?: readonly Finding[] },
    request: SampleRequest,
    signal?: AbortSignal,
  ): Promise<TrainingSample>;
  readHead(file: string, rows: number): Promise<(string | null)[][]>;
}
