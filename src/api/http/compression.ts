import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { constants } from 'node:zlib';
import compression from 'compression';
import type { RequestHandler } from 'express';

/** Less than this travels in one packet. */
const MIN_BYTES = 1400;
/** Quick enough to make while somebody waits. */
const BROTLI_QUALITY = 4;

const SUFFIXES = { br: '.br', gzip: '.gz' } as const;

/**
 * Compresses JSON, CSV and pages as they are sent, where the client takes it. No answer holds the API token, and none
 * with a secret can be asked for by a page of another site, so that sizes give nothing away (BREACH).
 */
export function compressAnswers(): RequestHandler {
  return compression({
    threshold: MIN_BYTES,
    brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } },
  });
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
