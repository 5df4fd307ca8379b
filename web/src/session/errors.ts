import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';

/** An error as a person should read it. */
export interface ShownError {
  /** The API's code, or `NETWORK` where the service could not be reached. */
  readonly code: string;
  readonly message: string;
}

export function isUnauthenticated(error: unknown): boolean {
  return describeError(error).code === 'UNAUTHENTICATED';
}

export function describeError(error: unknown): ShownError {
  if (CombinedGraphQLErrors.is(error)) {
    const first = error.errors[0];
    const code = first?.extensions?.['code'];
    return {
      code: typeof code === 'string' ? code : 'INTERNAL_SERVER_ERROR',
      message: first?.message ?? error.message,
    };
  }
  if (ServerError.is(error)) {
    if (error.statusCode === 401)
      return { code: 'UNAUTHENTICATED', message: 'The service needs its API token.' };
    return {
      code: 'NETWORK',
      message: `The server answered with status ${error.statusCode}. Try again in a moment.`,
    };
  }
  if (error instanceof DOMException) return { code: 'CANCELLED', message: error.message };
  return {
    code: 'NETWORK',
    message: 'The server cannot be reached. Check that it is running; this page catches up when it is back.',
  };
}
