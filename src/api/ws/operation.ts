import {
  GraphQLError,
  parse,
  validate,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { ApiContext } from '../context.js';
import type { ErrorPresenter } from '../errors.js';
import { assertAffordable, MAX_TOKENS } from '../limits.js';

export interface Running {
  readonly contextValue: ApiContext;
  /** @throws {TooManyRequestsError} where too much runs already */
  readonly checkLoad: () => void;
}

/** Checks an operation as Apollo does over HTTP; answers what to execute, or why it is refused. */
export function prepareOperation(
  schema: GraphQLSchema,
  { query, variables, operationName }: SubscribePayload,
  { contextValue, checkLoad }: Running,
): ExecutionArgs | readonly GraphQLError[] {
  let document: DocumentNode;
  try {
    document = parse(query, { maxTokens: MAX_TOKENS });
  } catch (error) {
    return [withCode(asGraphQLError(error), 'GRAPHQL_PARSE_FAILED')];
  }
  const faults = validate(schema, document);
  if (faults.length > 0) return faults.map((fault) => withCode(fault, 'GRAPHQL_VALIDATION_FAILED'));
  try {
    checkLoad();
    assertAffordable({ schema, document, operationName, variables });
  } catch (error) {
    return [asGraphQLError(error)];
  }
  return { schema, document, variableValues: variables, operationName, contextValue };
}

export function presentResult(result: ExecutionResult, errors: ErrorPresenter): ExecutionResult {
  if (!result.errors) return result;
  const shown = result.errors.map((error) => {
    // Without a path it befell no field: the request itself, its variables, does not fit.
    const failure = error.path || error.originalError ? error : withCode(error, 'BAD_USER_INPUT');
    return errors.present(failure.toJSON(), failure);
  });
  return { ...result, errors: shown as unknown as readonly GraphQLError[] };
}

function withCode(error: GraphQLError, code: string): GraphQLError {
  error.extensions['code'] = code;
  return error;
}

function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const failure = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(failure.message, { originalError: failure });
}
