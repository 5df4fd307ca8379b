import type { Delimiter } from '../../csv/records/parse-records.js';

/** How one CSV is laid out for one model; plain data, so that it can be sent to a worker thread. */
export interface CsvLayout {
  /** Cells of a record. */
  readonly width: number;
  readonly delimiter: Delimiter;
  /** Of each column of the signature in a record, -1 where it is not there. */
  readonly places: Int32Array;
}
