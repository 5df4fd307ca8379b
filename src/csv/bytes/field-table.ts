import { cellText } from './cell-bytes.js';

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
  /** First byte of each record, where `offset` is not null; of `count`, the byte after the last one's line end. */
  readonly records: Int32Array;
  /** Line ends in `bytes` before each record, where `line` is not null. */
  readonly lines: Int32Array;
  /** What they are offsets into, UTF-8. */
  bytes: Buffer = Buffer.alloc(0);
  /** Where `bytes` begin in the text that is read; null where they are not of it, but of cells that were read as text. */
  offset: number | null = null;
  /** Whether their records follow each other with nothing but an LF between them. */
  even = false;
  /** Line of the text in which `bytes` begin, 1-based; null where that is not known. */
  line: number | null = null;
  /** Records in the table now. */
  count = 0;

  constructor(width: number, capacity: number) {
    this.width = width;
    this.capacity = capacity;
    this.starts = new Int32Array(width * capacity);
    this.ends = new Int32Array(width * capacity);
    this.records = new Int32Array(capacity + 1);
    this.lines = new Int32Array(capacity);
  }

  text(record: number, column: number): string {
    const cell = record * this.width + column;
    return cellText(this.bytes, this.starts[cell] as number, this.ends[cell] as number);
  }

  /** All cells of a record. */
  texts(record: number): string[] {
    return Array.from({ length: this.width }, (_, column) => this.text(record, column));
  }
}

/** Cells alone, wherever they lie. */
export type FieldCells = Pick<FieldTable, 'width' | 'count' | 'bytes' | 'starts' | 'ends'>;

/** Records whose cells are texts already; their bytes are those of the cells alone. */
export function tableOf(records: readonly (readonly string[])[], width: number): FieldTable {
  const table = new FieldTable(width, records.length);
  let at = 0;
  let cell = 0;
  for (const record of records) {
    for (const text of record) {
      table.starts[cell] = at;
      at += Buffer.byteLength(text);
      table.ends[cell++] = at;
    }
  }
  table.bytes = Buffer.from(records.map((record) => record.join('')).join(''));
  table.count = records.length;
  return table;
}
