import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { InvalidCsvError, TrainyardError } from '../../errors.js';
import { CHUNK_BYTES, evenChunks } from './chunks.js';
import { tooLarge } from './upload.js';

/**
 * Passes plain bytes on and unpacks gzip, which its first two bytes give away (RFC 1952), in chunks of even size.
 * @throws {InvalidCsvError} damaged or cut-off gzip
 * @throws {UploadTooLargeError} for more than `maxBytes` unpacked, as soon as they are
 */
export async function* unzip(bytes: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Buffer> {
  const chunks = evenChunks(bytes);
  let first = true;
  for await (const chunk of chunks) {
    if (first && chunk[0] === 0x1f && chunk[1] === 0x8b) {
      yield* evenChunks(inflate(chunk, chunks, maxBytes));
      return;
    }
    first = false;
    yield chunk;
  }
}

async function* inflate(
  first: Buffer,
  rest: AsyncIterable<Buffer>,
  maxBytes: number,
): AsyncGenerator<Buffer> {
  async function* compressed() {
    yield first;
    yield* rest;
  }
  // The callback only takes the error in: the loop below meets the same one.
  const inflated = pipeline(
    Readable.from(compressed()),
    createGunzip({ chunkSize: CHUNK_BYTES }),
    () => undefined,
  );
  let size = 0;
  try {
    for await (const chunk of inflated as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) throw tooLarge(maxBytes, 'The unpacked file');
      yield chunk;
    }
  } catch (error) {
    if (!isZlibError(error)) throw error;
    throw new InvalidCsvError(
      'The gzip file is damaged or cut off. Pack it again and upload that.',
      {},
      { cause: error },
    );
  }
}

const isZlibError = (error: unknown): boolean =>
  !(error instanceof TrainyardError) &&
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  error.code.startsWith('Z_');
