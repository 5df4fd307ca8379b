import type { Readable } from 'node:stream';
import { InvalidCsvError } from '../errors.js';
import { type Encoding, TextDecoding } from './source/encoding.js';
import { MAX_COLUMNS } from './detect/dialect.js';
import { oneColumn } from './detect/wrong-kind.js';
import { columnNames } from './frame/column-names.js';
import { findTable, type FoundTable } from './frame/find-table.js';
import { frameText } from './frame/framed-text.js';
import { type CsvRecord, type Delimiter, parseRecords } from './records/parse-records.js';
import { unzip } from './source/unzip.js';
import { Upload, type UploadLimits } from './source/upload.js';

/** Rows to look at, where the head may hold as many. */
const FEWEST_ROWS = 10;

const LF = 10;
const CR = 13;
/** Of a file without columns, what is looked at to say why. */
const SHOWN_BYTES = 4096;

/** The header and one row are no longer than this. It is looked through for each delimiter, so it takes time. */
const MAX_HEAD_BYTES = 1024 * 1024;

export interface RecordsOptions extends UploadLimits {
  /** Names of columns to expect; a first row that holds one of them is a header whatever it looks like. */
  readonly knownNames?: readonly string[] | undefined;
  /** A table with fewer is refused, with the reason why it may have so few. Default: 1. */
  readonly fewestColumns?: number;
}

/** A CSV whose first records have been looked at. */
interface OpenTable {
  /** The columns' names, or `C1`, `C2`, … */
  readonly header: readonly string[];
  readonly hasHeader: boolean;
  readonly delimiter: Delimiter;
  /** Final at the end of the file, which may begin with a megabyte of ASCII. */
  readonly encoding: Encoding;
  /** The uploaded bytes; its hash and size are final at the end. */
  readonly upload: Upload;
  close(): Promise<void>;
}

/** A CSV being read. Iterate `records` to the end, or leave the loop, or call `close`: each frees the source. */
export interface OpenRecords extends OpenTable {
  /** Batches of rows, without the header, each row as wide as it; to be iterated once. */
  readonly records: AsyncIterable<CsvRecord[]>;
}

/** A CSV being read by who finds its records himself. To be closed, whether `text` was read to its end or not. */
export interface OpenText extends OpenTable {
  /** All of the file, a header included, as UTF-8 without a byte order mark; to be iterated once. */
  readonly text: AsyncIterable<Buffer>;
}

/**
 * Opens an uploaded CSV of any supported encoding, delimiter and packing. This and `records` throw:
 * @throws {InvalidCsvError} for what is no table; the line is that of the uploaded file
 * @throws {UploadTooLargeError} beyond `maxBytes`
 * @throws {BadUserInputError} for an upload that breaks off
 */
export async function openRecords(source: Readable, options: RecordsOptions): Promise<OpenRecords> {
  return recordsOf(await openText(source, options));
}

/** The records of a CSV whose text nobody has read yet. */
export function recordsOf(table: OpenText): OpenRecords {
  const { header, hasHeader: named, delimiter, upload } = table;
  const close = () => table.close();
  return {
    header,
    hasHeader: named,
    delimiter,
    get encoding() {
      return table.encoding;
    },
    upload,
    records: dataRecords(parseRecords(table.text, delimiter), named, close),
    close,
  };
}

/** Opens such a CSV without parsing more than its first records. This and `text` throw as {@link openRecords} does. */
export async function openText(source: Readable, options: RecordsOptions): Promise<OpenText> {
  const upload = new Upload(source, options);
  const decoding = new TextDecoding();
  const text = decoding.decode(unzip(upload.bytes(), options.maxBytes));
  const close = async () => {
    await text.return(undefined);
    upload.release();
  };
  try {
    const { head, rest, found } = await readHead(text, options);
    if (found === null) throw noRecord(Buffer.concat([head, rest]));
    const { frame } = found;
    if (frame.layout.width > MAX_COLUMNS) {
      throw new InvalidCsvError(`The file has more than ${MAX_COLUMNS} columns, which is the most.`, {
        line: frame.line,
      });
    }
    const { names } = columnNames(frame, options.knownNames ?? []);
    if (names.length < (options.fewestColumns ?? 1)) throw oneColumn(head.toString('utf8', 0, SHOWN_BYTES));
    const framed = frameText(found, concat(rest, text));
    return {
      header: names,
      hasHeader: frame.hasHeader,
      delimiter: framed.delimiter,
      get encoding() {
        return decoding.encoding;
      },
      upload,
      text: framed.text,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

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
  options: RecordsOptions,
): Promise<{ head: Buffer; rest: Buffer; found: FoundTable | null }> {
  const { knownNames = [] } = options;
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
    const found = findTable(head, { knownNames, delimiter: null, header: null, skipLines: null });
    const isEnough = found !== null && found.frame.rows.length >= FEWEST_ROWS;
    if (complete || isEnough || bytes.length >= MAX_HEAD_BYTES)
      return { head: found?.head ?? head, rest: bytes.subarray(end), found };
  }
}

async function* concat(head: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  if (head.length > 0) yield head;
  yield* rest;
}

async function* dataRecords(
  batches: AsyncIterable<CsvRecord[]>,
  skipFirst: boolean,
  close: () => Promise<void>,
): AsyncGenerator<CsvRecord[]> {
  let skip = skipFirst;
  let empty = true;
  try {
    for await (const batch of batches) {
      const records = skip ? batch.slice(1) : batch;
      skip = false;
      if (records.length === 0) continue;
      empty = false;
      yield records;
    }
    if (empty) throw noRows();
  } finally {
    await close();
  }
}

export function noRows(): InvalidCsvError {
  return new InvalidCsvError('The file has a header, but no rows below it.', { line: 1 });
}
