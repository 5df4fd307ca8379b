import type { ApolloServer } from '@apollo/server';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import {
  BadRequestError,
  BadUserInputError,
  TooManyRequestsError,
  TrainyardError,
  UnauthenticatedError,
  UploadTooLargeError,
} from '../../domain/errors.js';
import type { ApiContext, ApiServices } from '../operation/context.js';
import type { DataDirectory } from '../../storage/data-directory.js';
import type { ErrorPresenter } from '../operation/errors.js';
import type { MetricsPage } from '../operation/observer.js';
import { healthRoutes } from './health-routes.js';
import type { AnswerTypes } from './answer-types.js';
import type { TokenGuard } from '../access/auth.js';
import { compressAnswers } from './compression.js';
import { downloadRoutes } from './downloads.js';
import { graphqlHandler } from './graphql-handler.js';
import type { HttpContexts } from './http-context.js';
import type { IdleBodies } from './idle-bodies.js';
import { isLocalName } from '../access/local-name.js';
import { graphiqlPage, webRoutes } from './pages.js';
import { requestIdFor } from './request-id.js';
import { securityHeaders } from './security-headers.js';

/** Enough for some 10,000 rows of `predictRows`; files come as multipart and are not counted here. */
const MAX_JSON_BYTES = 16 * 1024 * 1024;

export interface AppParts {
  readonly services: ApiServices;
  readonly apollo: ApolloServer<ApiContext>;
  readonly guard: TokenGuard;
  readonly errors: ErrorPresenter;
  readonly files: DataDirectory;
  readonly webRoot: string;
  readonly contexts: HttpContexts;
  readonly types: AnswerTypes;
  readonly idleBodies: IdleBodies;
  readonly maxAnswerBytes: number;
  readonly metrics: MetricsPage | undefined;
  /** Without a token in force, only local names are answered. */
  readonly localNamesOnly: boolean;
}

/** Everything that speaks HTTP: GraphQL, GraphiQL, downloads, health and the web app. */
export function createExpressApp(parts: AppParts): Express {
  const { services, apollo, guard, errors, files, webRoot, contexts, types } = parts;
  const { idleBodies, maxAnswerBytes, metrics } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(securityHeaders);
  app.use(identify);
  app.use(compressAnswers());
  app.use(healthRoutes(services.health, guard));
  if (parts.localNamesOnly) app.use(refuseForeignNames);
  app.use(
    '/graphql',
    graphiqlPage(webRoot),
    guard.middleware(),
    idleBodies.middleware(),
    express.json({ limit: MAX_JSON_BYTES }),
    services.uploads.middleware(),
    graphqlHandler({
      apollo,
      errors,
      maxAnswerBytes,
      types,
      contextOf: (request, response) => contexts.of(request, response, requestIdOf(response)),
    }),
  );
  if (metrics) {
    app.get('/metrics', guard.middleware(), async (_request, response) => {
      response
        .type(metrics.contentType)
        .set('cache-control', 'no-store')
        .send(await metrics.text());
    });
  }
  app.use(downloadRoutes({ ...services, files, guard }));
  app.use(webRoutes(webRoot));
  app.use(answerErrors(errors));
  return app;
}

const identify: RequestHandler = (request, response, next) => {
  response.set('x-request-id', requestIdFor(request));
  next();
};

const requestIdOf = (response: express.Response) => response.get('x-request-id') ?? '';

const refuseForeignNames: RequestHandler = (request, response, next) => {
  if (isLocalName(request.headers.host)) {
    next();
    return;
  }
  response
    .status(403)
    .type('text')
    .send('Without an API token this service answers to localhost and bare addresses only. Set API_TOKEN.\n');
};

/** For what fails outside GraphQL, in the shape of a GraphQL answer. */
function answerErrors(errors: ErrorPresenter): ErrorRequestHandler {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- express knows such a handler by its four parameters
  return (error: unknown, request, response, _next) => {
    // The answer is under way, or nobody is there to read one: all that is left is to end the connection.
    if (response.headersSent || request.socket.destroyed) {
      response.destroy();
      return;
    }
    const { status, shown } = readHttpError(error);
    response.status(status).json({ errors: [errors.presentPlain(shown, requestIdOf(response))] });
  };
}

/**
 * The body parsers' errors, and the router's, carry a status, and `expose` where their message is fit to show. Every
 * status below 500 is the client's fault: it is answered, and not logged.
 */
function readHttpError(error: unknown): { status: number; shown: unknown } {
  if (error instanceof UnauthenticatedError) return { status: 401, shown: error };
  if (error instanceof UploadTooLargeError) return { status: 413, shown: error };
  if (error instanceof TooManyRequestsError) return { status: 429, shown: error };
  if (error instanceof TrainyardError) return { status: 400, shown: error };
  const { status, expose, message } = error as { status?: unknown; expose?: unknown; message?: unknown };
  if (typeof status !== 'number' || status < 400 || status > 499) return { status: 500, shown: error };
  if (expose !== true)
    return { status, shown: new BadRequestError('The request is refused: it is malformed.') };
  const text = `The request is refused: ${String(message)}`;
  return { status, shown: status === 413 ? new UploadTooLargeError(text) : new BadUserInputError(text) };
}
