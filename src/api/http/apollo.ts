import type { Server } from 'node:http';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { QueryTooComplexError } from '../../errors.js';
import type { ApiContext } from '../context.js';
import type { ErrorPresenter } from '../errors.js';
import { assertAffordable, MAX_TOKENS } from '../limits.js';
import { reportOf } from '../operation-report.js';

export interface ApolloParts {
  readonly schema: GraphQLSchema;
  readonly httpServer: Server;
  readonly errors: ErrorPresenter;
  readonly logger: Logger;
  /** How long requests in flight may take when the server stops. */
  readonly graceMs: number;
}

/** GraphQL over HTTP: one operation a request, checked for its cost before it runs. */
export function createApollo({
  schema,
  httpServer,
  errors,
  logger,
  graceMs,
}: ApolloParts): ApolloServer<ApiContext> {
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
    formatError: (formatted, error) => errors.present(formatted, error),
    plugins: [
      costLimit,
      operationReports,
      statusForJson,
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginDrainHttpServer({ httpServer, stopGracePeriodMillis: graceMs }),
    ],
  });
}

const costLimit: ApolloServerPlugin<ApiContext> = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: ({ schema, document, request }) => {
        try {
          assertAffordable({
            schema,
            document,
            operationName: request.operationName,
            variables: request.variables,
          });
        } catch (error) {
          if (!(error instanceof QueryTooComplexError)) throw error;
          throw new GraphQLError(error.message, {
            originalError: error,
            extensions: { http: { status: 400 } },
          });
        }
        return Promise.resolve();
      },
    }),
};

const operationReports: ApolloServerPlugin<ApiContext> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ request, operation, response: { body }, contextValue }) => {
        const { data, errors } = body.kind === 'single' ? body.singleResult : {};
        const { asking, observer } = contextValue;
        observer.operation(reportOf(asking, { operation, variables: request.variables, data, errors }));
        return Promise.resolve();
      },
    }),
};

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
const statusForJson: ApolloServerPlugin<ApiContext> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ request, response: { http, body } }) => {
        const knowsMore = request.http?.headers.get('accept')?.includes('application/graphql-response+json');
        const errors = body.kind === 'single' ? body.singleResult.errors : undefined;
        if (
          http.status === 400 &&
          !knowsMore &&
          errors?.every(({ extensions }) => REFUSALS.has(extensions?.['code']))
        ) {
          http.status = 200;
        }
        return Promise.resolve();
      },
    }),
};
