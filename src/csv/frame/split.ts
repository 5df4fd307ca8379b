import type { CsvRecord } from '../records/parse-records.js';

const [QUOTE, BACKSLASH, LF, CR] = [0x22, 0x5c, 0x0a, 0x0d];

/** Twice what a table may have: a record beyond it is left to the reader, which refuses it with its count. */
const MAX_CELLS = 20_000;

/**
 * Each pair of quotes as one, and what a backslash escapes without it; by character codes, since a pattern takes a
 * hundred times as long for a million pairs.
 */
function unescaped(raw: string, quote: number, escapes: boolean): string {
  const codes = new Uint16Array(raw.length);
  let length = 0;
  for (let at = 0; at < raw.length; at++) {
    const code = raw.charCodeAt(at);
    const next = raw.charCodeAt(at + 1);
    const isPair =
      code === quote || (escapes && code === BACKSLASH && (next === QUOTE || next === BACKSLASH));
    if (isPair) at++;
    codes[length++] = isPair ? next : code;
  }
  return Buffer.from(codes.buffer, 0, 2 * length).toString('utf16le');
}

/** How cells stand in a text. */
export interface Dialect {
  /** One character; a space stands for any run of spaces and tabs. */
  readonly delimiter: string;
  /** `""` in a quoted cell, as RFC 4180 has it, or `\"`. */
  readonly escape: '"' | '\\';
  /** What cells are put in. Default: `"`. */
  readonly quote?: '"' | "'";
  /** Spaces may stand around cells in quotes. Default: false. */
  readonly padded?: boolean;
}

/** Whether cells stand as RFC 4180 has them. */
export const isRfc = ({ escape, quote, padded }: Dialect): boolean =>
  escape === '"' && (quote ?? '"') === '"' && padded !== true;

export interface TextRecord {
  readonly cells: CsvRecord;
  /** Its first line, 1-based. */
  readonly line: number;
  /** Line ends from the last record, or the start of the text, to its start. */
  readonly gap: number;
  /** Its first cell is in double quotes. */
  readonly quoted: boolean;
  /** A quoted cell in it goes on after its closing quote. */
  readonly stray: boolean;
}

/**
 * Takes records off a text, leniently: they may differ in width, and what follows a closing quote belongs to the cell.
 * Blank lines are no records. Records without such faults are those that the readers find.
 */
export class LenientSplitter {
  readonly #text: string;
  readonly #dialect: Dialect;
  readonly #quote: string;
  #at = 0;
  #line: number;
  #gap = 0;
  #stray = false;

  constructor(text: string, dialect: Dialect, firstLine = 1) {
    this.#text = text;
    this.#dialect = dialect;
    this.#quote = dialect.quote ?? '"';
    this.#line = firstLine;
  }

  /** Where the next record starts; blank lines before it may come first. */
  get position(): number {
    return this.#at;
  }

  /** Line of {@link position}. */
  get line(): number {
    return this.#line;
  }

  /** null at the end, where the quotes of what is left are not closed, and where a record has too many cells. */
  next(): TextRecord | null {
    const text = this.#text;
    let gap = this.#gap;
    while (this.#skipLineEnd()) gap++;
    if (this.#at >= text.length) return null;
    const [start, line] = [this.#at, this.#line];
    const cells: CsvRecord = [];
    this.#stray = false;
    if (this.#dialect.delimiter === ' ') this.#skipSpaces();
    const quoted = text[this.#at] === this.#quote;
    for (;;) {
      this.#skipPadding();
      const cell = text[this.#at] === this.#quote ? this.#quotedCell() : this.#bareCell();
      if (cell === null || cells.length > MAX_CELLS) {
        this.#at = start;
        this.#line = line;
        this.#gap = gap;
        return null;
      }
      cells.push(cell);
      if (!this.#skipDelimiter()) break;
    }
    this.#gap = this.#skipLineEnd() ? 1 : 0;
    return { cells, line, gap, quoted, stray: this.#stray };
  }

  #skipSpaces(): void {
    while (this.#text[this.#at] === ' ' || this.#text[this.#at] === '\t') this.#at++;
  }

  /** The spaces before a quote. */
  #skipPadding(): void {
    if (this.#dialect.padded !== true) return;
    let at = this.#at;
    while (this.#text[at] === ' ') at++;
    if (this.#text[at] === this.#quote) this.#at = at;
  }

  #skipDelimiter(): boolean {
    const { delimiter } = this.#dialect;
    if (delimiter !== ' ') {
      if (this.#text[this.#at] !== delimiter) return false;
      this.#at++;
      return true;
    }
    this.#skipSpaces();
    return this.#at < this.#text.length && !this.#atLineEnd();
  }

  #atLineEnd(): boolean {
    const char = this.#text[this.#at];
    return char === '\n' || char === '\r';
  }

  #atCellEnd(at: number): boolean {
    const char = this.#text[at];
    const { delimiter } = this.#dialect;
    return (
      char === undefined ||
      char === '\n' ||
      char === '\r' ||
      char === delimiter ||
      (delimiter === ' ' && char === '\t')
    );
  }

  #bareCell(): string {
    const start = this.#at;
    while (!this.#atCellEnd(this.#at)) this.#at++;
    return this.#text.slice(start, this.#at);
  }

  #quotedCell(): string | null {
    const text = this.#text;
    const escapes = this.#dialect.escape === '\\';
    const quote = this.#quote.charCodeAt(0);
    const from = this.#at + 1;
    // Replaced once at the end: a piece for each of a million quotes would take a second to put together.
    let doubled = false;
    for (let at = from; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === quote) {
        if (text.charCodeAt(at + 1) === quote) {
          doubled = true;
          at++;
          continue;
        }
        const raw = text.slice(from, at);
        const content = escapes || doubled ? unescaped(raw, quote, escapes) : raw;
        this.#at = at + 1;
        if (this.#dialect.padded === true) while (text[this.#at] === ' ') this.#at++;
        if (this.#atCellEnd(this.#at)) return content;
        this.#stray = true;
        return `${this.#quote}${content}${this.#quote}${this.#bareCell()}`;
      }
      if (code === BACKSLASH && escapes) {
        const next = text.charCodeAt(at + 1);
        if (next === QUOTE || next === BACKSLASH) at++;
      } else if (code === LF || (code === CR && text.charCodeAt(at + 1) !== LF)) {
        this.#line++;
      }
    }
    return null;
  }

  #skipLineEnd(): boolean {
    if (!this.#atLineEnd()) return false;
    this.#at += this.#text[this.#at] === '\r' && this.#text[this.#at + 1] === '\n' ? 2 : 1;
    this.#line++;
    return true;
  }
}

/** The first records of a text. */
export function firstRecords(text: string, dialect: Dialect, most: number, firstLine = 1): TextRecord[] {
  const splitter = new LenientSplitter(text, dialect, firstLine);
  const records: TextRecord[] = [];
  for (let next = splitter.next(); next !== null; next = splitter.next()) {
    records.push(next);
    if (records.length >= most) break;
  }
  return records;
}
