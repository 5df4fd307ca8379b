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
import { LRUCache } from 'lru-cache';
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
  const document = documents.get(query) ?? readDocument(schema, query);
  if (!('kind' in document)) return document;
  try {
    checkLoad();
    assertAffordable({ schema, document, operationName, variables });
  } catch (error) {
    return [asGraphQLError(error)];
  }
  return { schema, document, variableValues: variables, operationName, contextValue };
}

/** Thousands of clients ask the same few questions; a valid document is read once. */
const documents = new LRUCache<string, DocumentNode>({
  maxSize: 4 * 1024 * 1024,
  sizeCalculation: (_, query) => 1 + query.length,
});

function readDocument(schema: GraphQLSchema, query: string): DocumentNode | readonly GraphQLError[] {
  let document: DocumentNode;
  try {
    document = parse(query, { maxTokens: MAX_TOKENS });
  } catch (error) {
    return [withCode(asGraphQLError(error), 'GRAPHQL_PARSE_FAILED')];
  }
  const faults = validate(schema, document);
  if (faults.length > 0) return faults.map((fault) => withCode(fault, 'GRAPHQL_VALIDATION_FAILED'));
  documents.set(query, document);
  return document;
}

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

function withCode(error: GraphQLError, code: string): GraphQLError {
  error.extensions['code'] = code;
  return error;
}

function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const failure = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(failure.message, { originalError: failure });
}
