import type { Server } from 'node:http';
import type { Logger } from 'pino';

/** Requests that end before there is a request: what Node found, as a status and a sentence. */
const FAULTS: Readonly<Record<string, readonly [string, string]>> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'The headers have more than 16 kB.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ['413 Payload Too Large', 'A chunk extension has more than 16 kB.'],
  ERR_HTTP_REQUEST_TIMEOUT: [
    '408 Request Timeout',
    'The headers took too long. Send them faster, or raise HEADER_TIMEOUT_SECS.',
  ],
};
const MALFORMED = ['400 Bad Request', 'This is no HTTP/1.1 request.'] as const;

/** A full house is said once in this time. */
const SAY_AGAIN_MS = 60_000;

/** Answers what never becomes a request, and says in the log when connections are turned away. */
export function answerClientErrors(server: Server, logger: Logger): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable || error.code === 'ECONNRESET') {
      socket.destroy();
      return;
    }
    const [status, sentence] = FAULTS[error.code ?? ''] ?? MALFORMED;
    const body = `${JSON.stringify({ errors: [{ message: sentence, extensions: { code: 'BAD_REQUEST' } }] })}\n`;
    socket.end(
      `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      () => socket.destroy(),
    );
  });
  let saidAt = -Infinity;
  server.on('drop', () => {
    if (performance.now() - saidAt < SAY_AGAIN_MS) return;
    saidAt = performance.now();
    logger.warn(
      { maxConnections: server.maxConnections },
      'connections are turned away: MAX_CONNECTIONS are open',
    );
  });
}
