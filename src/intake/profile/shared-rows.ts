import type { FieldCells, FieldTable } from '../../csv/bytes/field-table.js';

/** Rows of a table in memory that threads share. */
export interface SharedRows {
  readonly width: number;
  readonly count: number;
  /** Where `size` bytes begin that hold the cells, and where starts and ends of the cells do, see FieldTable. */
  readonly bytes: SharedArrayBuffer;
  readonly size: number;
  readonly starts: SharedArrayBuffer;
  readonly ends: SharedArrayBuffer;
}

export const cellsOf = ({ width, count, bytes, size, starts, ends }: SharedRows): FieldCells => ({
  width,
  count,
  bytes: Buffer.from(bytes, 0, size),
  starts: new Int32Array(starts),
  ends: new Int32Array(ends),
});

const PAGE = 64 * 1024;
/** Of what was shared before, as much is kept to be used again. */
const MOST_FREE = 16;

/** Copies rows into memory that is shared, all of one block together. */
export class RowSharing {
  /** Bytes that the rows shared next are of. */
  #source: Buffer | null = null;
  #rows: SharedRows | null = null;
  #starts: Int32Array = new Int32Array(0);
  #ends: Int32Array = new Int32Array(0);
  #count = 0;
  readonly #free: SharedRows[] = [];

  /** @returns earlier rows, if these have no place beside them */
  add(rows: FieldTable): SharedRows | null {
    const { width, count, bytes, starts, ends } = rows;
    const cells = count * width;
    let taken: SharedRows | null = null;
    if (this.#source !== bytes || (this.#count + count) * width > this.#starts.length) {
      taken = this.take();
      this.#begin(rows);
    }
    this.#starts.set(starts.subarray(0, cells), this.#count * width);
    this.#ends.set(ends.subarray(0, cells), this.#count * width);
    this.#count += count;
    return taken;
  }

  /** The rows that were added last; null where there are none. */
  take(): SharedRows | null {
    const taken = this.#rows && { ...this.#rows, count: this.#count };
    this.#source = this.#rows = null;
    this.#count = 0;
    return taken;
  }

  /** Nobody reads these rows any more. */
  release(rows: SharedRows): void {
    if (this.#free.length < MOST_FREE) this.#free.push(rows);
  }

  /** Memory for all rows of a block, as far as one can tell from the first ones. */
  #begin({ width, count, bytes, records, offset }: FieldTable): void {
    const perRow = offset === null ? 0 : ((records[count] as number) - (records[0] as number)) / count;
    const expected = perRow > 0 ? Math.ceil((bytes.length / perRow) * 1.1) + 1 : 0;
    const cellBytes = Math.max(count, expected) * width * Int32Array.BYTES_PER_ELEMENT;
    const used = this.#free.pop();
    const fits = used && used.bytes.byteLength >= bytes.length && used.starts.byteLength >= cellBytes;
    this.#rows = fits
      ? { ...used, width, size: bytes.length }
      : {
          ...{ width, count: 0, size: bytes.length },
          // With room for other blocks of the table, so that few are made: memory that is shared is given back late.
          bytes: new SharedArrayBuffer(Math.ceil(bytes.length / PAGE) * PAGE),
          starts: new SharedArrayBuffer(Math.ceil(cellBytes / PAGE) * PAGE),
          ends: new SharedArrayBuffer(Math.ceil(cellBytes / PAGE) * PAGE),
        };
    Buffer.from(this.#rows.bytes).set(bytes);
    this.#starts = new Int32Array(this.#rows.starts);
    this.#ends = new Int32Array(this.#rows.ends);
    this.#source = bytes;
  }
}
