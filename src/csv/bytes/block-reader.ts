import { isUtf8 } from 'node:buffer';
import { MAX_RECORD_BYTES, type Delimiter } from '../records/parse-records.js';
import { FieldTable } from './field-table.js';
import { RecordSplitter } from './record-splitter.js';

/** How the records of a table are written; plain data, so that it can be sent to a worker thread. */
export interface TableLayout {
  /** Cells of a record. */
  readonly width: number;
  readonly delimiter: Delimiter;
}

/** Some whole records of a text; plain data too. */
export interface TableBlock {
  readonly bytes: Uint8Array;
  /** Records at its start to leave out. */
  readonly skip: number;
}

/** How far a block was read. */
export interface BlockEnd {
  /** Its bytes that were read; fewer than it has where a record is left to csv-parse, to read or to explain. */
  readonly bytes: number;
  /** Line ends in them, and rows. */
  readonly lines: number;
  readonly rows: number;
}

const LF = 10;
const CR = 13;
const NOTHING: BlockEnd = { bytes: 0, lines: 0, rows: 0 };

/** A block that is longer than any record may end within one; then not with a line end, unless a quote is open. */
function isCutOff(bytes: Buffer): boolean {
  const last = bytes.at(-1);
  return bytes.length > MAX_RECORD_BYTES && last !== LF && last !== CR;
}

/** Rows handed out at once: so few that their cells are still in the processor's cache for what comes next. */
const BATCH_ROWS = 512;

/** Finds the cells in blocks of one text, without making strings of them. */
export class BlockReader {
  readonly #layout: TableLayout;
  readonly #table: FieldTable;
  #end = NOTHING;

  /** @param rows handed out at once */
  constructor(layout: TableLayout, rows = BATCH_ROWS) {
    this.#layout = layout;
    this.#table = new FieldTable(layout.width, rows);
  }

  /** How far the last block was read, once all its rows have been taken. */
  get end(): BlockEnd {
    return this.#end;
  }

  /** The rows of a block as `recordBlocks` gives it, some at a time: the table is used again for the next ones. */
  *read({ bytes: block, skip }: TableBlock): Generator<FieldTable> {
    const bytes = Buffer.from(block.buffer, block.byteOffset, block.byteLength);
    this.#end = NOTHING;
    if (isCutOff(bytes) || bytes.includes(0) || !isUtf8(bytes)) return;
    const { delimiter, width } = this.#layout;
    const splitter = new RecordSplitter(bytes, delimiter.charCodeAt(0));
    const skipped = new FieldTable(width, skip);
    if (!splitter.fill(skipped) || skipped.count < skip) return;
    let rows = 0;
    for (let more = true; more;) {
      more = splitter.fill(this.#table);
      rows += this.#table.count;
      this.#end = { bytes: splitter.position, lines: splitter.lines, rows };
      if (this.#table.count > 0) yield this.#table;
      more &&= this.#table.count === this.#table.capacity;
    }
  }
}
