import type { Readable } from 'node:stream';
import type { TableReading, TableReadingOptions } from './table-reading.js';

/** An uploaded file as it comes in; the stream must be read to its end or destroyed. */
export interface CsvUpload {
  readonly stream: Readable;
  /** As its sender calls it, without control characters. */
  readonly fileName: string;
  /** Overrules how it is read; null or absent: as is found. */
  readonly reading?: TableReadingOptions | null;
  /** Of a table that was stored before: how the file was read that it came in, since its cells stand as in that. */
  readonly cameAs?: TableReading | null;
}
