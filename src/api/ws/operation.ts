import {
  GraphQLError,
  parse,
  validate,
  type DocumentNode,
  type ExecutionArgs,
  type GraphQLSchema,
} from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { ApiContext } from '../operation/context.js';
import type { KnownDocuments } from '../operation/known-documents.js';
import { assertAffordable, MAX_TOKENS } from '../operation/limits.js';
import { withCode } from '../operation/present-result.js';

export interface Running {
  readonly schema: GraphQLSchema;
  readonly documents: KnownDocuments;
  readonly contextValue: ApiContext;
  /** @throws {TooManyRequestsError} where too much runs already */
  readonly checkLoad: () => void;
}

/** Checks an operation as Apollo does over HTTP; answers what to execute, or why it is refused. */
export function prepareOperation(
  { query, variables, operationName }: SubscribePayload,
  { schema, documents, contextValue, checkLoad }: Running,
): ExecutionArgs | readonly GraphQLError[] {
  const document = documents.find(query) ?? readDocument(schema, query);
  if (!('kind' in document)) return document;
  documents.keep(query, document);
  try {
    checkLoad();
    assertAffordable({ schema, document, operationName, variables });
  } catch (error) {
    return [asGraphQLError(error)];
  }
  return { schema, document, variableValues: variables, operationName, contextValue };
}

function readDocument(schema: GraphQLSchema, query: string): DocumentNode | readonly GraphQLError[] {
  let document: DocumentNode;
  try {
    document = parse(query, { maxTokens: MAX_TOKENS });
  } catch (error) {
    return [withCode(asGraphQLError(error), 'GRAPHQL_PARSE_FAILED')];
  }
  const faults = validate(schema, document);
  if (faults.length > 0) return faults.map((fault) => withCode(fault, 'GRAPHQL_VALIDATION_FAILED'));
  return document;
}

function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const failure = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(failure.message, { originalError: failure });
}
