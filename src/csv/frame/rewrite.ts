import { StringDecoder } from 'node:string_decoder';
import { quoted } from '../records/csv-line.js';
import { MAX_RECORD_BYTES } from '../records/parse-records.js';
import { fits, type Layout } from './layout.js';
import { LenientSplitter, type Dialect, type TextRecord } from './split.js';
import { isBlank } from './table-start.js';

/** Values that have no column: their column has no name, and no value in the first records. */
export interface LostValues {
  rows: number;
  readonly examples: string[];
}

const EXAMPLES = 5;

/**
 * Rewrites a text as RFC 4180, each record with the cells of the table. Records keep their line numbers, blank lines
 * included. One that does not fit the table is passed on as it is: the reader behind refuses it.
 * @param delimiter of the new text
 */
export async function* rewrite(
  text: AsyncIterable<Buffer>,
  dialect: Dialect,
  layout: Layout,
  named: boolean,
  delimiter: string,
  lost: LostValues,
): AsyncGenerator<Buffer> {
  const decoder = new StringDecoder('utf8');
  const writer = new RecordWriter(layout, named, delimiter, lost);
  let pending = '';
  let line = 1;
  let wanted = 0;
  const take = (complete: boolean): Buffer => {
    const splitter = new LenientSplitter(pending, dialect, line);
    let written = '';
    // The last record may go on in the next chunk, and a CR at its end become a CRLF.
    let [end, endLine] = [0, line];
    for (let record = splitter.next(); record !== null; record = splitter.next()) {
      if (!complete && splitter.position >= pending.length - 1) break;
      written += writer.write(record);
      [end, endLine] = [splitter.position, splitter.line];
    }
    if (complete && end < pending.length) written += writer.rest(pending.slice(end));
    pending = pending.slice(end);
    line = endLine;
    // A record that is not whole is looked through again, so twice as much must come first.
    wanted = pending.length * 2;
    return Buffer.from(written);
  };
  for await (const chunk of text) {
    pending += decoder.write(chunk);
    if (pending.length < wanted && pending.length < MAX_RECORD_BYTES) continue;
    const written = take(false);
    if (written.length > 0) yield written;
    if (pending.length > MAX_RECORD_BYTES) break;
  }
  // Beyond the longest record the rest of the text is not needed to refuse it.
  pending += decoder.end();
  const written = take(true);
  if (written.length > 0) yield written;
}

/** Writes records, in quotes where a cell needs them. */
export function lineWriter(delimiter: string): (cells: readonly string[]) => string {
  const needsQuotes = new RegExp(`["\r\n${delimiter === '|' ? '\\|' : delimiter}]`);
  return (cells) => {
    const line = cells.map((cell) => (needsQuotes.test(cell) ? quoted(cell) : cell)).join(delimiter);
    // A single empty cell would be a blank line.
    return line === '' ? '""' : line;
  };
}

class RecordWriter {
  readonly #layout: Layout;
  readonly #join: (cells: readonly string[]) => string;
  readonly #lost: LostValues;
  #line = 1;
  #isHeader: boolean;

  constructor(layout: Layout, named: boolean, delimiter: string, lost: LostValues) {
    this.#layout = layout;
    this.#isHeader = named;
    this.#join = lineWriter(delimiter);
    this.#lost = lost;
  }

  write(record: TextRecord): string {
    const text = this.#text(record);
    const blank = '\n'.repeat(Math.max(0, record.line - this.#line));
    this.#line = record.line + lineEnds(text) + 1;
    return `${blank}${text}\n`;
  }

  /** What is left is no record: a quote in it is never closed. */
  rest(text: string): string {
    return text.trim() === '' ? '' : text;
  }

  #text({ cells }: TextRecord): string {
    const { first, from, to, shifted, width } = this.#layout;
    if (this.#isHeader) {
      this.#isHeader = false;
      return this.#join(first.slice(from, to));
    }
    if (!fits({ first, from, to, shifted, width }, cells)) return this.#join(cells);
    this.#noteLost(cells);
    return this.#join(Array.from({ length: to - from }, (_, index) => cells[from + index] ?? ''));
  }

  #noteLost(cells: readonly string[]): void {
    const { from, to } = this.#layout;
    const values = [...cells.slice(0, from), ...cells.slice(to)].filter((cell) => !isBlank(cell));
    if (values.length === 0) return;
    this.#lost.rows++;
    if (this.#lost.examples.length < EXAMPLES) this.#lost.examples.push(values[0] ?? '');
  }
}

/** As the readers count them: LF, CRLF and a lone CR. */
function lineEnds(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\n' || (text[at] === '\r' && text[at + 1] !== '\n')) count++;
  }
  return count;
}
