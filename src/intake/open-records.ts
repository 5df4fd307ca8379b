import type { Readable } from 'node:stream';
import { InvalidCsvError } from '../errors.js';
import { sniff, type Sniffed } from './dialect.js';
import { type Encoding, TextDecoding } from './encoding.js';
import { hasHeader, headerNames, numberedNames } from './header.js';
import { type CsvRecord, type Delimiter, MAX_RECORD_BYTES, parseRecords } from './parse-records.js';
import { unzip } from './unzip.js';
import { Upload, type UploadLimits } from './upload.js';

/** More columns than any table of observations has; a file without line ends would otherwise be one huge header. */
const MAX_COLUMNS = 10_000;

export interface RecordsOptions extends UploadLimits {
  /** Names of columns to expect; a first row that holds one of them is a header whatever it looks like. */
  readonly knownNames?: readonly string[] | undefined;
}

/** A CSV being read. Iterate `records` to the end, or leave the loop, or call `close`: each frees the source. */
export interface OpenRecords {
  /** The columns' names, or `C1`, `C2`, … */
  readonly header: readonly string[];
  readonly hasHeader: boolean;
  readonly delimiter: Delimiter;
  /** Final once `records` has ended: a file may begin with a megabyte of ASCII. */
  readonly encoding: Encoding;
  /** The uploaded bytes; its hash and size are final once `records` has ended. */
  readonly upload: Upload;
  /** Batches of rows, without the header, each row as wide as it; to be iterated once. */
  readonly records: AsyncIterable<CsvRecord[]>;
  close(): Promise<void>;
}

/**
 * Opens an uploaded CSV of any supported encoding, delimiter and packing. This and `records` throw:
 * @throws {InvalidCsvError} for what is no table; the line is that of the uploaded file
 * @throws {UploadTooLargeError} beyond `maxBytes`
 * @throws {BadUserInputError} for an upload that breaks off
 */
export async function openRecords(source: Readable, options: RecordsOptions): Promise<OpenRecords> {
  const upload = new Upload(source, options);
  const decoding = new TextDecoding();
  const text = decoding.decode(unzip(upload.bytes(), options.maxBytes));
  const close = async () => {
    await text.return(undefined);
    upload.release();
  };
  try {
    const { head, sniffed } = await readHead(text);
    const [first] = sniffed.records;
    if (first === undefined) throw new InvalidCsvError('The file is empty.');
    if (first.length > MAX_COLUMNS) {
      throw new InvalidCsvError(`The file has ${first.length} columns; ${MAX_COLUMNS} is the most.`, {
        line: 1,
      });
    }
    const named = hasHeader(sniffed.records, options.knownNames);
    const parsed = parseRecords(concat(head, text), sniffed.delimiter);
    return {
      header: named ? headerNames(first) : numberedNames(first.length),
      hasHeader: named,
      delimiter: sniffed.delimiter,
      get encoding() {
        return decoding.encoding;
      },
      upload,
      records: dataRecords(parsed, named, close),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Reads until two records are whole, or to the end. */
async function readHead(text: AsyncGenerator<Buffer>): Promise<{ head: Buffer; sniffed: Sniffed }> {
  let head: Buffer = Buffer.alloc(0);
  let complete = false;
  let sniffed: Sniffed;
  let wanted = 1;
  do {
    while (!complete && head.length < wanted) {
      const next = await text.next();
      if (next.done) complete = true;
      else head = Buffer.concat([head, next.value]);
    }
    sniffed = sniff(head, complete);
    wanted = head.length * 2;
  } while (!complete && sniffed.records.length < 2 && head.length <= MAX_RECORD_BYTES);
  return { head, sniffed };
}

async function* concat(head: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield head;
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
    if (empty) throw new InvalidCsvError('The file has a header, but no rows below it.', { line: 1 });
  } finally {
    await close();
  }
}
