import type { IncomingMessage, ServerResponse } from 'node:http';
import { ClientGoneError } from '../../domain/errors.js';
import { AnswerBudget } from '../operation/answer-budget.js';
import type { ApiContext, ApiServices } from '../operation/context.js';

/** Makes the context of an operation that came by HTTP. */
export class HttpContexts {
  readonly #services: ApiServices;
  readonly #maxAnswerBytes: number;

  constructor(services: ApiServices, maxAnswerBytes: number) {
    this.#services = services;
    this.#maxAnswerBytes = maxAnswerBytes;
  }

  of(request: IncomingMessage, response: ServerResponse, requestId: string): ApiContext {
    const { address } = this.#services;
    let signal: AbortSignal | undefined;
    return {
      ...this.#services,
      origin: address.originFor(request),
      // Few operations are long enough to ask for it.
      get signal() {
        return (signal ??= signalOf(response));
      },
      budget: new AnswerBudget(this.#maxAnswerBytes),
      asking: {
        transport: 'http',
        requestId,
        client: address.clientOf(request),
        since: performance.now(),
      },
    };
  }
}

/** Aborted when the client goes away before its answer is out. */
function signalOf(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  const left = () => {
    if (!response.writableFinished) controller.abort(new ClientGoneError());
  };
  if (response.closed) left();
  else response.once('close', left);
  return controller.signal;
}
