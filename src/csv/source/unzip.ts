import { pipeline, Readable, Transform } from 'node:stream';
import zlib, { createGunzip } from 'node:zlib';
import { InvalidCsvError, TrainyardError } from '../../domain/errors.js';
import { CHUNK_BYTES, evenChunks } from './chunks.js';
import { tooLarge } from '../../domain/upload-refusals.js';
import type { UploadLimits } from './upload.js';

interface Packing {
  readonly name: string;
  readonly magic: Buffer;
  /** null: this Node.js does not have it. */
  readonly unpack: (() => Transform) | null;
}

export type UnpackLimits = Pick<UploadLimits, 'maxBytes' | 'pace'>;

/** Source: RFC 1952 and RFC 8878. */
const PACKINGS: readonly Packing[] = [
  { name: 'gzip', magic: Buffer.from('1f8b', 'hex'), unpack: () => createGunzip({ chunkSize: CHUNK_BYTES }) },
  { name: 'zstd', magic: Buffer.from('28b52ffd', 'hex'), unpack: zstd() },
];

/** Node.js has it from 22.15 on. */
function zstd(): (() => Transform) | null {
  const create: unknown = Reflect.get(zlib, 'createZstdDecompress');
  if (typeof create !== 'function') return null;
  return () => {
    const stream: unknown = Reflect.apply(create, zlib, [{ chunkSize: CHUNK_BYTES }]);
    if (!(stream instanceof Transform)) throw new Error('createZstdDecompress gave no stream.');
    return stream;
  };
}

/**
 * Passes plain bytes on and unpacks gzip and zstd, which their first bytes give away, in chunks of even size.
 * @throws {InvalidCsvError} damaged or cut off
 * @throws {UploadTooLargeError} for more than `maxBytes` unpacked, as soon as they are
 * @throws {TooManyRequestsError} where others unpack so much that this one would wait for long
 */
export async function* unzip(
  bytes: AsyncIterable<Buffer>,
  { maxBytes, pace }: UnpackLimits,
): AsyncGenerator<Buffer> {
  const chunks = evenChunks(bytes);
  const first = await chunks.next();
  if (first.done) return;
  const packing = PACKINGS.find(({ magic }) => first.value.subarray(0, magic.length).equals(magic));
  if (packing?.unpack) {
    yield* evenChunks(inflate(packing.name, packing.unpack(), first.value, chunks, { maxBytes, pace }));
  } else {
    yield first.value;
    yield* chunks;
  }
}

async function* inflate(
  name: string,
  unpack: Transform,
  first: Buffer,
  rest: AsyncIterable<Buffer>,
  { maxBytes, pace }: UnpackLimits,
): AsyncGenerator<Buffer> {
  let given = 0;
  async function* compressed() {
    given += first.length;
    yield first;
    for await (const chunk of rest) {
      given += chunk.length;
      yield chunk;
    }
  }
  // The callback only takes the error in: the loop below meets the same one.
  const inflated = pipeline(Readable.from(compressed()), unpack, () => undefined);
  let size = 0;
  try {
    for await (const chunk of inflated as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) throw tooLarge(maxBytes, 'The unpacked file');
      await pace?.take(chunk.length);
      yield chunk;
    }
  } catch (error) {
    if (!isZlibError(error)) throw error;
    throw new InvalidCsvError(
      `The ${name} file is damaged or cut off. Pack it again and upload that.`,
      {},
      { cause: error },
    );
  }
  // Node.js reads the first frame of zstd only, without a word on what comes after it.
  const taken: unknown = Reflect.get(unpack, 'bytesWritten');
  if (name === 'zstd' && typeof taken === 'number' && taken < given) {
    throw new InvalidCsvError(
      'The zstd file has several parts, of which only the first can be read. Pack the table in one piece, or with gzip.',
    );
  }
}

const isZlibError = (error: unknown): boolean =>
  !(error instanceof TrainyardError) &&
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  /^Z(?:STD)?_/.test(error.code);
