import type { CsvRecord } from '../records/parse-records.js';

/** How cells stand in a text. */
export interface Dialect {
  /** One character; a space stands for any run of spaces and tabs. */
  readonly delimiter: string;
  /** `""` in a quoted cell, as RFC 4180 has it, or `\"`. */
  readonly escape: '"' | '\\';
}

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
export class RecordSplitter {
  readonly #text: string;
  readonly #dialect: Dialect;
  #at = 0;
  #line: number;
  #gap = 0;
  #stray = false;

  constructor(text: string, dialect: Dialect, firstLine = 1) {
    this.#text = text;
    this.#dialect = dialect;
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

  /** null at the end, and where the quotes of what is left are not closed. */
  next(): TextRecord | null {
    const text = this.#text;
    let gap = this.#gap;
    while (this.#skipLineEnd()) gap++;
    if (this.#at >= text.length) return null;
    const [start, line] = [this.#at, this.#line];
    const cells: CsvRecord = [];
    this.#stray = false;
    if (this.#dialect.delimiter === ' ') this.#skipSpaces();
    const quoted = text[this.#at] === '"';
    for (;;) {
      const cell = text[this.#at] === '"' ? this.#quotedCell() : this.#bareCell();
      if (cell === null) {
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
    const { escape } = this.#dialect;
    let content = '';
    let from = this.#at + 1;
    for (let at = from; at < text.length; at++) {
      const char = text[at];
      if (char === '\\' && escape === '\\') {
        const escaped = text[at + 1];
        if (escaped !== '"' && escaped !== '\\') continue;
        content += text.slice(from, at);
        from = at + 1;
        at++;
      } else if (char === '"' && text[at + 1] === '"') {
        content += text.slice(from, at + 1);
        from = at + 2;
        at++;
      } else if (char === '"') {
        content += text.slice(from, at);
        this.#at = at + 1;
        if (this.#atCellEnd(this.#at)) return content;
        this.#stray = true;
        return `"${content}"${this.#bareCell()}`;
      } else if (char === '\n' || (char === '\r' && text[at + 1] !== '\n')) {
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
  const splitter = new RecordSplitter(text, dialect, firstLine);
  const records: TextRecord[] = [];
  for (let next = splitter.next(); next !== null; next = splitter.next()) {
    records.push(next);
    if (records.length >= most) break;
  }
  return records;
}
