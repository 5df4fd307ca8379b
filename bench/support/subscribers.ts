import { once } from 'node:events';
import { BareSocket } from './bare-socket.js';

/** Sockets that are opened at the same time. */
const AT_ONCE = 100;

/** Clients that each have one subscription over a WebSocket of their own. */
export class Subscribers {
  readonly #sockets: BareSocket[] = [];
  #onMessage: () => void = () => undefined;

  private constructor() {}

  /** Resolves once each of them has got its first value. */
  static async open(url: string, count: number, query: string, variables: object): Promise<Subscribers> {
    const subscribers = new Subscribers();
    for (let opened = 0; opened < count; opened += AT_ONCE) {
      const size = Math.min(AT_ONCE, count - opened);
      await Promise.all(Array.from({ length: size }, () => subscribers.#add(url, query, variables)));
    }
    return subscribers;
  }

  /** Milliseconds from now until each of them has got one message more, shortest first. */
  async next(cause: () => Promise<unknown>): Promise<number[]> {
    const start = performance.now();
    const times: number[] = [];
    const all = new Promise<void>((resolve) => {
      this.#onMessage = () => {
        times.push(performance.now() - start);
        if (times.length === this.#sockets.length) resolve();
      };
    });
    await Promise.all([cause(), all]);
    return times;
  }

  async close(): Promise<void> {
    const closed = this.#sockets.map((socket) => once(socket, 'close'));
    for (const socket of this.#sockets) socket.close();
    await Promise.all(closed);
  }

  async #add(url: string, query: string, variables: object): Promise<void> {
    const socket = await follow(url, query, variables);
    const [first] = (await once(socket, 'message')) as [Buffer];
    if (!first.includes('"next"')) throw new Error(String(first));
    socket.on('message', () => this.#onMessage());
    this.#sockets.push(socket);
  }
}

/** A WebSocket with a subscription under way. */
export async function follow(url: string, query: string, variables: object): Promise<BareSocket> {
  const socket = await BareSocket.open(url, 'graphql-transport-ws');
  socket.send(JSON.stringify({ type: 'connection_init' }));
  await once(socket, 'message');
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables } }));
  return socket;
}
