import { createHmac, timingSafeEqual } from 'node:crypto';
import path from 'node:path';

/** A link works so long at least. */
const MIN_LIFETIME_MS = 3_600_000;

/** For descriptions in the schema. */
export const LIFETIME = 'for one hour, or for PREDICTION_TTL_SECS where that is longer';

/**
 * Makes the links to files, and checks them when they come back. With an API token in force a link carries its own
 * leave (`expires`, in seconds since 1970, and an HMAC over path and expiry, keyed by the token), because a browser
 * that follows it sends no Authorization header. Nothing is stored: a link outlives a restart, but no other token.
 */
export class DownloadLinks {
  readonly #token: string | undefined;
  readonly #lifetimeMs: number;

  /** @param predictionTtlMs how long a scored file is kept; a link to it works as long. */
  constructor(token: string | undefined, predictionTtlMs: number) {
    this.#token = token;
    this.#lifetimeMs = Math.max(MIN_LIFETIME_MS, predictionTtlMs);
  }

  /** `modelPath` is where the model lies; only its last part shows. */
  model(taskId: string, modelPath: string): string {
    const fileName = encodeURIComponent(path.posix.basename(modelPath));
    return this.#sign(`/models/${encodeURIComponent(taskId)}/${fileName}`);
  }

  predictionCsv(csvId: string): string {
    return this.#sign(`/predictions/${encodeURIComponent(csvId)}.csv`);
  }

  /** Whether `query` holds a signature made by us for `pathname` (as in the link, still encoded) that has not expired. */
  isSigned(pathname: string, query: URLSearchParams): boolean {
    const expires = query.get('expires') ?? '';
    const signature = query.get('signature') ?? '';
    if (this.#token === undefined || !/^\d{1,12}$/.test(expires)) return false;
    const expected = Buffer.from(this.#signature(pathname, expires));
    const presented = Buffer.from(signature);
    return (
      presented.length === expected.length &&
      timingSafeEqual(presented, expected) &&
      Date.now() < Number(expires) * 1000
    );
  }

  #sign(pathname: string): string {
    if (this.#token === undefined) return pathname;
    const expires = String(Math.ceil((Date.now() + this.#lifetimeMs) / 1000));
    return `${pathname}?expires=${expires}&signature=${this.#signature(pathname, expires)}`;
  }

  #signature(pathname: string, expires: string): string {
    return createHmac('sha256', this.#token ?? '')
      .update(`download\n${pathname}\n${expires}`)
      .digest('base64url');
  }
}
