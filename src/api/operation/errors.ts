import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { DiskFullError, QueryTooComplexError, TrainyardError } from '../../domain/errors.js';
import { isDiskFull } from '../../storage/disk-space.js';
import { abridge, abridgeAll } from './abridge.js';

/** Codes that Apollo and graphql-js give to requests which are wrong in themselves; their messages are safe to show. */
const REQUEST_ERROR_CODES: ReadonlySet<unknown> = new Set([
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
]);

/** How limits that come without a code of their own put it: of the parser, of introspection, of fragments. */
const TOO_COMPLEX =
  /tokens\. Parsing aborted|maximum introspection depth|recursively requests too many|maximum allowed number of nodes/i;

/** Of a document that is nested so deeply that the parser runs out of stack. */
const TOO_DEEP = /call stack/;

/** Turns whatever went wrong into what a client may see, and logs what it may not. */
export class ErrorPresenter {
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /**
   * `formatted` is the error as graphql-js would send it, with the code that Apollo gave it; `error` is what was
   * thrown; `requestId` goes to the log beside what is not shown.
   */
  present(formatted: GraphQLFormattedError, error: unknown, requestId?: string): GraphQLFormattedError {
    const { message, locations, path, extensions } = formatted;
    const where = { ...(locations && { locations }), ...(path && { path }) };
    const cause = named(rootOf(error));
    if (cause instanceof TrainyardError) {
      return { ...shown(cause), ...where };
    }
    if (REQUEST_ERROR_CODES.has(extensions?.['code'])) {
      if (TOO_DEEP.test(message)) {
        return shown(new QueryTooComplexError('The document is nested too deeply. Send a flatter one.'));
      }
      const code = TOO_COMPLEX.test(message) ? 'QUERY_TOO_COMPLEX' : extensions?.['code'];
      return { message: abridge(message), ...where, extensions: { code } };
    }
    return { ...this.internal(cause, requestId), ...where };
  }

  /** For a failure outside GraphQL: the same shape, without a place in a document. */
  presentPlain(error: unknown, requestId?: string): GraphQLFormattedError {
    const cause = named(error);
    if (!(cause instanceof TrainyardError)) return this.internal(cause, requestId);
    return shown(cause);
  }

  /** Says nothing but where in the log the rest stands. */
  internal(error: unknown, requestId?: string): GraphQLFormattedError {
    const reference = randomUUID();
    this.#logger.error({ err: error, reference, requestId }, 'a request failed for a reason of our own');
    return {
      message: `Something went wrong inside the service. Its log has the details under ${reference}.`,
      extensions: { code: 'INTERNAL_SERVER_ERROR', reference },
    };
  }
}

function shown({ message, details, code }: TrainyardError): {
  message: string;
  extensions: Record<string, unknown>;
} {
  return { message: abridge(message), extensions: { ...abridgeAll(details), code } };
}

/** A disk without room fails wherever something is written; the answer names the disk, not the step. */
function named(error: unknown): unknown {
  if (!isDiskFull(error)) return error;
  return new DiskFullError(
    'The disk of the service is full. Delete tasks or datasets, or ask the operator for more space; then try again.',
    {},
    { cause: error },
  );
}

function rootOf(error: unknown): unknown {
  let root = error;
  while (root instanceof GraphQLError && root.originalError) root = root.originalError;
  return root;
}
