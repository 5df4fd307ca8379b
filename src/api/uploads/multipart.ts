import type { Request, Response } from 'express';
import { processRequest } from 'graphql-upload-minimal';
import { cutOff, tooLarge } from '../../domain/upload-refusals.js';
import { BadUserInputError, TrainyardError, UploadTooLargeError } from '../../domain/errors.js';

/** Of `operations`, and again of `map`: a program's rows and options beside the file. */
const MAX_FIELD_BYTES = 1_000_000;
/** The library repeats names of the request; a client needs no more of them than this. */
const MAX_MESSAGE_LENGTH = 300;

const ANOTHER_FILE = 'The request has more than one file. Send each file in a request of its own.';

/**
 * Reads the fields of a GraphQL multipart request, and answers its operation once `map` has come; the file follows as
 * a stream. One file a request: files come one after the other on the wire, so that a resolver which waits for the
 * second while nobody reads the first would wait forever.
 * @param maxFileBytes Where the parser cuts the file off.
 * @throws {BadUserInputError} {UploadTooLargeError}; nothing else: what is wrong with a body is the client's to mend
 */
export async function readMultipart(
  request: Request,
  response: Response,
  maxFileBytes: number,
): Promise<unknown> {
  guardParser(request);
  try {
    return await processRequest(request, response, {
      maxFieldSize: MAX_FIELD_BYTES,
      maxFileSize: maxFileBytes,
      maxFiles: 1,
    });
  } catch (error) {
    throw explainMultipart(error, maxFileBytes);
  }
}

/**
 * The parser fails a second time while it is taken down after its first error, and its library listens to the first
 * only: unheard, the second would end the process. So would an exception thrown while a piece of the body is parsed.
 */
function guardParser(request: Request): void {
  const pipe = request.pipe.bind(request);
  request.pipe = (parser, options) => {
    parser.on('error', () => undefined);
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this`, below
    parser.write = new Proxy(parser.write, {
      apply(write, self, args): unknown {
        try {
          return Reflect.apply(write, self, args);
        } catch (error) {
          return parser.emit('error', error);
        }
      },
    });
    return pipe(parser, options);
  };
}

/** What went wrong with a multipart body, in words for its sender; the library speaks in statuses and in its own terms. */
export function explainMultipart(error: unknown, maxFileBytes: number): Error {
  if (error instanceof TrainyardError) return error;
  const { message } = error instanceof Error ? error : new Error(String(error));
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (status === 413) return tooMuch(message, maxFileBytes);
  if (status === 499) return cutOff(error);
  return new BadUserInputError(malformed(message), {}, { cause: error });
}

function tooMuch(message: string, maxFileBytes: number): UploadTooLargeError {
  if (message.includes('max file uploads')) return new UploadTooLargeError(ANOTHER_FILE);
  if (message.includes('multipart field value')) {
    return new UploadTooLargeError(
      `\`operations\` and \`map\` of a multipart request may have ${MAX_FIELD_BYTES / 1e6} MB each. Send less beside the file.`,
    );
  }
  return fileTooLarge(maxFileBytes);
}

/** `maxFileBytes` is where the parser cuts: one byte more than the service takes. */
export const fileTooLarge = (maxFileBytes: number): UploadTooLargeError => tooLarge(maxFileBytes - 1);

function malformed(message: string): string {
  switch (message) {
    case 'Unexpected end of form':
    case 'Unexpected end of file':
      return 'The multipart request ends before its last boundary, so the file is not whole. Send it again.';
    case 'Malformed part header':
      return 'The multipart request has a part whose header cannot be read. Names of fields and files may hold no control characters, and a header has 16 kB at most.';
    case 'Multipart: Boundary not found':
      return 'The content type of the multipart request names no boundary.';
    default:
      return `The multipart request is not complete: ${message.slice(0, MAX_MESSAGE_LENGTH)}`;
  }
}
