import type { FieldTable } from '../../csv/bytes/field-table.js';
import type { Delimiter } from '../../csv/records/parse-records.js';
import type { ModelSignature } from '../../domain/manifest.js';
import type { InputFaults } from '../input-faults.js';
import type { EncodedRows } from '../scorer.js';
import { ColumnEncoder } from './column-encoder.js';

/** Turns the rows of one table into the numbers that one model takes. */
export class TableEncoder {
  readonly #encoders: readonly (ColumnEncoder | null)[];
  #columns: readonly Float64Array[] = [];
  #capacity = -1;

  /** @param places of each column of the signature in a record, -1 where it is not there */
  constructor(signature: ModelSignature, places: Int32Array, delimiter: Delimiter) {
    this.#encoders = signature.columns.map((column, index) => {
      const place = places[index] ?? -1;
      return place < 0 ? null : new ColumnEncoder(column, index, place, delimiter);
    });
  }

  /** What does not fit is noted in `faults`. The arrays are used again for the next rows. */
  encode(rows: FieldTable, faults: InputFaults): EncodedRows {
    const { count } = rows;
    if (count > this.#capacity) {
      this.#capacity = rows.capacity;
      this.#columns = this.#encoders.map(() => new Float64Array(rows.capacity).fill(NaN));
    }
    this.#encoders.forEach((encoder, column) => {
      if (encoder === null) faults.noteAbsent(column, count);
      else encoder.encode(rows, this.#columns[column] as Float64Array, faults);
    });
    return { count, columns: this.#columns };
  }
}
