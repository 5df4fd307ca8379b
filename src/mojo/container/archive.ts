import { readFile } from 'node:fs/promises';
import { crc32, inflateRawSync } from 'node:zlib';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { InvalidMojoError } from './errors.js';

/**
 * A MOJO of 500 trees for each of 10 classes has 10,000 entries and some 50 MB; an ensemble has several such models.
 * Whatever is far beyond that is refused before it takes memory or time.
 */
const MAX_ENTRIES = 200_000;
const MAX_INFLATED_BYTES = 1 << 30;
/** Of one file; the largest is the text of model.ini with the weights of a network, some MB. */
const MAX_ENTRY_BYTES = 1 << 28;
/** Inflated to packed, of the whole file. Real ones stay below 20; small files may be all repetition. */
const MAX_RATIO = 100;
const ALWAYS_INFLATED_BYTES = 16 << 20;

const STORED = 0;
const DEFLATED = 8;

/** The inflated files of a MOJO, or those of a model nested in it, by name. */
export class MojoFiles {
  readonly #files: ReadonlyMap<string, Buffer>;
  readonly #prefix: string;

  constructor(files: ReadonlyMap<string, Buffer>, prefix = '') {
    this.#files = files;
    this.#prefix = prefix;
  }

  find(name: string): Buffer | undefined {
    return this.#files.get(this.#prefix + name);
  }

  /** @throws {InvalidMojoError} if it is not there. */
  get(name: string): Buffer {
    const file = this.find(name);
    if (file === undefined) throw new InvalidMojoError(`The MOJO has no file ${this.#prefix}${name}.`);
    return file;
  }

  /** Names of the files in a folder (given with its slash), without the folder. */
  namesIn(folder: string): string[] {
    const start = this.#prefix + folder;
    return [...this.#files.keys()]
      .filter((name) => name.startsWith(start))
      .map((name) => name.slice(start.length));
  }

  /** The files of the model in a folder (given with its slash). */
  nested(folder: string): MojoFiles {
    return new MojoFiles(this.#files, this.#prefix + folder);
  }
}

/**
 * Reads and checks the zip container of a MOJO.
 *
 * @param source the bytes, or the path of a file.
 * @throws {InvalidMojoError} if it is no zip, damaged (sizes and CRC-32 are compared), or inflates beyond the limits.
 *   Errors of reading the path are passed on.
 */
export async function readArchive(source: Uint8Array | string): Promise<MojoFiles> {
  const bytes =
    typeof source === 'string'
      ? await readFile(source)
      : Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  try {
    return await inflateAll(bytes);
  } catch (error) {
    if (error instanceof InvalidMojoError) throw error;
    throw new InvalidMojoError(`The MOJO is not a readable zip file: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

async function inflateAll(bytes: Buffer): Promise<MojoFiles> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true });
  if (zip.entryCount > MAX_ENTRIES) {
    throw new InvalidMojoError(`The zip has ${zip.entryCount} entries, more than ${MAX_ENTRIES}.`);
  }
  const limit = Math.min(MAX_INFLATED_BYTES, Math.max(ALWAYS_INFLATED_BYTES, bytes.length * MAX_RATIO));
  const files = new Map<string, Buffer>();
  let inflated = 0;
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue;
    inflated += entry.uncompressedSize;
    if (entry.uncompressedSize > MAX_ENTRY_BYTES || inflated > limit)
      throw new InvalidMojoError(`The zip inflates to more than ${limit} bytes.`);
    files.set(entry.fileName, await inflate(zip, entry, bytes));
  }
  return new MojoFiles(files);
}

/** The declared size bounds the work: an entry that holds more fails at that size, one that holds less fails too. */
async function inflate(zip: ZipFile, entry: Entry, bytes: Buffer): Promise<Buffer> {
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
  const packed = bytes.subarray(fileDataStart, fileDataStart + entry.compressedSize);
  const data = unpack(entry, packed);
  if (data.length !== entry.uncompressedSize || crc32(data) !== entry.crc32) {
    throw new InvalidMojoError(`The zip entry ${entry.fileName} is damaged: its size or checksum is wrong.`);
  }
  return data;
}

function unpack(entry: Entry, packed: Buffer): Buffer {
  if (entry.isEncrypted()) throw new InvalidMojoError(`The zip entry ${entry.fileName} is encrypted.`);
  switch (entry.compressionMethod) {
    case STORED:
      return packed;
    case DEFLATED:
      return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.uncompressedSize) });
    default:
      throw new InvalidMojoError(
        `The zip entry ${entry.fileName} has an unknown compression method (${entry.compressionMethod}).`,
      );
  }
}
