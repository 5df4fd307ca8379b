import { HeaderMap, type ApolloServer } from '@apollo/server';
import type { Request, RequestHandler, Response } from 'express';
import { answerTooLarge } from '../operation/answer-budget.js';
import type { ApiContext } from '../operation/context.js';
import type { ErrorPresenter } from '../operation/errors.js';
import type { AnswerTypes } from './answer-types.js';

export interface GraphQLHandlerParts {
  readonly apollo: ApolloServer<ApiContext>;
  readonly contextOf: (request: Request, response: Response) => ApiContext;
  /** Gets the type of each answer. */
  readonly types: AnswerTypes;
  readonly errors: ErrorPresenter;
  readonly maxAnswerBytes: number;
}

/** Passes a request whose body is parsed to Apollo, and sends what it answers. */
export function graphqlHandler(parts: GraphQLHandlerParts): RequestHandler {
  const { apollo, contextOf, types, errors, maxAnswerBytes } = parts;
  return async (request, response) => {
    const { headers, status, body } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method,
        headers: headersOf(request),
        search: searchOf(request.url),
        body: request.body as unknown,
      },
      context: () => Promise.resolve(contextOf(request, response)),
    });
    // Answered already: its body stood still.
    if (response.headersSent) return;
    if (body.kind === 'chunked') throw new Error('No operation here is answered in parts.');
    for (const [name, value] of headers) response.setHeader(name, value);
    response.setHeader('cache-control', 'no-store');
    response.statusCode = status ?? 200;
    const type = headers.get('content-type');
    if (response.statusCode === 200 && type !== undefined) types.keep(request.headers.accept, type);
    const bytes = Buffer.from(body.string);
    if (bytes.length <= maxAnswerBytes) {
      response.setHeader('content-length', bytes.length);
      response.end(bytes);
    } else {
      response.removeHeader('content-length');
      response.status(400).json({ errors: [errors.presentPlain(answerTooLarge(maxAnswerBytes))] });
    }
  };
}

function headersOf({ headers }: Request): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}

function searchOf(url: string): string {
  const start = url.indexOf('?');
  return start === -1 ? '' : url.slice(start);
}
