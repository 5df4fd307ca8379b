/** Where the cells of some records lie in the bytes they came from, record by record. Reused for the next records. */
export class FieldTable {
  /** Cells of a record. */
  readonly width: number;
  /** Records that it takes. */
  readonly capacity: number;
  /** First byte of a cell's content; cell `c` of record `r` is number `r * width + c`. */
  readonly starts: Int32Array;
  /** The byte after a cell's content. Negative (bitwise not) where the content has doubled quotes in it. */
  readonly ends: Int32Array;
  /** Records in the table now. */
  count = 0;

  constructor(width: number, capacity: number) {
    this.width = width;
    this.capacity = capacity;
    this.starts = new Int32Array(width * capacity);
    this.ends = new Int32Array(width * capacity);
  }
}
