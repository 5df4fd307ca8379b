import type { IncomingMessage } from 'node:http';
import { CloseCode, handleProtocols, type Server as GraphQLServer } from 'graphql-ws';
import type { Logger } from 'pino';
import { WebSocketServer, type WebSocket } from 'ws';
import type { SocketLoad, SubscriptionCount } from './subscription-limits.js';

/** What the protocol keeps of a client. */
export interface Peer {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  readonly load: SocketLoad;
}

export interface Wiring<Client extends Peer> {
  readonly protocol: GraphQLServer<Client>;
  readonly count: SubscriptionCount;
  readonly maxAnswerBytes: number;
  readonly logger: Logger;
}

const MAX_MESSAGE_BYTES = 1024 * 1024;
/** Of one message. Each is an object of its own until the last has come; clients send one or a few. */
const MAX_FRAGMENTS = 1024;
/** A client that does not answer a ping until the next one is gone. */
const PING_MS = 12_000;

/** How the protocol library says that a message is none of the protocol. */
const UNEXPECTED = /^Unexpected message of type /;

export function createSocketServer(): WebSocketServer {
  return new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    maxFragments: MAX_FRAGMENTS,
    handleProtocols,
  });
}

/**
 * Joins one WebSocket with the protocol. Whatever a client sends, its fault ends its own socket: nothing here throws
 * or rejects unheard, and only a fault of ours is logged.
 */
export function join<Client extends Peer>(
  peer: Client,
  { protocol, count, maxAnswerBytes, logger }: Wiring<Client>,
): void {
  const { socket, load } = peer;
  const fail = (error: unknown) => {
    logger.error({ err: error }, 'a WebSocket failed for a reason of our own');
    socket.close(CloseCode.InternalServerError, 'Internal server error');
  };
  const pings = startPings(socket);
  const left = protocol.opened(
    {
      protocol: socket.protocol,
      send: (data) => send(socket, data, maxAnswerBytes),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (handle) =>
        socket.on('message', (data) => {
          count.begin(load);
          // Settles when the operation that the message began has ended.
          handle(textOf(data))
            .catch((error: unknown) => {
              if (error instanceof Error && UNEXPECTED.test(error.message)) {
                socket.close(CloseCode.BadRequest, 'Unexpected message');
              } else fail(error);
            })
            .finally(() => count.end(load));
        }),
    },
    peer,
  );
  // A broken frame or connection; 'close' follows, and tells the rest.
  socket.on('error', () => undefined);
  socket.once('close', (code, reason) => {
    clearInterval(pings);
    left(code, String(reason)).catch(fail);
  });
}

/** Resolves when it is out, or the client gone: that it left is known from 'close'. */
function send(socket: WebSocket, data: string, maxBytes: number): Promise<void> {
  return new Promise((resolve) => {
    if (data.length > maxBytes) {
      socket.close(1009, 'The answer is larger than MAX_ANSWER_MB');
      resolve();
    } else if (socket.readyState === socket.OPEN) socket.send(data, () => resolve());
    else resolve();
  });
}

function textOf(data: Buffer | ArrayBuffer | Buffer[]): string {
  if (data instanceof ArrayBuffer) return Buffer.from(data).toString();
  return Array.isArray(data) ? Buffer.concat(data).toString() : data.toString();
}

function startPings(socket: WebSocket): NodeJS.Timeout {
  let answered = true;
  socket.on('pong', () => (answered = true));
  return setInterval(() => {
    if (!answered) socket.terminate();
    else if (socket.readyState === socket.OPEN) {
      answered = false;
      socket.ping();
    }
  }, PING_MS);
}
