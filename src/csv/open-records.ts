import type { Readable } from 'node:stream';
import { InvalidCsvError } from '../domain/errors.js';
import { MAX_COLUMNS } from './detect/dialect.js';
import { oneColumn } from './detect/wrong-kind.js';
import { cleanText } from './frame/clean-text.js';
import { columnNames, lastNamed } from './frame/column-names.js';
import { findingsAround } from './frame/findings.js';
import { openSource, type OpenSource } from './open-source.js';
import { ROW_DELIMITER } from './formats/row-text.js';
import { checkReading, encodingChoice } from './reading-options.js';
import { headerNames } from './detect/header.js';
import type { ColumnType } from '../domain/training-sample.js';
import type { Finding } from '../domain/finding.js';
import type { TableReading, TableReadingOptions } from '../domain/table-reading.js';
import { findTable, type FindOptions, type FoundTable } from './frame/find-table.js';
import { frameText } from './frame/framed-text.js';
import type { Delimiter } from './records/parse-records.js';
import { turnAfter } from './records/turns.js';
import { HashedUpload, type UploadLimits } from './source/upload.js';

/** Rows to look at, where the head may hold as many. */
const FEWEST_ROWS = 10;

/** Of what looks like one column, which may be notes above the table, as much is looked at. */
const ONE_COLUMN_BYTES = 64 * 1024;

const LF = 10;
const CR = 13;
/** Of a file without columns, what is looked at to say why. */
const SHOWN_BYTES = 4096;

/** The header and one row are no longer than this. It is looked through for each delimiter, so it takes time. */
const MAX_HEAD_BYTES = 1024 * 1024;

export interface RecordsOptions extends UploadLimits {
  /** Names of columns to expect; a first row that holds one of them is a header whatever it looks like. */
  readonly knownNames?: readonly string[] | undefined;
  /** No other column matters: two of them may have the same name. Default: false. */
  readonly onlyKnown?: boolean;
  /** A table with fewer is refused, with the reason why it may have so few. Default: 1. */
  readonly fewestColumns?: number;
  /** Overrules what would be found. */
  readonly reading?: TableReadingOptions | null | undefined;
  /** How a table of the same kind was read: this one is read in the same way where that fits. */
  readonly like?: TableReading | null | undefined;
  /** Folder for what cannot be read in one pass. Default: that of the system. */
  readonly scratchDir?: string | undefined;
}

/** A CSV whose first records have been looked at. */
interface OpenTable {
  /** The columns' names, or `C1`, `C2`, … */
  readonly header: readonly string[];
  readonly hasHeader: boolean;
  readonly delimiter: Delimiter;
  /** Name of the last column that has one, and a value in the first rows; null: there is none. */
  readonly lastNamed: string | null;
  /** Of columns whose type the file's format knows. */
  readonly types: ReadonlyMap<string, ColumnType>;
  /** How it was read; final at the end of the file, whose first megabyte may be ASCII. */
  reading(): TableReading;
  /** What was left out of the file, and guessed of it; final at its end. */
  findings(): Finding[];
  /** The uploaded bytes; its hash and size are final at the end. */
  readonly upload: HashedUpload;
  close(): Promise<void>;
}

/** A table whose caller splits the records. Always call `close`, even if `text` was not read to the end. */
export interface OpenText extends OpenTable {
  /** All of the file, a header included, as UTF-8 without a byte order mark; to be iterated once. */
  readonly text: AsyncIterable<Buffer>;
}

/**
 * Opens an uploaded table of any supported format, encoding, delimiter and packing without parsing more than its first
 * records; `readTable` reads them. This and `text` throw:
 * @throws {InvalidCsvError} for what is no table; the line is that of the uploaded file
 * @throws {UploadTooLargeError} beyond `maxBytes`
 * @throws {BadUserInputError} for an upload that is cut off
 */
export async function openText(source: Readable, options: RecordsOptions): Promise<OpenText> {
  const { maxBytes, pace, scratchDir, knownNames = [], like = null } = options;
  const reading = checkReading(options.reading);
  const upload = new HashedUpload(source, options);
  let opened: OpenSource | undefined;
  const close = async () => {
    await opened?.close();
    upload.release();
  };
  try {
    const encoding = encodingChoice(reading, like);
    const { sheet } = reading;
    opened = await openSource(upload.bytes(), {
      maxBytes,
      pace,
      scratchDir,
      knownNames,
      encoding,
      sheet,
      likelySheet: like?.sheet ?? null,
    });
    const table = opened.table?.names
      ? plainTable(opened, opened.table.names)
      : await framedTable(opened, options, reading);
    const fewest = options.fewestColumns ?? 1;
    if (table.header.length < fewest) throw oneColumn(table.start);
    return { ...table, upload, close };
  } catch (error) {
    await close();
    options.signal?.throwIfAborted();
    throw error;
  }
}

