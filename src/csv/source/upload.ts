import { createHash } from 'node:crypto';
import { addAbortSignal, type Readable } from 'node:stream';
import { cutOff, tooLarge } from '../../domain/upload-refusals.js';
import { TrainyardError } from '../../domain/errors.js';
import type { UnpackPace } from '../../domain/unpack-pace.js';

export interface UploadLimits {
  /** Of the upload, and again of what it unpacks to. */
  readonly maxBytes: number;
  /** Of unpacking, shared by all uploads. Default: none. */
  readonly pace?: UnpackPace | undefined;
  /** Aborting destroys the source; what waits for it then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** The raw bytes of an upload, hashed and counted as they pass. Owns the source until {@link HashedUpload.release}. */
export class HashedUpload {
  readonly #source: Readable;
  readonly #limits: UploadLimits;
  readonly #hash = createHash('sha256');
  #size = 0;

  constructor(source: Readable, limits: UploadLimits) {
    this.#source = source;
    this.#limits = limits;
    // The source may fail after its reader has given up, and nobody else listens then.
    source.on('error', () => undefined);
    if (limits.signal) addAbortSignal(limits.signal, source);
  }

  /** Bytes so far. */
  get size(): number {
    return this.#size;
  }

  /** Of all bytes, in hexadecimal; to be asked for once, at the end. */
  sha256(): string {
    return this.#hash.digest('hex');
  }

  /** @throws {UploadTooLargeError} {BadUserInputError} where the source ends before its time */
  async *bytes(): AsyncGenerator<Buffer> {
    try {
      const iterator = this.#source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer | string>;
      for await (const piece of iterator) {
        const chunk = typeof piece === 'string' ? Buffer.from(piece) : piece;
        this.#size += chunk.length;
        if (this.#size > this.#limits.maxBytes) throw tooLarge(this.#limits.maxBytes);
        this.#hash.update(chunk);
        yield chunk;
      }
    } catch (error) {
      this.#limits.signal?.throwIfAborted();
      if (error instanceof TrainyardError) throw error;
      throw cutOff(error, this.#size);
    }
  }

  /**
   * Gives the source up. What is left of it is read and thrown away: an HTTP client that is still sending would
   * otherwise never come to read why it was refused.
   */
  release(): void {
    if (!this.#source.readableEnded && !this.#source.destroyed) this.#source.resume();
  }
}
