import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import yauzl, { type Entry, type ZipFile as OpenZip } from 'yauzl';
import { InvalidCsvError, TrainyardError } from '../../domain/errors.js';
import { tooLarge } from '../../domain/upload-refusals.js';
import type { UnpackLimits } from '../source/unzip.js';

const openZip: (file: string, options: yauzl.Options) => Promise<OpenZip> = promisify(yauzl.open);

/** More than any workbook has. */
const MAX_ENTRIES = 10_000;

/** A zip archive on the disk. What is unpacked of it counts against one limit, whatever its directory claims. */
export class ZipFile {
  readonly #zip: OpenZip;
  readonly #limits: UnpackLimits;
  readonly #entries: ReadonlyMap<string, Entry>;
  #unpacked = 0;

  private constructor(zip: OpenZip, entries: ReadonlyMap<string, Entry>, limits: UnpackLimits) {
    this.#zip = zip;
    this.#entries = entries;
    this.#limits = limits;
  }

  /** @throws {InvalidCsvError} */
  static async open(file: string, limits: UnpackLimits): Promise<ZipFile> {
    try {
      const zip = await openZip(file, { lazyEntries: true, autoClose: false });
      try {
        return new ZipFile(zip, await entriesOf(zip), limits);
      } catch (error) {
        zip.close();
        throw error;
      }
    } catch (error) {
      throw explain(error);
    }
  }

  /** Files, without folders. */
  get names(): string[] {
    return [...this.#entries.keys()];
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** @throws {InvalidCsvError} {UploadTooLargeError} */
  async *read(name: string): AsyncGenerator<Buffer> {
    const { maxBytes, pace } = this.#limits;
    const entry = this.#entries.get(name);
    if (entry === undefined)
      throw new InvalidCsvError(`The archive lacks its part ${name}. Save it again and upload that.`);
    if (entry.isEncrypted())
      throw new InvalidCsvError('The archive is protected by a password. Remove it and upload that.');
    try {
      const stream = await new Promise<Readable>((resolve, reject) =>
        this.#zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened))),
      );
      try {
        for await (const chunk of stream as AsyncIterable<Buffer>) {
          this.#unpacked += chunk.length;
          if (this.#unpacked > maxBytes) throw tooLarge(maxBytes, 'The unpacked file');
          await pace?.take(chunk.length);
          yield chunk;
        }
      } finally {
        stream.destroy();
      }
    } catch (error) {
      throw explain(error);
    }
  }

  close(): void {
    this.#zip.close();
  }
}

async function entriesOf(zip: OpenZip): Promise<Map<string, Entry>> {
  if (zip.entryCount > MAX_ENTRIES)
    throw new InvalidCsvError(`The archive holds ${zip.entryCount} files. Upload one table.`);
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    zip.on('entry', (entry: Entry) => {
      if (!entry.fileName.endsWith('/')) entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', reject);
    zip.readEntry();
  });
}

function explain(error: unknown): unknown {
  if (error instanceof TrainyardError || !(error instanceof Error)) return error;
  return new InvalidCsvError(
    'The archive is damaged or cut off. Pack or save it again and upload that.',
    {},
    { cause: error },
  );
}
