const QUOTE = 34;
const LF = 10;
const CR = 13;

/** Where the cells of some records lie in the bytes they came from, record by record. Reused for the next records. */
export class FieldTable {
  /** Cells of a record. */
  readonly width: number;
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  /** Records in the table now. */
  count = 0;

  constructor(width: number, capacity: number) {
    this.width = width;
    this.#starts = new Int32Array(width * capacity);
    this.#ends = new Int32Array(width * capacity);
  }

  get capacity(): number {
    return this.#starts.length / this.width;
  }

  /** First byte of a cell's content; cell `c` of record `r` is number `r * width + c`. */
  start(cell: number): number {
    return this.#starts[cell] as number;
  }

  /** The byte after a cell's content. Negative (bitwise not) where the content has doubled quotes in it. */
  end(cell: number): number {
    return this.#ends[cell] as number;
  }

  set(cell: number, start: number, end: number): void {
    this.#starts[cell] = start;
    this.#ends[cell] = end;
  }
}

/**
 * Finds cells in UTF-8 CSV (RFC 4180; a record ends at LF, CRLF or CR; blank lines are skipped), a good ten times as
 * fast as csv-parse makes strings of them, and where that gives records, the same ones. What that refuses (ragged
 * records, stray quotes) only stops the splitter: csv-parse knows how to explain it.
 */
export class RecordSplitter {
  readonly #bytes: Uint8Array;
  readonly #delimiter: number;
  /** 1 for the bytes that end an unquoted cell, or may not be in it. */
  readonly #special = new Uint8Array(256);
  #position = 0;
  #lines = 0;

  constructor(bytes: Uint8Array, delimiter: number) {
    this.#bytes = bytes;
    this.#delimiter = delimiter;
    for (const byte of [delimiter, QUOTE, LF, CR]) this.#special[byte] = 1;
  }

  /** Line ends passed so far, those in quotes included. */
  get lines(): number {
    return this.#lines;
  }

  get done(): boolean {
    return this.#position >= this.#bytes.length;
  }

  /**
   * Fills the table with the next records, as many as it takes.
   * @returns false where the next record cannot be taken; the table then holds those before it
   */
  fill(table: FieldTable): boolean {
    const { width, capacity } = table;
    table.count = 0;
    while (table.count < capacity) {
      if (this.done) break;
      if (this.#skipLineEnd()) continue;
      if (!this.#takeRecord(table, table.count * width, width)) return false;
      table.count++;
    }
    return true;
  }

  #takeRecord(table: FieldTable, firstCell: number, width: number): boolean {
    const bytes = this.#bytes;
    const special = this.#special;
    const length = bytes.length;
    let position = this.#position;
    for (let cell = firstCell; cell < firstCell + width; cell++) {
      if (bytes[position] === QUOTE) {
        position = this.#takeQuoted(table, cell, position + 1);
        if (position < 0) return false;
      } else {
        const start = position;
        while (position < length && special[bytes[position] as number] === 0) position++;
        table.set(cell, start, position);
      }
      if (bytes[position] !== this.#delimiter) {
        this.#position = position;
        return cell === firstCell + width - 1 && (position >= length || this.#skipLineEnd());
      }
      position++;
    }
    return false;
  }

  /** @returns the byte after the closing quote; -1 where there is none */
  #takeQuoted(table: FieldTable, cell: number, start: number): number {
    const bytes = this.#bytes;
    let doubled = false;
    for (let position = start; position < bytes.length; position++) {
      const byte = bytes[position];
      if (byte === QUOTE) {
        if (bytes[position + 1] !== QUOTE) {
          table.set(cell, start, doubled ? ~position : position);
          return position + 1;
        }
        doubled = true;
        position++;
      } else if (byte === LF || (byte === CR && bytes[position + 1] !== LF)) {
        this.#lines++;
      }
    }
    return -1;
  }

  #skipLineEnd(): boolean {
    const byte = this.#bytes[this.#position];
    if (byte !== LF && byte !== CR) return false;
    this.#position += byte === CR && this.#bytes[this.#position + 1] === LF ? 2 : 1;
    this.#lines++;
    return true;
  }
}
