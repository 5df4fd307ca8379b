import { undoubled } from '../bytes/cell-bytes.js';
import type { CsvRecord, Delimiter } from '../records/parse-records.js';

const QUOTE = 34;
const LF = 10;
const CR = 13;

/** More cells than these in all say nothing new about a table, and take time. */
const MOST_CELLS = 50_000;

export interface FirstRecordsLimits {
  readonly records: number;
  /** Cells of one record; a longer one ends with the cell after these, and is the last. */
  readonly cells: number;
}

/**
 * The first records of a text, read leniently: they may have different widths, and a stray quote is a character like
 * any other. For records without such faults it is what csv-parse reads. One pass over the bytes, and strings are made
 * only of the records that are asked for.
 */
export class FirstRecords {
  readonly delimiter: Delimiter;
  /** Cells of each record. */
  readonly widths: readonly number[];
  readonly #text: Buffer;
  /** First byte of each cell, and the byte after it, of all records in a row. */
  readonly #starts: readonly number[];
  readonly #ends: readonly number[];

  constructor(text: Buffer, delimiter: Delimiter, limits: FirstRecordsLimits) {
    const splitter = new LenientSplitter(text, delimiter.charCodeAt(0));
    splitter.read(limits);
    this.delimiter = delimiter;
    this.widths = splitter.widths;
    this.#text = text;
    this.#starts = splitter.starts;
    this.#ends = splitter.ends;
  }

  /** The first `count` records, or all there are. */
  records(count = this.widths.length): CsvRecord[] {
    let cell = 0;
    return this.widths.slice(0, count).map((width) => {
      const from = cell;
      cell += width;
      return Array.from({ length: width }, (_, index) => this.#cellText(from + index));
    });
  }

  #cellText(cell: number): string {
    const text = this.#text;
    const start = this.#starts[cell] as number;
    const end = this.#ends[cell] as number;
    if (text[start] !== QUOTE) return text.toString('utf8', start, end);
    const closing = closingQuote(text, start);
    const content = undoubled(text, start + 1, closing);
    return closing === end - 1 ? content : `"${content}${text.toString('utf8', closing, end)}`;
  }
}

/** Where the quote is that closes the one at `start`; -1 where there is none. */
function closingQuote(text: Buffer, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] !== QUOTE) continue;
    if (text[at + 1] !== QUOTE) return at;
    at++;
  }
  return -1;
}

class LenientSplitter {
  readonly widths: number[] = [];
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  readonly #text: Buffer;
  readonly #delimiter: number;

  constructor(text: Buffer, delimiter: number) {
    this.#text = text;
    this.#delimiter = delimiter;
  }

  read({ records, cells }: FirstRecordsLimits): void {
    const text = this.#text;
    let position = 0;
    while (this.widths.length < records && this.starts.length < MOST_CELLS) {
      while (text[position] === LF || text[position] === CR) position++;
      if (position >= text.length) return;
      const first = this.starts.length;
      do {
        const end = this.#cellEnd(position);
        if (end < 0) {
          // Its quote is still open at the end: the record is not whole.
          this.starts.length = first;
          this.ends.length = first;
          return;
        }
        this.starts.push(position);
        this.ends.push(end);
        position = end + 1;
      } while (text[position - 1] === this.#delimiter && this.starts.length - first <= cells);
      const width = this.starts.length - first;
      this.widths.push(width);
      if (width > cells) return;
    }
  }

  /** The byte after the cell that starts here; -1 where it is in quotes that do not end. */
  #cellEnd(start: number): number {
    const text = this.#text;
    let position = start;
    if (text[start] === QUOTE) {
      position = closingQuote(text, start) + 1;
      if (position === 0) return -1;
    }
    for (; position < text.length; position++) {
      const byte = text[position];
      if (byte === this.#delimiter || byte === LF || byte === CR) break;
    }
    return position;
  }
}
