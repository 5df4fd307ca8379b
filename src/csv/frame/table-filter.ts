import { findFooter, type FooterRecord } from './footer.js';
import { blankLines, isLineEnd, quoteBareCells, QuoteState, wholeLines } from './lines.js';
import { MAX_RECORD_BYTES, type CsvRecord } from '../records/parse-records.js';
import { turnAfter } from '../records/turns.js';
import { trimCell } from '../cells/clean.js';
import { isSame } from '../detect/header.js';
import { firstRecords } from './split.js';
import { isPageLine, pageMarks } from './page-lines.js';

/** Bytes at the end of a text that are looked through for what stands below the table, and its last lines. */
const TAIL_BYTES = 64 * 1024;
const TAIL_LINES = 60;
/** Shorter ones are found too often. */
const SHORTEST_MARK = 3;

const LF = 10;
const CR = 13;

export interface FilterOptions {
  /** Of the text: RFC 4180. */
  readonly delimiter: string;
  readonly width: number;
  /** The header as it stands in the text, without its line end; null: there is none, or it has several lines. */
  readonly header: Buffer | null;
  /** What begins a line of comment; null: the text has none. */
  readonly comment: string | null;
  /** Rules and numbers of pages may stand between the rows. */
  readonly pages: boolean;
}

interface Piece {
  readonly bytes: Buffer;
  readonly quoteOpen: boolean;
}

/**
 * Takes out of a text what is no row: the header where it comes again, comments, and what stands below the table. Cells
 * that hold quotes without being in quotes are put in quotes.
 */
export class TableFilter {
  readonly #options: FilterOptions;
  readonly #quotes: QuoteState;
  readonly #names: CsvRecord;
  /** How a line starts that may be the header once more; none where only the same line is looked for. */
  readonly #headerMarks: readonly Buffer[];
  readonly #pageMarks: readonly Buffer[];
  #headerSeen = false;
  repeatedHeaders = 0;
  comments = 0;
  /** Lines that print programs put between the rows: `-----`, `Page 2 of 4`. */
  pages = 0;
  footer: readonly FooterRecord[] = [];

