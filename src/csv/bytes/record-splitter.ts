import type { FieldTable } from './field-table.js';

const QUOTE = 34;
const LF = 10;
const CR = 13;

/**
 * Finds cells in UTF-8 CSV (RFC 4180; a record ends at LF, CRLF or CR; blank lines are skipped), a good ten times as
 * fast as csv-parse makes strings of them, and where that gives records, the same ones. What that refuses (ragged
 * records, stray quotes) only stops the splitter: csv-parse knows how to explain it.
 */
export class RecordSplitter {
  readonly #bytes: Buffer;
  readonly #delimiter: number;
  /** 1 for the bytes that end an unquoted cell, or may not be in it. */
  readonly #special: Uint8Array;
  #position = 0;
  #lines = 0;
  #even = true;

  constructor(bytes: Buffer, delimiter: number) {
    this.#bytes = bytes;
    this.#delimiter = delimiter;
    this.#special = new Uint8Array(256);
    for (const byte of [delimiter, QUOTE, LF, CR]) this.#special[byte] = 1;
  }

  /** Where the next record starts. */
  get position(): number {
    return this.#position;
  }

  /** Line ends before that, those in quotes included. */
  get lines(): number {
    return this.#lines;
  }

  /**
   * Fills the table with the next records, as many as it takes; none are left where it is not full.
   * @returns false where the next record cannot be taken; the table then holds those before it
   */
  fill(table: FieldTable): boolean {
    const { width, capacity } = table;
    table.count = 0;
    table.bytes = this.#bytes;
    this.#even = true;
    while (table.count < capacity) {
      while (this.#skipLineEnd()) this.#even = false;
      if (this.#position >= this.#bytes.length) break;
      const start = this.#position;
      table.records[table.count] = start;
      const lines = this.#lines;
      table.lines[table.count] = lines;
      if (!this.#takeRecord(table, table.count * width)) {
        this.#position = start;
        this.#lines = lines;
        table.even = this.#even;
        return false;
      }
      table.count++;
      table.records[table.count] = this.#position;
    }
    table.even = this.#even;
    return true;
  }

  #takeRecord(table: FieldTable, firstCell: number): boolean {
    const { starts, ends, width } = table;
    const bytes = this.#bytes;
    const special = this.#special;
    const delimiter = this.#delimiter;
    const length = bytes.length;
    const lastCell = firstCell + width - 1;
    let position = this.#position;
    for (let cell = firstCell; ; cell++) {
      if (bytes[position] === QUOTE) {
        position = this.#takeQuoted(table, cell, position + 1);
        if (position < 0) return false;
      } else {
        starts[cell] = position;
        while (position < length && special[bytes[position] as number] === 0) position++;
        ends[cell] = position;
      }
      if (cell === lastCell) break;
      if (bytes[position] !== delimiter) return false;
      position++;
    }
    this.#position = position;
    return position >= length || this.#skipLineEnd();
  }

  /** @returns the byte after the closing quote; -1 where there is none */
  #takeQuoted(table: FieldTable, cell: number, start: number): number {
    const bytes = this.#bytes;
    let doubled = false;
    for (let position = start; position < bytes.length; position++) {
      const byte = bytes[position];
      if (byte === QUOTE) {
        if (bytes[position + 1] !== QUOTE) {
          table.starts[cell] = start;
          table.ends[cell] = doubled ? ~position : position;
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
    if (byte === CR) this.#even = false;
    this.#position += byte === CR && this.#bytes[this.#position + 1] === LF ? 2 : 1;
    this.#lines++;
    return true;
  }
}
