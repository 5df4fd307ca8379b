import { Readable } from 'node:stream';
import type { RequestHandler } from 'express';
import { graphqlUploadExpress } from 'graphql-upload-minimal';
import { BadUserInputError, UploadTooLargeError } from '../../errors.js';
import type { CsvUpload } from '../../prediction/prediction-service.js';
import type { UploadedFile } from '../scalars.js';

/** Time for a client to take in an answer that came before the end of its upload. */
const LINGER_MS = 10_000;
const STANDARD_NAME = 'upload.csv';
const MAX_NAME_LENGTH = 255;

/** Files that come in by the GraphQL multipart request protocol, one a request. */
export class Uploads {
  readonly #maxBytes: number;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /**
   * Parses multipart requests. One file a request: files come one after the other on the wire, so that a resolver
   * which waits for the second while nobody reads the first would wait for ever.
   */
  middleware(): RequestHandler {
    // The parser cuts off a file that reaches its limit.
    const parse = graphqlUploadExpress({ maxFileSize: this.#maxBytes + 1, maxFiles: 1 });
    return (request, response, next) => {
      if (request.is('multipart/form-data')) drainAfterAnswer(request, response);
      parse(request, response, next);
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
      throw this.#explain(error);
    }
  }

  async *#complete(stream: Readable & { truncated?: boolean }): AsyncGenerator<Buffer> {
    try {
      yield* stream as AsyncIterable<Buffer>;
    } catch (error) {
      throw this.#explain(error);
    }
    if (stream.truncated === true) throw this.#tooLarge();
  }

  #tooLarge(): UploadTooLargeError {
    const megabytes = Math.round((this.#maxBytes / 1024 / 1024) * 100) / 100;
    return new UploadTooLargeError(
      `The file is larger than the ${megabytes} MB that this service takes. Send fewer rows, or raise MAX_UPLOAD_MB.`,
      { maxBytes: this.#maxBytes },
    );
  }

  /** The upload library speaks in HTTP statuses. */
  #explain(error: unknown): unknown {
    const status = error instanceof Error && 'status' in error ? error.status : undefined;
    if (status === 413) return this.#tooLarge();
    if (status === 499)
      return new BadUserInputError('The upload was cut off before its end.', {}, { cause: error });
    if (status === 400) {
      return new BadUserInputError(`The multipart request is not complete: ${(error as Error).message}`);
    }
    if (error instanceof Error && error.message.includes('createReadStream() multiple times')) {
      return new BadUserInputError(
        'One uploaded file stands for two arguments. Use it once in an operation.',
      );
    }
    return error;
  }
}

/**
 * Reads on, and throws away, what comes after an answer that did not need the whole body. If the socket were closed at
 * once, the client, still sending, would see a reset instead of the answer; if it were left alone, the connection
 * would hang.
 */
function drainAfterAnswer(
  request: Parameters<RequestHandler>[0],
  response: Parameters<RequestHandler>[1],
): void {
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
  return clean === '' ? STANDARD_NAME : clean.slice(-MAX_NAME_LENGTH);
}
