import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { setMaxListeners } from 'node:events';
import type { GraphQLSchema } from 'graphql';
import { CloseCode, type Context } from 'graphql-ws';
import { useServer, type Extra } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { ApiContext, ApiServices } from '../context.js';
import type { ErrorPresenter } from '../errors.js';
import type { TokenGuard } from '../http/auth.js';
import { isLocalName, isSameSite, originOf } from '../http/origin.js';
import { prepareOperation, presentResult } from './operation.js';

const MAX_MESSAGE_BYTES = 1024 * 1024;
/** Time for clients to answer the closing handshake. */
const CLOSE_GRACE_MS = 1000;

export interface SocketParts {
  readonly httpServer: Server;
  readonly schema: GraphQLSchema;
  readonly services: ApiServices;
  readonly guard: TokenGuard;
  readonly errors: ErrorPresenter;
  readonly localNamesOnly: boolean;
}

type Connection = Context<Record<string, unknown>, Extra & Partial<Leave>>;
/** Aborted when the client is gone. */
interface Leave extends Record<PropertyKey, unknown> {
  readonly leave: AbortSignal;
}

/** GraphQL over WebSocket (graphql-transport-ws), on the same path as over HTTP. */
export class SocketServer {
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  readonly #graphql: ReturnType<typeof useServer>;
  readonly #parts: SocketParts;

  constructor(parts: SocketParts) {
    this.#parts = parts;
    const { schema, services, guard, errors } = parts;
    this.#graphql = useServer<Record<string, unknown>, Partial<Leave>>(
      {
        onConnect: (connection) => {
          if (guard.acceptsHeader(authorizationOf(connection))) return true;
          // 4401 tells a client not to try again with what it has; `false` would close with 4403, which it may retry.
          connection.extra.socket.close(CloseCode.Unauthorized, 'UNAUTHENTICATED');
          return false;
        },
        onSubscribe: (connection, _id, payload) =>
          prepareOperation(schema, payload, contextOf(connection, services)),
        onNext: (_connection, _id, _payload, _args, result) => presentResult(result, errors),
        onError: (_connection, _id, _payload, failures) =>
          failures.map((failure) => errors.present(failure.toJSON(), failure)),
      },
      this.#sockets,
    );
    parts.httpServer.on('upgrade', this.#upgrade);
  }

  /** Closes every connection with 1001, upon which clients reconnect elsewhere or later. Idempotent. */
  async close(): Promise<void> {
    this.#parts.httpServer.off('upgrade', this.#upgrade);
    const impatience = setTimeout(() => {
      for (const socket of this.#sockets.clients) socket.terminate();
    }, CLOSE_GRACE_MS);
    try {
      await this.#graphql.dispose();
    } finally {
      clearTimeout(impatience);
    }
  }

  readonly #upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname !== '/graphql') {
      refuse(socket, '404 Not Found');
    } else if (!isSameSite(request) || (this.#parts.localNamesOnly && !isLocalName(request.headers.host))) {
      refuse(socket, '403 Forbidden');
    } else {
      this.#sockets.handleUpgrade(request, socket, head, (client) => {
        this.#sockets.emit('connection', client, request);
      });
    }
  };
}

/** Clients name it as the header they would send over HTTP, or just `token`. */
function authorizationOf({ connectionParams = {} }: Connection): string | undefined {
  for (const [name, value] of Object.entries(connectionParams)) {
    if (typeof value !== 'string') continue;
    if (name.toLowerCase() === 'authorization') return value;
    if (name === 'token') return `Bearer ${value}`;
  }
  return undefined;
}

function contextOf(connection: Connection, services: ApiServices): ApiContext {
  const { request } = connection.extra;
  return { ...services, origin: originOf(request), signal: leaveSignal(connection) };
}

function leaveSignal({ extra }: Connection): AbortSignal {
  if (extra.leave) return extra.leave;
  const controller = new AbortController();
  // One listener for each running subscription of the client is no leak.
  setMaxListeners(0, controller.signal);
  extra.socket.once('close', () => controller.abort());
  (extra as { leave?: AbortSignal }).leave = controller.signal;
  return controller.signal;
}

function refuse(socket: Duplex, status: string): void {
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
