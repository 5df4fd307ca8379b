import type { ServerResponse } from 'node:http';
import { compress, encodingFor, MIN_COMPRESSED_BYTES } from './compression.js';
import { SECURITY_HEADERS } from './security-headers.js';

export interface PlainAnswer {
  readonly status: number;
  readonly type: string;
  readonly requestId: string;
  /** JSON. */
  readonly text: string;
}

/** Sends an answer of GraphQL with the headers that Express would give it. */
export function sendAnswer(response: ServerResponse, { status, type, requestId, text }: PlainAnswer): void {
  const send = (body: string | Buffer, ...more: string[]) => {
    const length = String(Buffer.byteLength(body));
    response.writeHead(status, [
      ...SECURITY_HEADERS,
      ...['x-request-id', requestId, 'cache-control', 'no-store', 'vary', 'Accept-Encoding'],
      ...['content-type', type, 'content-length', length],
      ...more,
    ]);
    response.end(body);
  };
  const encoding = encodingFor(response.req.headers['accept-encoding']);
  if (encoding === null || text.length < MIN_COMPRESSED_BYTES) {
    send(text);
    return;
  }
  compress(text, encoding, (error, bytes) => {
    if (error) send(text);
    else send(bytes, 'content-encoding', encoding);
  });
}
