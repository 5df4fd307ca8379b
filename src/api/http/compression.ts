import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { brotliCompress, constants, gzip } from 'node:zlib';
import compression from 'compression';
import type { RequestHandler } from 'express';

/** Less than this travels in one packet. */
export const MIN_COMPRESSED_BYTES = 1400;
/** Quick enough to make while somebody waits. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

const SUFFIXES = { br: '.br', gzip: '.gz' } as const;

/**
 * Compresses JSON, CSV and pages as they are sent, where the client takes it. No answer holds the API token, and none
 * with a secret can be asked for by a page of another site, so that sizes give nothing away (BREACH).
 */
export function compressAnswers(): RequestHandler {
  return compression({
    threshold: MIN_COMPRESSED_BYTES,
    brotli: BROTLI,
  });
}

export type Encoding = keyof typeof SUFFIXES;

/** As a client without preferences of its own takes it; null: not compressed. */
export function encodingFor(accepted: string | undefined): Encoding | null {
  if (accepted === undefined) return null;
  const names = accepted.toLowerCase().split(/[ ,]+/);
  return names.includes('br') ? 'br' : names.includes('gzip') ? 'gzip' : null;
}

/** A whole text at once. */
export function compress(
  text: string,
  encoding: Encoding,
  done: (error: Error | null, bytes: Buffer) => void,
): void {
  if (encoding === 'br') brotliCompress(text, BROTLI, done);
  else gzip(text, done);
}

/** Sends the compressed copies that the build has put beside the files of `root`, to clients that take them. */
export function precompressed(root: string): RequestHandler {
  const files = new Set(existsSync(root) ? readdirSync(root) : []);
  return (request, response, next) => {
    const name = request.path.slice(1);
    const encoding = request.acceptsEncodings(['br', 'gzip']);
    if (encoding !== 'br' && encoding !== 'gzip') {
      next();
      return;
    }
    const copy = name + SUFFIXES[encoding];
    if (files.has(copy)) {
      response.type(path.extname(name)).set('content-encoding', encoding).vary('accept-encoding');
      request.url = `/${copy}`;
    }
    next();
  };
}
