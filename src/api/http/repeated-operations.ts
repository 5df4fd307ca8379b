import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  execute,
  getOperationAST,
  OperationTypeNode,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { z } from 'zod';
import { answerTooLarge } from '../operation/answer-budget.js';
import type { ApiContext } from '../operation/context.js';
import type { ErrorPresenter } from '../operation/errors.js';
import type { KnownDocuments } from '../operation/known-documents.js';
import { assertAffordable } from '../operation/limits.js';
import { reportOf } from '../operation/operation-report.js';
import { presentResult } from '../operation/present-result.js';
import type { AnswerTypes } from './answer-types.js';
import type { TokenGuard } from '../access/auth.js';
import type { HttpContexts } from './http-context.js';
import { isLocalName } from '../access/local-name.js';
import { requestIdFor } from './request-id.js';
import { sendAnswer } from './send-answer.js';

export interface RepeatedOperationParts {
  readonly schema: GraphQLSchema;
  readonly documents: KnownDocuments;
  readonly types: AnswerTypes;
  readonly contexts: HttpContexts;
  readonly guard: TokenGuard;
  readonly errors: ErrorPresenter;
  readonly maxAnswerBytes: number;
  /** Without a token in force, only local names are answered. */
  readonly localNamesOnly: boolean;
}

/** Such a body comes in one piece with the headers. */
const MAX_BODY_BYTES = 32 * 1024;
const JSON_TYPE = /^application\/json *(; *charset=utf-8)?$/i;

/** What clients send. */
const Body = z.object({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  // Apollo heeds nothing else of them, and there are no persisted queries.
  extensions: z.object({ persistedQuery: z.undefined() }).nullish(),
});

interface Asked {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown> | undefined;
}

/**
 * Answers operations that were asked before past Express and Apollo, which take longer than all the rest. What each
 * request must pass is checked here again: the name that it came to, the token, the cost. One that does not pass, or is in any
 * way unusual, goes the long way, as if nobody had looked at it; so every refusal is written there.
 */
export class RepeatedOperations {
  readonly #parts: RepeatedOperationParts;

  constructor(parts: RepeatedOperationParts) {
    this.#parts = parts;
  }

  /** @param otherwise the long way */
  answer(request: IncomingMessage, response: ServerResponse, otherwise: () => void): void {
    if (!this.#mayPass(request)) {
      otherwise();
      return;
    }
    // By then the body is there, if it came with the headers.
    process.nextTick(() => {
      try {
        if (!this.#isAnswered(request, response)) otherwise();
      } catch (error) {
        this.#fail(request, response, error);
      }
    });
  }

  #mayPass({ method, url, headers }: IncomingMessage): boolean {
    const { guard, localNamesOnly } = this.#parts;
    return (
      method === 'POST' &&
      url === '/graphql' &&
      JSON_TYPE.test(headers['content-type'] ?? '') &&
      Number(headers['content-length']) <= MAX_BODY_BYTES &&
      headers['content-encoding'] === undefined &&
      // Preferences are weighed elsewhere.
      !headers['accept-encoding']?.includes(';') &&
      guard.acceptsHeader(headers.authorization) &&
      (!localNamesOnly || isLocalName(headers.host))
    );
  }

  #isAnswered(request: IncomingMessage, response: ServerResponse): boolean {
    const type = this.#parts.types.find(request.headers.accept);
    const body: unknown = type === undefined ? null : request.read();
    if (type === undefined || !(body instanceof Buffer)) return false;
    const isWhole = body.length === Number(request.headers['content-length']);
    const asked = isWhole ? this.#read(body) : null;
    if (asked && this.#execute(request, response, type, asked)) return true;
    // Back to where it was.
    request.unshift(body);
    return false;
  }

  /** Null where it is new, refused, or not an operation at all. */
  #read(body: Buffer): Asked | null {
    const { data } = Body.safeParse(parsed(body));
    const document = data && this.#parts.documents.find(data.query);
    if (!document) return null;
    const operationName = data.operationName ?? undefined;
    const variables = data.variables ?? undefined;
    const operation = getOperationAST(document, operationName);
    if (!operation || operation.operation === OperationTypeNode.SUBSCRIPTION) return null;
    try {
      assertAffordable({ schema: this.#parts.schema, document, operationName, variables });
    } catch {
      return null;
    }
    return { document, operation, operationName, variables };
  }

  /** False where nothing was executed, as the variables do not fit. */
  #execute(request: IncomingMessage, response: ServerResponse, type: string, asked: Asked): boolean {
    const { schema, contexts } = this.#parts;
    const contextValue = contexts.of(request, response, requestIdFor(request));
    const { document, operationName, variables } = asked;
    const result = execute({ schema, document, operationName, variableValues: variables, contextValue });
    if ('then' in result) {
      result
        .then((settled) => this.#send(response, type, asked, contextValue, settled))
        .catch((error: unknown) => this.#fail(request, response, error));
      return true;
    }
    if (!('data' in result)) return false;
    this.#send(response, type, asked, contextValue, result);
    return true;
  }

  #send(
    response: ServerResponse,
    type: string,
    { operation, variables }: Asked,
    { asking, observer }: ApiContext,
    result: ExecutionResult,
  ): void {
    const { errors: presenter, maxAnswerBytes } = this.#parts;
    const { requestId } = asking;
    const { errors, data } = presentResult(result, presenter, requestId);
    observer.operation(reportOf(asking, { operation, variables, data, errors }));
    const text = `${JSON.stringify({ errors, data })}\n`;
    if (Buffer.byteLength(text) <= maxAnswerBytes) {
      sendAnswer(response, { status: 200, type, requestId, text });
    } else {
      const refusal = presenter.presentPlain(answerTooLarge(maxAnswerBytes));
      sendAnswer(response, { status: 400, type, requestId, text: JSON.stringify({ errors: [refusal] }) });
    }
  }

  #fail(request: IncomingMessage, response: ServerResponse, error: unknown): void {
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const requestId = requestIdFor(request);
    const text = JSON.stringify({ errors: [this.#parts.errors.presentPlain(error, requestId)] });
    sendAnswer(response, { status: 500, type: 'application/json; charset=utf-8', requestId, text });
  }
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
