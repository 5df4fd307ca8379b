import { isUtf8 } from 'node:buffer';
import type { ModelSignature } from '../../domain/manifest.js';
import { MAX_RECORD_BYTES } from '../../csv/records/parse-records.js';
import type { InputFaults } from '../input-faults.js';
import type { EncodedRows } from '../scorer.js';
import { ColumnEncoder } from './column-encoder.js';
import type { CsvLayout } from './csv-layout.js';
import { FieldTable } from '../../csv/bytes/field-table.js';
import { RecordSplitter } from '../../csv/bytes/record-splitter.js';

/** Rows encoded at once: so few that their cells are still in the processor's cache when they are scored. */
const BATCH_ROWS = 512;

/** How far a block was read. */
export interface BlockEnd {
  /** Its bytes that were read; fewer than it has where a record is left to csv-parse, to read or to explain. */
  readonly bytes: number;
  /** Line ends in them. */
  readonly lines: number;
}

const NOTHING: BlockEnd = { bytes: 0, lines: 0 };

/** Reads blocks of one CSV for one model, without making strings of its cells where it can do so. */
export class BlockReader {
  readonly #layout: CsvLayout;
  readonly #encoders: readonly (ColumnEncoder | null)[];
  readonly #columns: readonly Float64Array[];
  readonly #table: FieldTable;

  constructor(signature: ModelSignature, layout: CsvLayout) {
    const { places, delimiter } = layout;
    this.#layout = layout;
    this.#encoders = signature.columns.map((column, index) => {
      const place = places[index] ?? -1;
      return place < 0 ? null : new ColumnEncoder(column, index, place, delimiter);
    });
    this.#columns = signature.columns.map(() => new Float64Array(BATCH_ROWS).fill(NaN));
    this.#table = new FieldTable(layout.width, BATCH_ROWS);
  }

  /**
   * Hands all rows of a block to `take`, some at a time; their arrays are used again for the next ones.
   * @param bytes as {@link recordBlocks} gives them
   * @param skip records at the start to leave out
   */
  read(bytes: Buffer, skip: number, faults: InputFaults, take: (rows: EncodedRows) => void): BlockEnd {
    if (bytes.length > MAX_RECORD_BYTES || bytes.includes(0) || !isUtf8(bytes)) return NOTHING;
    const { delimiter, width } = this.#layout;
    const splitter = new RecordSplitter(bytes, delimiter.charCodeAt(0));
    const skipped = new FieldTable(width, skip);
    if (!splitter.fill(skipped) || skipped.count < skip) return NOTHING;
    for (let more = true; more;) {
      more = splitter.fill(this.#table);
      if (this.#table.count > 0) take(this.#encode(bytes, faults));
      more &&= this.#table.count === this.#table.capacity;
    }
    return { bytes: splitter.position, lines: splitter.lines };
  }

  #encode(bytes: Buffer, faults: InputFaults): EncodedRows {
    const { count } = this.#table;
    this.#encoders.forEach((encoder, column) => {
      if (encoder === null) faults.noteAbsent(column, count);
      else encoder.encode(bytes, this.#table, this.#columns[column] as Float64Array, faults);
    });
    return { count, columns: this.#columns };
  }
}
