import { Readable } from 'node:stream';
import type { Request, RequestHandler, Response } from 'express';
import { BadRequestError, BadUserInputError, TooManyRequestsError } from '../../domain/errors.js';
import type { CsvUpload } from '../../domain/csv-upload.js';
import type { UploadedFile } from '../graphql/scalars.js';
import { explainMultipart, fileTooLarge, readMultipart } from './multipart.js';
import { Turns } from './turns.js';

/** Time for a client to take in an answer that came before the end of its upload. */
const LINGER_MS = 10_000;
const DEFAULT_NAME = 'upload.csv';
const MAX_NAME_LENGTH = 255;

/** A page of another site can send a form, but none of these without asking first; Apollo knows the same two. */
const PREFLIGHT_HEADERS = ['apollo-require-preflight', 'x-apollo-operation-name'];

export interface UploadOptions {
  /** Of one file. */
  readonly maxBytes: number;
  readonly maxAtOnce: number;
  /** Called with the size of each file that was read to its end. */
  readonly onRead: (bytes: number) => void;
}

/** Files that come in by the GraphQL multipart request protocol, one a request. */
export class Uploads {
  /** One byte more than a file may have. */
  readonly #cutAt: number;
  readonly #maxAtOnce: number;
  readonly #onRead: (bytes: number) => void;
  readonly #turns = new Turns();
  #underWay = 0;

  constructor({ maxBytes, maxAtOnce, onRead }: UploadOptions) {
    this.#cutAt = maxBytes + 1;
    this.#maxAtOnce = maxAtOnce;
    this.#onRead = onRead;
  }

  /** Multipart requests under way. */
  get underWay(): number {
    return this.#underWay;
  }

  /** Parses multipart requests, once their headers say that they may come in. */
  middleware(): RequestHandler {
    return (request, response, next) => {
      if (!request.is('multipart/form-data')) {
        next();
        return;
      }
      drainAfterAnswer(request, response);
      if (!PREFLIGHT_HEADERS.some((name) => request.get(name))) {
        next(
          new BadRequestError(
            'A multipart request needs the header `apollo-require-preflight: true`, which no form of another site can send.',
          ),
        );
        return;
      }
      if (this.#underWay >= this.#maxAtOnce) {
        response.set('retry-after', '1');
        next(
          new TooManyRequestsError(
            `${this.#underWay} uploads are under way, and more are not taken at once. Try again, or raise MAX_UPLOADS.`,
          ),
        );
        return;
      }
      this.#underWay += 1;
      response.once('close', () => (this.#underWay -= 1));
      this.#turns.take(() => {
        if (response.closed) return;
        readMultipart(request, response, this.#cutAt).then((body) => {
          request.body = body;
          next();
        }, next);
      });
    };
  }

  /**
   * The bytes as they come in. The stream fails with an UploadTooLargeError at the limit and with a BadUserInputError
   * when the client goes away, so that no part of a file can be taken for the whole.
   * @throws {BadUserInputError} where the request lacks the file, or uses it twice.
   */
  async open(file: UploadedFile): Promise<CsvUpload> {
    try {
      const upload = await file.part;
      const bytes = this.#complete(upload.createReadStream());
      return { stream: Readable.from(bytes, { objectMode: false }), fileName: cleanName(upload.filename) };
    } catch (error) {
      if (error instanceof Error && error.message.includes('createReadStream() multiple times')) {
        throw new BadUserInputError(
          'One uploaded file stands for two arguments. Use it once in an operation.',
        );
      }
      throw explainMultipart(error, this.#cutAt);
    }
  }

  async *#complete(stream: Readable & { truncated?: boolean }): AsyncGenerator<Buffer> {
    let bytes = 0;
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        yield chunk;
      }
    } catch (error) {
      throw explainMultipart(error, this.#cutAt);
    }
    if (stream.truncated === true) throw fileTooLarge(this.#cutAt);
    this.#onRead(bytes);
  }
}

/**
 * Reads on, and throws away, what comes after an answer that did not need the whole body. If the socket were closed at
 * once, the client, still sending, would see a reset instead of the answer; if it were left alone, the connection
 * would hang.
 */
function drainAfterAnswer(request: Request, response: Response): void {
  response.once('finish', () => {
    if (request.complete) return;
    request.unpipe();
    request.resume();
    const timer = setTimeout(() => request.socket.destroy(), LINGER_MS);
    const done = () => clearTimeout(timer);
    request.once('end', done).once('close', done);
  });
}

function cleanName(name: string | undefined): string {
  // Control characters would garble logs and the header of a later download.
  const clean = (name ?? '').replace(/\p{Cc}/gu, '').trim();
  return clean === '' ? DEFAULT_NAME : clean.slice(-MAX_NAME_LENGTH);
}
