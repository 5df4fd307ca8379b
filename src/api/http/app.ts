import { randomUUID } from 'node:crypto';
import type { ApolloServer } from '@apollo/server';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import {
  BadRequestError,
  BadUserInputError,
  ClientGoneError,
  TooManyRequestsError,
  TrainyardError,
  UnauthenticatedError,
  UploadTooLargeError,
} from '../../errors.js';
import { AnswerBudget } from '../answer-budget.js';
import type { ApiContext, ApiServices } from '../context.js';
import type { DataDirectory } from '../../storage/data-directory.js';
import type { ErrorPresenter } from '../errors.js';
import type { MetricsPage } from '../observer.js';
import { healthRoutes } from '../health/routes.js';
import type { TokenGuard } from './auth.js';
import { compressAnswers } from './compression.js';
import { downloadRoutes } from './downloads.js';
import { graphqlHandler } from './graphql-handler.js';
import type { IdleBodies } from './idle-bodies.js';
import { isLocalName } from './local-name.js';
import { graphiqlPage, securityHeaders, webRoutes } from './pages.js';
import type { PublicAddress } from './public-address.js';

/** Enough for some 10,000 rows of `predictRows`; files come as multipart and are not counted here. */
const MAX_JSON_BYTES = 16 * 1024 * 1024;
const USABLE_ID = /^[\w.-]{1,64}$/;

export interface AppParts {
  readonly services: ApiServices;
  readonly apollo: ApolloServer<ApiContext>;
  readonly guard: TokenGuard;
  readonly errors: ErrorPresenter;
  readonly files: DataDirectory;
  readonly webRoot: string;
  readonly address: PublicAddress;
  readonly idleBodies: IdleBodies;
  readonly maxAnswerBytes: number;
  readonly metrics: MetricsPage | undefined;
  /** Without a token in force, only local names are answered. */
  readonly localNamesOnly: boolean;
}

/** Everything that speaks HTTP: GraphQL, GraphiQL, downloads, health and the web app. */
export function createExpressApp(parts: AppParts): Express {
  const { services, apollo, guard, errors, files, webRoot, address, idleBodies, maxAnswerBytes, metrics } =
    parts;
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
      contextOf: (request, response) => ({
        ...services,
        origin: address.originFor(request),
        signal: signalOf(response),
        budget: new AnswerBudget(maxAnswerBytes),
        asking: {
          transport: 'http',
          requestId: requestIdOf(response),
          client: address.clientOf(request),
          since: performance.now(),
        },
      }),
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

/** The client's own id of the request where it has a usable one, else a new one; it is in the answer and in the log. */
const identify: RequestHandler = (request, response, next) => {
  const given = request.get('x-request-id');
  response.set('x-request-id', given !== undefined && USABLE_ID.test(given) ? given : randomUUID());
  next();
};

const requestIdOf = (response: express.Response) => response.get('x-request-id') ?? '';

/** Aborted when the client goes away before its answer is out. */
function signalOf(response: express.Response): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort(new ClientGoneError());
  });
  return controller.signal;
}

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
