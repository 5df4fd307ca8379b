import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { UnauthenticatedError } from '../../domain/errors.js';

const MESSAGE = 'This service needs its API token. Send the header `Authorization: Bearer <token>`.';

/** Knows the API token, where one is set, and tells whether a client knows it too. */
export class TokenGuard {
  readonly #digest: Buffer | null;

  /** Without a token everybody is let in. */
  constructor(token: string | undefined) {
    this.#digest = token === undefined ? null : sha256(token);
  }

  /** Compares digests, so that the time it takes says nothing of the token, its length included. */
  accepts(token: string | undefined): boolean {
    if (this.#digest === null) return true;
    return token !== undefined && timingSafeEqual(sha256(token), this.#digest);
  }

  /** As {@link accepts}, for the value of an Authorization header. */
  acceptsHeader(authorization: string | undefined): boolean {
    return this.accepts(authorization?.match(/^Bearer +(\S+) *$/i)?.[1]);
  }

  /** Lets through the requests that carry the token; the others become an UnauthenticatedError. */
  middleware(): RequestHandler {
    return (request, response, next) => {
      if (this.acceptsHeader(request.headers.authorization)) {
        next();
      } else {
        response.set('www-authenticate', 'Bearer');
        next(new UnauthenticatedError(MESSAGE));
      }
    };
  }
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
