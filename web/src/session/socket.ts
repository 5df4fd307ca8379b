import { createClient, type Client } from 'graphql-ws';
import type { Connection } from './connection.js';

const MAX_WAIT_MS = 5000;
/** A connection that answers no ping for this long is dead, as after a laptop's sleep. */
const PONG_TIMEOUT_MS = 5000;
const PING_EVERY_MS = 10_000;

export interface SocketEvents {
  readonly connection: Connection;
  /** The live connection is back after it was lost. */
  readonly onReconnected: () => void;
}

/** One WebSocket for all subscriptions of the tab; it never gives up, and waits at most five seconds between tries. */
export function createSocket(token: string | null, { connection, onReconnected }: SocketEvents): Client {
  let pongTimer: number | undefined;
  let active: WebSocket | undefined;
  return createClient({
    url: `${location.origin.replace(/^http/, 'ws')}/graphql`,
    lazy: false,
    connectionParams: token === null ? {} : { Authorization: `Bearer ${token}` },
    keepAlive: PING_EVERY_MS,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: (retries) => waitOrWake(Math.min(MAX_WAIT_MS, 250 * 2 ** Math.min(retries, 5))),
    // A refused token ends the retries; the first HTTP request has shown it to the user already.
    onNonLazyError: () => undefined,
    on: {
      opened: (socket) => (active = socket as WebSocket),
      connected: (_socket, _payload, wasRetry) => {
        connection.opened();
        if (wasRetry) onReconnected();
      },
      closed: () => {
        clearTimeout(pongTimer);
        connection.lost();
      },
      ping: (received) => {
        if (!received) pongTimer = window.setTimeout(() => active?.close(4408, 'No answer'), PONG_TIMEOUT_MS);
      },
      pong: () => clearTimeout(pongTimer),
    },
  });
}

/** Resolves after `ms`, or as soon as the browser says that the network is back. */
function waitOrWake(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    window.addEventListener('online', done);
  });
}
