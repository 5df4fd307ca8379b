import type { FieldTable } from '../../csv/bytes/field-table.js';
import type { ModelSignature, SignatureColumn } from '../../domain/manifest.js';
import type { InputFaults } from '../input-faults.js';
import type { EncodedRows } from '../scorer.js';
import { ColumnEncoder } from './column-encoder.js';

export interface TableOfCells {
  /** Of each column of the signature in a record, -1 where it is not there. */
  readonly places: Int32Array;
  readonly pointDecimals?: boolean;
  /** See ScoringTask. */
  readonly commaSeparated: boolean;
}

function withPointDecimals(column: SignatureColumn): SignatureColumn {
  const { format } = column;
  return format?.kind === 'number'
    ? { ...column, format: { ...format, decimal: '.', grouping: null } }
    : column;
}

/** Turns the rows of one table into the numbers that one model takes. */
export class TableEncoder {
  readonly #encoders: readonly (ColumnEncoder | null)[];
  #columns: readonly Float64Array[] = [];
  #capacity = -1;

  constructor(signature: ModelSignature, { places, commaSeparated, pointDecimals }: TableOfCells) {
    this.#encoders = signature.columns.map((column, index) => {
      const place = places[index] ?? -1;
      const read = pointDecimals ? withPointDecimals(column) : column;
      return place < 0 ? null : new ColumnEncoder(read, index, place, commaSeparated);
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
