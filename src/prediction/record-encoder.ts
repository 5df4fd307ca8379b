import type { ModelSignature } from '../domain/manifest.js';
import type { CsvRecord, Delimiter } from '../csv/records/parse-records.js';
import { cellReader, STRANGE, type CellReader } from './cell-reader.js';
import type { InputFaults } from './input-faults.js';
import type { EncodedRows } from './scorer.js';

/** Reads records of one CSV for one model; where its columns are is looked up once. */
export class RecordEncoder {
  readonly #places: Int32Array;
  readonly #readers: readonly CellReader[];
  readonly #faults: InputFaults;

  /** @param places of each column of the signature in a record, -1 where it is not there */
  constructor(signature: ModelSignature, places: Int32Array, delimiter: Delimiter, faults: InputFaults) {
    this.#places = places;
    this.#readers = signature.columns.map((column) => cellReader(column, delimiter === ','));
    this.#faults = faults;
  }

  encode(records: readonly CsvRecord[]): EncodedRows {
    const columns = this.#readers.map((read, column) => this.#column(records, read, column));
    return { count: records.length, columns };
  }

  #column(records: readonly CsvRecord[], read: CellReader, column: number): Float64Array {
    const encoded = new Float64Array(records.length).fill(NaN);
    const place = this.#places[column] ?? -1;
    if (place < 0) {
      this.#faults.noteAbsent(column, records.length);
      return encoded;
    }
    records.forEach((record, row) => {
      const text = record[place] ?? '';
      const value = read(text);
      if (value === STRANGE) this.#faults.noteStrange(column, text);
      else encoded[row] = value;
    });
    return encoded;
  }
}
