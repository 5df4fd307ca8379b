import type { Server } from 'node:http';
import {
  ApolloServer,
  type ApolloServerPlugin,
  type GraphQLRequestContextDidResolveOperation,
  type GraphQLRequestContextWillSendResponse,
  type GraphQLRequestListener,
} from '@apollo/server';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { QueryTooComplexError } from '../../domain/errors.js';
import type { ApiContext } from '../operation/context.js';
import type { ErrorPresenter } from '../operation/errors.js';
import type { KnownDocuments } from '../operation/known-documents.js';
import { assertAffordable, MAX_TOKENS } from '../operation/limits.js';
import { reportOf } from '../operation/operation-report.js';

export interface ApolloParts {
  readonly schema: GraphQLSchema;
  /** Gets each document that is found valid. */
  readonly documents: KnownDocuments;
  readonly httpServer: Server;
  readonly errors: ErrorPresenter;
  readonly logger: Logger;
  /** How long requests in flight may take when the server stops. */
  readonly graceMs: number;
}

/** GraphQL over HTTP: one operation a request, checked for its cost before it runs. */
export function createApollo({
  schema,
  documents,
  httpServer,
  errors,
  logger,
  graceMs,
}: ApolloParts): ApolloServer<ApiContext> {
  const requestIds = new WeakMap<Error, string>();
  return new ApolloServer<ApiContext>({
    schema,
    logger,
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    maxRecursiveSelections: true,
    parseOptions: { maxTokens: MAX_TOKENS },
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: (formatted, error) =>
      errors.present(formatted, error, error instanceof Error ? requestIds.get(error) : undefined),
    plugins: [
      watchOperations(requestIds, documents),
      ApolloServerPluginLandingPageDisabled(),
      // It calls a hook for each field of an answer, to find out that nothing here may be cached.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginDrainHttpServer({ httpServer, stopGracePeriodMillis: graceMs }),
    ],
  });
}

type Listener = GraphQLRequestListener<ApiContext>;

/**
 * What happens beside an operation; one plugin, as each costs every request some promises.
 * @param requestIds receives the request that each error belongs to, which `formatError` does not see
 */
function watchOperations(
  requestIds: WeakMap<Error, string>,
  documents: KnownDocuments,
): ApolloServerPlugin<ApiContext> {
  const listener: Listener = {
    didResolveOperation: (request) => {
      checkCost(request);
      documents.keep(request.source, request.document);
      return DONE;
    },
    didEncounterErrors: ({ errors, contextValue }) => {
      for (const error of errors) requestIds.set(error, contextValue.asking.requestId);
      return DONE;
    },
    willSendResponse: (request) => {
      report(request);
      adaptStatus(request);
      return DONE;
    },
  };
  const listening = Promise.resolve(listener);
  return { requestDidStart: () => listening };
}

const DONE = Promise.resolve();

/** @throws {GraphQLError} where the operation is refused before it runs */
function checkCost({
  schema,
  document,
  request: { operationName, variables },
}: GraphQLRequestContextDidResolveOperation<ApiContext>): void {
  try {
    assertAffordable({ schema, document, operationName, variables });
  } catch (error) {
    if (!(error instanceof QueryTooComplexError)) throw error;
    throw new GraphQLError(error.message, { originalError: error, extensions: { http: { status: 400 } } });
  }
}

type Answered = GraphQLRequestContextWillSendResponse<ApiContext>;

function report({ request, operation, response: { body }, contextValue }: Answered): void {
  const { data, errors } = body.kind === 'single' ? body.singleResult : {};
  const { asking, observer } = contextValue;
  observer.operation(reportOf(asking, { operation, variables: request.variables, data, errors }));
}

/** Refusals of a document or its variables: the request was understood, and the answer is its errors. */
const REFUSALS: ReadonlySet<unknown> = new Set([
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'QUERY_TOO_COMPLEX',
]);

/**
 * Clients that know `application/json` only get a refusal with status 200, so that none of them mistakes the
 * answer for one of a proxy; the others with Apollo's 400 (GraphQL over HTTP, section 6.4).
 */
function adaptStatus({ request, response: { http, body } }: Answered): void {
  if (http.status !== 400) return;
  const knowsMore = request.http?.headers.get('accept')?.includes('application/graphql-response+json');
  const errors = body.kind === 'single' ? body.singleResult.errors : undefined;
  if (!knowsMore && errors?.every(({ extensions }) => REFUSALS.has(extensions?.['code']))) http.status = 200;
}
