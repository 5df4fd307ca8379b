import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { BadRequestError } from '../../domain/errors.js';
import type { ErrorPresenter } from '../operation/errors.js';

/** How often a body is looked at within the time for which it may stand still. */
const LOOKS = 4;

interface Awaited {
  readonly cutOff: () => void;
  bytes: number;
  stillLooks: number;
}

/**
 * Ends requests whose body has come to a standstill. A slow upload may take hours; one that sends nothing holds a
 * connection and a file. While the service itself is not ready for more, the client is not to blame.
 */
export class IdleBodies {
  readonly #errors: ErrorPresenter;
  readonly #awaited = new Map<IncomingMessage, Awaited>();
  readonly #timer: NodeJS.Timeout;

  constructor(idleMs: number, errors: ErrorPresenter) {
    this.#errors = errors;
    this.#timer = setInterval(() => this.#look(), idleMs / LOOKS);
  }

  middleware(): RequestHandler {
    return (request, response, next) => {
      if (!request.complete) {
        const cutOff = () => {
          response.once('finish', () => request.destroy());
          if (response.headersSent) request.destroy();
          else response.status(408).json({ errors: [this.#errors.presentPlain(stalled())] });
        };
        const forget = () => this.#awaited.delete(request);
        this.#awaited.set(request, { cutOff, bytes: request.socket.bytesRead, stillLooks: 0 });
        request.once('end', forget).once('close', forget);
      }
      next();
    };
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    for (const [request, state] of this.#awaited) {
      const bytes = request.socket.bytesRead;
      const isOurTurn = request.isPaused() || request.readableLength > 0;
      state.stillLooks = bytes === state.bytes && !isOurTurn ? state.stillLooks + 1 : 0;
      state.bytes = bytes;
      if (state.stillLooks < LOOKS) continue;
      this.#awaited.delete(request);
      state.cutOff();
    }
  }
}

function stalled(): BadRequestError {
  return new BadRequestError(
    'The body of the request stood still for too long. Send it again, or raise BODY_IDLE_TIMEOUT_SECS.',
  );
}