  constructor(options: FilterOptions) {
    this.#options = options;
    this.#quotes = new QuoteState(options.delimiter);
    this.#names = options.header === null ? [] : (this.#cellsOf(options.header) ?? []);
    const first = trimCell(this.#names[0] ?? '');
    const starts = first.length < SHORTEST_MARK ? [] : [first, `"${first}`, ` ${first}`];
    this.#headerMarks = starts.map((start) => Buffer.from(start));
    this.#pageMarks = options.pages ? pageMarks(options.delimiter) : [];
  }

  /** The text with the same line numbers; to be iterated once. The counts are final at its end. */
  async *apply(text: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const tail: Piece[] = [];
    let size = 0;
    for await (const piece of wholeLines(text, MAX_RECORD_BYTES)) {
      const quoteOpen = this.#quotes.open;
      const bytes = this.#filter(piece);
      await turnAfter(bytes.length);
      tail.push({ bytes, quoteOpen });
      size += bytes.length;
      for (let first = tail[0]; first && size - first.bytes.length >= TAIL_BYTES; first = tail[0]) {
        yield first.bytes;
        size -= first.bytes.length;
        tail.shift();
      }
    }
    const last = Buffer.concat(tail.map(({ bytes }) => bytes));
    if (last.length === 0) return;
    const rows = this.#withoutFooter(last, tail[0]?.quoteOpen ?? false);
    await turnAfter(rows.length);
    yield rows;
  }

  #filter(piece: Buffer): Buffer {
    const { header, comment } = this.#options;
    const found = [
      ...(header === null ? [] : this.#headerMarks.length === 0 ? linesThatAre(piece, header) : []),
      ...this.#headerMarks.flatMap((mark) => [...linesThatStart(piece, mark, 'header')]),
      ...(comment === null ? [] : linesThatStart(piece, Buffer.from(comment), 'comment')),
      ...this.#pageMarks.flatMap((mark) => [...linesThatStart(piece, mark, 'page')]),
    ].sort((a, b) => a.start - b.start);
    const kept: Buffer[] = [];
    const quoteOpen = this.#quotes.open;
    let bare = false;
    let at = 0;
    let from = 0;
    for (const { start, end, kind } of found) {
      bare = this.#quotes.pass(piece, at, start) || bare;
      at = start;
      if (this.#quotes.open || !this.#isNoRow(piece.subarray(start, end), kind)) continue;
      kept.push(piece.subarray(from, start));
      from = end;
      at = end;
    }
    bare = this.#quotes.pass(piece, at) || bare;
    const rest = kept.length === 0 ? piece : Buffer.concat([...kept, piece.subarray(from)]);
    return bare ? quoteBareCells(rest, this.#options.delimiter, quoteOpen) : rest;
  }

  #isNoRow(line: Buffer, kind: Found['kind']): boolean {
    if (kind === 'header') {
      if (this.#headerMarks.length > 0 && !isSame(this.#cellsOf(line) ?? [], this.#names)) return false;
      const isFirst = !this.#headerSeen;
      this.#headerSeen = true;
      if (!isFirst) this.repeatedHeaders++;
      return !isFirst;
    }
    const { width } = this.#options;
    const cells = this.#cellsOf(line);
    if (kind === 'page') {
      const isPage = cells !== undefined && width > 1 && isPageLine(cells);
      if (isPage) this.pages++;
      return isPage;
    }
    if (cells?.length === width) return false;
    this.comments++;
    return true;
  }

  #cellsOf(line: Buffer): CsvRecord | undefined {
    const { delimiter } = this.#options;
    return firstRecords(line.toString(), { delimiter, escape: '"' }, 1)[0]?.cells;
  }

  #withoutFooter(text: Buffer, quoteOpen: boolean): Buffer {
    const { delimiter, width } = this.#options;
    const { start, line } = lastLines(text, TAIL_LINES);
    const quotes = new QuoteState(delimiter);
    quotes.open = quoteOpen;
    quotes.pass(text, 0, start);
    if (quotes.open) return text;
    const records = firstRecords(text.toString('utf8', start), { delimiter, escape: '"' }, TAIL_LINES, line);
    this.footer = findFooter(records, width);
    const lines = new Set(this.footer.map(({ record }) => record.line));
    return blankLines(text, lines);
  }
}

interface Found {
  readonly start: number;
  readonly end: number;
  readonly kind: 'header' | 'comment' | 'page';
}

function* linesThatAre(text: Buffer, line: Buffer): Generator<Found> {
  for (let start = text.indexOf(line); start >= 0; start = text.indexOf(line, start + line.length)) {
    const end = start + line.length;
    const whole =
      (start === 0 || isLineEnd(text[start - 1])) && (end === text.length || isLineEnd(text[end]));
    if (whole) yield { start, end, kind: 'header' };
  }
}

function* linesThatStart(text: Buffer, mark: Buffer, kind: Found['kind']): Generator<Found> {
  for (let start = text.indexOf(mark); start >= 0; start = text.indexOf(mark, start + 1)) {
    if (start > 0 && !isLineEnd(text[start - 1])) continue;
    let end = start;
    while (end < text.length && !isLineEnd(text[end])) end++;
    yield { start, end, kind };
  }
}

/** Where the last lines start, and which line of the text that is, 1-based. */
function lastLines(text: Buffer, count: number): { start: number; line: number } {
  let line = 1;
  // Of the last lines, each at its number modulo their count.
  const starts = new Int32Array(count);
  for (let at = 0; at < text.length; at++) {
    const byte = text[at];
    if (byte === LF || (byte === CR && text[at + 1] !== LF)) starts[line++ % count] = at + 1;
  }
  const first = Math.max(1, line - count + 1);
  return { start: starts[(first - 1) % count] ?? 0, line: first };
}
