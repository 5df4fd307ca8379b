import type { ExecutionResult, GraphQLError } from 'graphql';
import type { ErrorPresenter } from './errors.js';

/** An answer as its client may see it. */
export function presentResult(
  result: ExecutionResult,
  errors: ErrorPresenter,
  requestId?: string,
): ExecutionResult {
  if (!result.errors) return result;
  const shown = result.errors.map((error) => {
    // Without a path it befell no field: the request itself, its variables, does not fit.
    const failure = error.path || error.originalError ? error : withCode(error, 'BAD_USER_INPUT');
    return errors.present(failure.toJSON(), failure, requestId);
  });
  return { ...result, errors: shown as unknown as readonly GraphQLError[] };
}

export function withCode(error: GraphQLError, code: string): GraphQLError {
  error.extensions['code'] = code;
  return error;
}
