import { isUtf8 } from 'node:buffer';
import { CsvError, Parser } from 'csv-parse';
import { InvalidCsvError } from '../../domain/errors.js';
import { incompleteTail, Utf8Boundaries } from './utf8-boundaries.js';
import { CellLimit } from './cell-limit.js';
import { LineIndex } from './line-index.js';
import { inTurns } from './turns.js';

/** One row of cells, as text. */
export type CsvRecord = string[];

/** More is taken for a quote that is never closed: what follows it would all be one cell. */
export const MAX_RECORD_BYTES = 8 * 1024 * 1024;

/** Twice as many as a table may have: csv-parse takes its time to refuse a record that has a million. */
const MAX_CELLS = 20_000;

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** Any of the three may end a record, also in one file. */
const RECORD_ENDS = ['\r\n', '\n', '\r'];

/** Collects the records as they come off the parser, without the object stream between: a fifth less time. */
class RecordCollector extends Parser {
  /** Where in the text the last whole record ends. */
  recordEnd = 0;
  #records: CsvRecord[] = [];

  override push(record: CsvRecord | null): boolean {
    if (record === null) return super.push(null);
    this.#records.push(record);
    this.recordEnd = this.info.bytes;
    return true;
  }

  drain(): CsvRecord[] {
    const records = this.#records;
    this.#records = [];
    return records;
  }
}

/**
 * Records of UTF-8 text, in batches; chunks may end anywhere, as those of a file do. All have as many cells as the first; blank lines are skipped.
 * @param firstLine the number of the text's first line
 * @throws {InvalidCsvError} naming the line of the text
 */
export async function* parseRecords(
  text: AsyncIterable<Buffer>,
  delimiter: Delimiter,
  firstLine = 1,
): AsyncGenerator<CsvRecord[]> {
  const parser = new RecordCollector({ delimiter, record_delimiter: RECORD_ENDS, skip_empty_lines: true });
  parser.on('error', () => undefined);
  const lines = new LineIndex(firstLine);
  const limit = new CellLimit(MAX_CELLS, delimiter);
  let width = 0;
  const step = async (run: (done: (error?: Error | null) => void) => void): Promise<CsvRecord[]> => {
    const error = await new Promise<Error | null | undefined>((resolve) => run(resolve));
    const records = parser.drain();
    width ||= records[0]?.length ?? 0;
    if (error) throw explain(error, lines.lineOfText(parser.recordEnd), width);
    return records;
  };
  try {
    for await (const chunk of wholeCharacters(text)) {
      lines.push(chunk);
      checkText(chunk, lines);
      for await (const bytes of inTurns(chunk)) {
        const taken = limit.take(bytes);
        const records = await step((done) => parser.write(bytes.subarray(0, taken), done));
        if (records.length > 0) yield records;
        if (taken < bytes.length) throw tooWide(lines.lineOfText(parser.recordEnd), width);
      }
      lines.settle(parser.recordEnd);
      lines.skipBlankLines();
      if (lines.pending > MAX_RECORD_BYTES) throw tooLong(lines.lineOfText(parser.recordEnd));
    }
    const records = await step((done) => parser.end(done));
    if (records.length > 0) yield records;
  } finally {
    parser.destroy();
  }
}

/** The same text in chunks that end between characters, none of them empty. */
async function* wholeCharacters(text: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const boundaries = new Utf8Boundaries();
  for await (const piece of text) {
    const chunk = boundaries.write(piece);
    if (chunk.length > 0) yield chunk;
  }
  const rest = boundaries.end();
  if (rest.length > 0) yield rest;
}

/** @throws {InvalidCsvError} for a NUL, or bytes that are no UTF-8 */
function checkText(chunk: Buffer, lines: LineIndex): void {
  const nul = chunk.indexOf(0);
  if (nul >= 0) {
    const line = lines.lineFromEnd(chunk.length - nul);
    throw new InvalidCsvError(`Line ${line} holds a NUL byte, so this is a binary file, not a CSV file.`, {
      line,
    });
  }
  if (isUtf8(chunk)) return;
  const line = lines.lineFromEnd(chunk.length - firstInvalidUtf8(chunk));
  throw new InvalidCsvError(
    `Line ${line} holds bytes that are not UTF-8, as the text before it is. Save the whole file as UTF-8 and upload that.`,
    { line },
  );
}

function firstInvalidUtf8(chunk: Buffer): number {
  let valid = 0;
  let invalid = chunk.length;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >>> 1;
    const start = chunk.subarray(0, middle);
    // It may be cut within a character, which is not what is looked for.
    if (isUtf8(start.subarray(0, middle - incompleteTail(start)))) valid = middle;
    else invalid = middle;
  }
  return valid;
}

const columns = (width: number): string => (width === 1 ? '1 column' : `${width} columns`);

function explain(error: Error, line: number, width: number): Error {
  if (!(error instanceof CsvError)) return error;
  const options = { cause: error };
  const cells = (count: unknown) => `${String(count)} cell${count === 1 ? '' : 's'}`;
  switch (error.code) {
    case 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH': {
      const got = (error['record'] as CsvRecord).length;
      return new InvalidCsvError(
        `Line ${line} has ${cells(got)}, but the table has ${columns(width)}. ` +
          'Give each row the same number, and put a cell that contains the delimiter in double quotes.',
        { line, column: Math.min(got, width) + 1 },
        options,
      );
    }
    case 'CSV_QUOTE_NOT_CLOSED':
      return neverClosed(line, columnOf(error), options);
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'INVALID_OPENING_QUOTE': {
      const column = columnOf(error);
      return new InvalidCsvError(
        `The row at line ${line} has a stray double quote in cell ${column}: either a quote is not closed, or one inside ` +
          'a cell is not doubled ("") in a quoted cell.',
        { line, column },
        options,
      );
    }
    default:
      return new InvalidCsvError(`Line ${line} cannot be read as CSV: ${error.message}.`, { line }, options);
  }
}

function tooWide(line: number, width: number): InvalidCsvError {
  return new InvalidCsvError(
    `Line ${line} has more than ${MAX_CELLS} cells${width > 0 ? `, but the table has ${columns(width)}` : ''}. ` +
      'Give each row the same number, and put a cell that contains the delimiter in double quotes.',
    { line, ...(width > 0 && { column: width + 1 }) },
  );
}

function tooLong(line: number): InvalidCsvError {
  return new InvalidCsvError(
    `The row at line ${line} is longer than ${MAX_RECORD_BYTES / 1024 / 1024} MB: ` +
      'a double quote in it is never closed, or the file has no line ends.',
    { line },
  );
}

/** 1-based number of the cell being read. */
const columnOf = (error: CsvError): number => Number(error['column'] ?? 0) + 1;

function neverClosed(line: number, column: number, options: ErrorOptions): InvalidCsvError {
  return new InvalidCsvError(
    `The row at line ${line} opens a double quote in cell ${column} that is never closed.`,
    { line, column },
    options,
  );
}