type Found = Omit<OpenText, 'upload' | 'close'> & {
  /** First characters of the text. */
  readonly start: string;
};

/** A table of a format that has nothing around it. */
function plainTable({ text, table, encoding }: OpenSource, names: readonly string[]): Found {
  return {
    header: headerNames([...names]),
    hasHeader: true,
    delimiter: ROW_DELIMITER,
    text,
    types: table?.types ?? new Map(),
    lastNamed: names.at(-1) ?? null,
    reading: () => ({
      format: table?.format ?? 'CSV',
      encoding: encoding(),
      delimiter: null,
      header: true,
      skippedLines: 0,
      sheet: null,
      sheets: [],
    }),
    findings: () => table?.findings() ?? [],
    start: '',
  };
}

/** A table that is to be found in its text. */
async function framedTable(
  opened: OpenSource,
  options: RecordsOptions,
  reading: TableReadingOptions,
): Promise<Found> {
  const { knownNames = [], like = null } = options;
  const { table } = opened;
  const { text, cleaned } = cleanText(opened.text);
  const find: FindOptions = {
    knownNames,
    delimiter: table === null ? reading.delimiter : ROW_DELIMITER,
    header: reading.header,
    skipLines: reading.skipLines,
    like,
  };
  const { head, rest, found } = await readHead(text, find);
  if (found === null) throw noRecord(Buffer.concat([head, rest]));
  const { frame } = found;
  if (frame.layout.width > MAX_COLUMNS) {
    throw new InvalidCsvError(`The file has more than ${MAX_COLUMNS} columns, which is the most.`, {
      line: frame.line,
    });
  }
  const needed = options.onlyKnown === true ? new Set(knownNames) : undefined;
  const names = columnNames(frame, knownNames, needed);
  const framed = frameText(found, concat(rest, text));
  return {
    header: names.names,
    hasHeader: frame.hasHeader,
    delimiter: framed.delimiter,
    text: framed.text,
    types: new Map(),
    lastNamed: lastNamed(frame, names.names),
    reading: () => ({
      format: table?.format ?? 'CSV',
      encoding: opened.encoding(),
      delimiter: table === null ? frame.dialect.delimiter : null,
      header: frame.hasHeader,
      skippedLines: frame.line - 1,
      sheet: table?.sheet ?? null,
      sheets: table?.sheets ?? [],
    }),
    findings: () => [
      ...findingsAround(
        found,
        names,
        framed,
        cleaned,
        table === null && reading.encoding === null ? guessed(opened.encoding()) : null,
      ),
      ...(table?.findings() ?? []),
    ],
    start: head.toString('utf8', 0, SHOWN_BYTES),
  };
}

/** An encoding that no mark in the file tells; null for one that its bytes prove. */
const guessed = (encoding: string | null): string | null =>
  encoding === null || encoding.startsWith('utf-') ? null : encoding;

function noRecord(head: Buffer): InvalidCsvError {
  if (head.toString().trim() === '') return new InvalidCsvError('The file is empty.');
  return new InvalidCsvError(
    'The first row does not end: a double quote in it is never closed, or the file has no lines.',
    { line: 1 },
  );
}

/** Reads until some rows are whole, or to the end, or as far as is reasonable. */
async function readHead(
  text: AsyncGenerator<Buffer>,
  options: FindOptions,
): Promise<{ head: Buffer; rest: Buffer; found: FoundTable | null }> {
  let bytes: Buffer = Buffer.alloc(0);
  let complete = false;
  for (let wanted = 1; ; wanted = Math.min(bytes.length * 2, MAX_HEAD_BYTES)) {
    while (!complete && bytes.length < wanted) {
      const next = await text.next();
      if (next.done) complete = true;
      else bytes = Buffer.concat([bytes, next.value]);
    }
    const end = complete ? bytes.length : bytes.lastIndexOf(LF) + 1 || bytes.lastIndexOf(CR, -2) + 1;
    const head = bytes.subarray(0, end);
    const found = await findTable(head, options);
    await turnAfter(head.length);
    const isEnough =
      found !== null &&
      found.frame.rows.length >= FEWEST_ROWS &&
      (found.frame.layout.width > 1 || bytes.length >= ONE_COLUMN_BYTES);
    if (complete || isEnough || bytes.length >= MAX_HEAD_BYTES)
      return { head: found?.head ?? head, rest: bytes.subarray(end), found };
  }
}

async function* concat(head: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  if (head.length > 0) yield head;
  yield* rest;
}

export function noRows(): InvalidCsvError {
  return new InvalidCsvError('The file has a header, but no rows below it.', { line: 1 });
}
