import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { setMaxListeners } from 'node:events';
import type { ExecutionArgs, ExecutionResult, GraphQLSchema } from 'graphql';
import { CloseCode, makeServer, type Context, type Server as GraphQLServer } from 'graphql-ws';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import { ClientGoneError } from '../../domain/errors.js';
import type { ApiServices } from '../operation/context.js';
import type { ErrorPresenter } from '../operation/errors.js';
import type { TokenGuard } from '../access/auth.js';
import type { KnownDocuments } from '../operation/known-documents.js';
import { AnswerBudget } from '../operation/answer-budget.js';
import { isLocalName } from '../access/local-name.js';
import type { PublicAddress } from '../access/public-address.js';
import { presentResult } from '../operation/present-result.js';
import { prepareOperation } from './operation.js';
import { HeapRelief } from './heap-relief.js';
import { Outlet } from './outlet.js';
import { PushedAnswers, type Destination } from './pushed-answers.js';
import { reportAnswer, reportStart, requestIdOf } from './reports.js';
import { SharedAnswers } from './shared-answers.js';
import { Slices } from './slices.js';
import { SubscriptionCount, type SubscriptionLimits } from './subscription-limits.js';
import { createSocketServer, join, type Peer } from './wire.js';

/** Time for clients to answer the closing handshake. */
const CLOSE_GRACE_MS = 1000;

export interface SocketParts {
  readonly httpServer: Server;
  readonly schema: GraphQLSchema;
  readonly documents: KnownDocuments;
  readonly services: ApiServices;
  readonly guard: TokenGuard;
  readonly errors: ErrorPresenter;
  readonly logger: Logger;
  readonly address: PublicAddress;
  readonly limits: SubscriptionLimits & { readonly maxAnswerBytes: number };
  readonly localNamesOnly: boolean;
}

interface Client extends Peer {
  /** Aborted when the client is gone. */
  readonly leave: AbortSignal;
  readonly outlet: Outlet;
}

type Connection = Context<Record<string, unknown>, Client>;

/** GraphQL over WebSocket (graphql-transport-ws), on the same path as over HTTP. */
export class SocketServer {
  readonly #sockets = createSocketServer();
  readonly #protocol: GraphQLServer<Client>;
  readonly #parts: SocketParts;
  readonly #count: SubscriptionCount;
  readonly #answers: SharedAnswers;
  readonly #slices = new Slices();
  readonly #relief = new HeapRelief();
  /** Of each operation under way. */
  readonly #destinations = new WeakMap<object, Destination>();

  constructor(parts: SocketParts) {
    this.#parts = parts;
    const { schema, documents, services, guard, errors, address, limits } = parts;
    this.#count = new SubscriptionCount(limits);
    this.#answers = new SharedAnswers(limits.maxAnswerBytes);
    this.#protocol = makeServer<Record<string, unknown>, Client>({
      onConnect: (connection) => {
        if (guard.acceptsHeader(authorizationOf(connection))) return true;
        // 4401 tells a client not to try again with what it has; `false` would close with 4403, which it may retry.
        connection.extra.socket.close(CloseCode.Unauthorized, 'UNAUTHENTICATED');
        return false;
      },
      onSubscribe: ({ extra: { request, leave, load, outlet } }, id, payload) => {
        const contextValue = {
          ...services,
          origin: address.originFor(request),
          signal: leave,
          budget: new AnswerBudget(limits.maxAnswerBytes),
          asking: {
            transport: 'websocket' as const,
            requestId: randomUUID(),
            client: address.clientOf(request),
            since: performance.now(),
          },
        };
        const checkLoad = () => this.#count.check(load);
        const prepared = prepareOperation(payload, { schema, documents, checkLoad, contextValue });
        reportStart(prepared, contextValue, errors);
        this.#destinations.set(prepared, { outlet, id });
        return prepared;
      },
      subscribe: (args) => this.#subscribe(args),
      onNext: (_connection, _id, _payload, args, result) => {
        const shown = presentResult(result, errors, requestIdOf(args));
        reportAnswer(args, shown);
        return shown;
      },
      onError: (_connection, _id, _payload, failures) =>
        failures.map((failure) => errors.present(failure.toJSON(), failure)),
    });
    parts.httpServer.on('upgrade', this.#upgrade);
  }

  /** WebSockets open. */
  get open(): number {
    return this.#sockets.clients.size;
  }

  /** Operations under way over all of them. */
  get operations(): number {
    return this.#count.total;
  }

  /** Closes every connection with 1001, upon which clients reconnect elsewhere or later. Idempotent. */
  async close(): Promise<void> {
    this.#parts.httpServer.off('upgrade', this.#upgrade);
    for (const socket of this.#sockets.clients) socket.close(1001, 'Going away');
    const impatience = setTimeout(() => {
      for (const socket of this.#sockets.clients) socket.terminate();
    }, CLOSE_GRACE_MS);
    // Its callback comes once every client is gone; a second call fails at once, and there is nobody left to wait for.
    await new Promise<void>((resolve) => this.#sockets.close(() => resolve()));
    clearTimeout(impatience);
    this.#relief.close();
  }

  async #subscribe(args: ExecutionArgs): Promise<PushedAnswers | ExecutionResult> {
    const answers = await this.#answers.subscribe(args);
    if (!('events' in answers)) return answers;
    const destination = this.#destinations.get(args);
    if (!destination) throw new Error('An operation that nobody asked for.');
    return new PushedAnswers(answers, destination, {
      maxBytes: this.#parts.limits.maxAnswerBytes,
      slices: this.#slices,
    });
  }

  readonly #upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    // Node has let go of the socket, and `ws` listens only once the handshake is done.
    socket.on('error', () => socket.destroy());
    const refusal = this.#refusalOf(request);
    if (refusal !== null) {
      socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (client) => {
      client.once('close', () => this.#relief.clientLeft());
      const outlet = new Outlet(client, socket);
      const peer = { socket: client, request, leave: leaveSignal(client), load: { operations: 0 }, outlet };
      const { logger, limits } = this.#parts;
      join(peer, {
        protocol: this.#protocol,
        count: this.#count,
        logger,
        maxAnswerBytes: limits.maxAnswerBytes,
      });
    });
  };

  /** Who may not speak to us learns nothing else, not even which addresses there are. */
  #refusalOf(request: IncomingMessage): string | null {
    const { url = '/', headers } = request;
    if (
      !this.#parts.address.isSameSite(request) ||
      (this.#parts.localNamesOnly && !isLocalName(headers.host))
    ) {
      return '403 Forbidden';
    }
    if (headers.upgrade?.toLowerCase() !== 'websocket' || !url.startsWith('/')) return '400 Bad Request';
    if (!URL.canParse(url, 'http://localhost')) return '400 Bad Request';
    return new URL(url, 'http://localhost').pathname === '/graphql' ? null : '404 Not Found';
  }
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

function leaveSignal(socket: WebSocket): AbortSignal {
  const controller = new AbortController();
  // One listener for each running subscription of the client is no leak.
  setMaxListeners(0, controller.signal);
  socket.once('close', () => controller.abort(new ClientGoneError()));
  return controller.signal;
}
