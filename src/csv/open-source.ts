import { tmpdir } from 'node:os';
import { InvalidCsvError } from '../domain/errors.js';
import { isBinary } from './source/file-kind.js';
import { TextDecoding, type EncodingChoice } from './source/encoding.js';
import { tooLarge } from '../domain/upload-refusals.js';
import { unzip, type UnpackLimits } from './source/unzip.js';
import { onlyFile } from './formats/archive.js';
import type { FormatTable } from './formats/format-table.js';
import { looksLikeJson, openJson } from './formats/json/read-json.js';
import { openParquet } from './formats/parquet/read-parquet.js';
import { spool } from './formats/spool.js';
import { openWorkbook, type WorkbookOptions } from './formats/xlsx/read-workbook.js';
import { isWorkbook } from './formats/xlsx/workbook.js';
import { ZipFile } from './formats/zip-file.js';

/** The limits are those of what an upload unpacks to. */
export interface SourceOptions extends WorkbookOptions, UnpackLimits {
  /** Folder for what cannot be read in one pass. Default: that of the system. */
  readonly scratchDir?: string | undefined;
  readonly encoding: EncodingChoice;
}

/** An upload as text, whatever it came as. */
export interface OpenSource {
  /** UTF-8, without a byte order mark; to be iterated once. */
  readonly text: AsyncGenerator<Buffer>;
  /** null: it came as text. */
  readonly table: FormatTable | null;
  /** Of the text it came as, final at its end; null: it came as none. */
  readonly encoding: () => string | null;
  /** Frees files and streams, whether the text was read to its end or not. */
  readonly close: () => Promise<void>;
}

const ZIP = Buffer.from('PK\x03\x04');
const PARQUET = Buffer.from('PAR1');
/** Characters in which JSON gives itself away. */
const KIND_LENGTH = 1024;

type Closer = () => unknown;

/**
 * Finds out what the bytes are (gzip and zstd are unpacked first), and makes a text of them.
 * @throws {InvalidCsvError} {UploadTooLargeError} here and from the text
 */
export async function openSource(bytes: AsyncIterable<Buffer>, options: SourceOptions): Promise<OpenSource> {
  const closers: Closer[] = [];
  const close = async () => {
    for (let closer = closers.pop(); closer; closer = closers.pop()) await closer();
  };
  try {
    const opened = await openBytes(bytes, options, closers, false);
    return { ...opened, close };
  } catch (error) {
    await close();
    throw error;
  }
}

type Opened = Omit<OpenSource, 'close'>;

async function openBytes(
  bytes: AsyncIterable<Buffer>,
  options: SourceOptions,
  closers: Closer[],
  inArchive: boolean,
): Promise<Opened> {
  const chunks = unzip(bytes, options);
  closers.push(() => chunks.return(undefined));
  const first = await chunks.next();
  const head = first.done ? Buffer.alloc(0) : first.value;
  const whole = concat(head, chunks);
  if (startsWith(head, ZIP)) {
    if (inArchive)
      throw new InvalidCsvError('This is an archive inside an archive. Unpack it once and upload that.');
    return openZip(whole, options, closers);
  }
  if (startsWith(head, PARQUET) && isBinary(head)) {
    const file = await spooled(whole, options, closers);
    const table = await openParquet(file, options.maxBytes);
    closers.push(() => table.close());
    return ofTable(table, options, closers);
  }
  return openText(whole, options, closers);
}

async function openZip(
  bytes: AsyncIterable<Buffer>,
  options: SourceOptions,
  closers: Closer[],
): Promise<Opened> {
  const file = await spooled(bytes, options, closers);
  const zip = await ZipFile.open(file, options);
  closers.push(() => zip.close());
  if (isWorkbook(zip)) return ofTable(await openWorkbook(zip, options), options, closers);
  return openBytes(zip.read(onlyFile(zip)), options, closers, true);
}

async function openText(
  bytes: AsyncIterable<Buffer>,
  options: SourceOptions,
  closers: Closer[],
): Promise<Opened> {
  const decoding = new TextDecoding(options.encoding);
  const text = decoding.decode(bytes);
  closers.push(() => text.return(undefined));
  let head: Buffer = Buffer.alloc(0);
  while (head.length < KIND_LENGTH) {
    const next = await text.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
  }
  const whole = concat(head, text);
  if (looksLikeJson(head.toString('utf8', 0, KIND_LENGTH))) {
    return { ...ofTable(await openJson(whole), options, closers), encoding: () => decoding.encoding };
  }
  return { text: whole, table: null, encoding: () => decoding.encoding };
}

function ofTable(table: FormatTable, limits: SourceOptions, closers: Closer[]): Opened {
  closers.push(() => table.text.return(undefined));
  return { text: limited(table, limits), table, encoding: () => null };
}

/** A row of a workbook or of Parquet may take far less room in the file than as text. */
async function* limited(
  { text, format }: FormatTable,
  { maxBytes, pace }: UnpackLimits,
): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of text) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(maxBytes, 'The unpacked table');
    // Of a workbook its parts are counted as they are unpacked.
    if (format === 'PARQUET') await pace?.take(chunk.length);
    yield chunk;
  }
}

async function spooled(
  bytes: AsyncIterable<Buffer>,
  options: SourceOptions,
  closers: Closer[],
): Promise<string> {
  const spooledTo = await spool(bytes, options.scratchDir ?? tmpdir());
  closers.push(() => spooledTo.remove());
  return spooledTo.file;
}

const startsWith = (head: Buffer, magic: Buffer): boolean => head.subarray(0, magic.length).equals(magic);

async function* concat(head: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  if (head.length > 0) yield head;
  yield* rest;
}
