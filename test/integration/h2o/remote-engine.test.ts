import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { pino } from 'pino';
import { afterEach, expect, it } from 'vitest';
import { H2OConnectionError } from '../../../src/h2o/client/errors.js';
import { RemoteEngine, type RemoteEngineOptions } from '../../../src/h2o/engine/remote-engine.js';
import { openClient, sharedEngine } from '../../support/engine.js';
import { stateOf } from './support.js';

/** A line to the shared engine that can be cut and mended. */
class Line {
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;
  #held = false;

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async mend(): Promise<void> {
    const { hostname, port } = new URL(sharedEngine().url);
    this.#server = createServer((near) => {
      const far = connect(Number(port), hostname);
      for (const socket of [near, far]) this.#sockets.add(socket.on('error', () => undefined));
      near.pipe(far).pipe(near);
      if (this.#held) for (const socket of [near, far]) socket.pause();
    }).listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Connections stand, and nothing comes through: as of a cluster that hangs. */
  hold(): void {
    this.#held = true;
    for (const socket of this.#sockets) socket.pause();
  }

  release(): void {
    this.#held = false;
    for (const socket of this.#sockets) socket.resume();
  }

  async cut(): Promise<void> {
    this.#held = false;
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
    if (this.#server?.listening) await once(this.#server.close(), 'close');
  }
}

const line = new Line();
let engine: RemoteEngine | undefined;
afterEach(async () => {
  await engine?.close();
  await line.cut();
});

function remote(options: Partial<RemoteEngineOptions> = {}): RemoteEngine {
  engine = new RemoteEngine(
    { ...sharedEngine(), url: line.url, pingIntervalMs: 20, ...options },
    pino({ level: 'silent' }),
  );
  return engine;
}

it('is a cluster that is there already, and leaves it running when it is closed', async () => {
  await line.mend();
  const client = await remote().ready();
  const { clusterId, version } = await client.identify();
  const heapBytes: unknown = expect.any(Number);
  expect(engine?.state).toEqual({ status: 'READY', nodes: 1, heapBytes, clusterId, version });
  await engine?.close();
  expect(engine?.state).toEqual({ status: 'STOPPED' });
  const other = openClient();
  expect((await other.ping()).healthy).toBe(true);
  await other.close();
});

it('says that the credentials are refused, and what to set', async () => {
  await line.mend();
  const refused = await stateOf(remote({ password: 'wrong' }), 'STARTING', ({ message }) =>
    message.includes('credentials'),
  );
  expect(refused.message).toBe('H2O refuses the credentials. Set H2O_USER and H2O_PASSWORD.');
});

it('waits for a cluster that is not there, and takes it as soon as it is', async () => {
  await line.mend();
  await line.cut();
  const absent = await stateOf(remote(), 'STARTING', ({ message }) => message.includes('not answer'));
  expect(absent.message).toBe('H2O does not answer at H2O_URL. It is tried again until it does.');
  const ready = engine?.ready();
  await line.mend();
  expect((await (await ready!).ping()).healthy).toBe(true);
});

it('notices that the cluster is gone, and takes it again when it is back', async () => {
  await line.mend();
  const client = await remote().ready();
  await line.cut();
  const lost = await stateOf(engine!, 'RESTARTING');
  expect(lost.message).toBe('H2O does not answer at H2O_URL. It is tried again until it does.');
  await expect(client.ping()).rejects.toThrow(H2OConnectionError);
  await line.mend();
  const next = await engine!.ready();
  expect(next).not.toBe(client);
  expect((await next.ping()).healthy).toBe(true);
});

const IMPATIENT = { callTimeoutMs: 1000, unresponsiveAfterMs: 200 };

it('says that the cluster is silent, and goes on with it where it answers again', async () => {
  await line.mend();
  const client = await remote(IMPATIENT).ready();
  const { state: before } = engine!;
  line.hold();
  expect((await stateOf(engine!, 'UNRESPONSIVE')).message).toBe(
    'H2O does not answer at H2O_URL. It is taken for lost if it stays silent for 60 s.',
  );
  line.release();
  expect(await stateOf(engine!, 'READY')).toEqual(before);
  expect(await engine!.ready()).toBe(client);
});

it('takes a cluster for lost that stays silent', async () => {
  await line.mend();
  const client = await remote({ ...IMPATIENT, deadAfterMs: 1500 }).ready();
  line.hold();
  await stateOf(engine!, 'UNRESPONSIVE');
  await stateOf(engine!, 'RESTARTING');
  line.release();
  expect(await engine!.ready()).not.toBe(client);
});
