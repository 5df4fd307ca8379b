import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { H2OClient } from '../client/client.js';
import { EngineLife } from './engine-life.js';
import { DEAD_AFTER_MS, UNRESPONSIVE_AFTER_MS, type Engine, type EngineState } from './engine.js';
import { H2ORequestError, H2OSilenceError } from '../client/errors.js';
import type { Cloud } from '../client/wire.js';

export interface RemoteEngineOptions {
  /** Such as `http://h2o-1:54321`. */
  readonly url: string;
  readonly user?: string;
  readonly password?: string;
  /** Default: 2 s. */
  readonly pingIntervalMs?: number;
  /** Of a call that asks how it is. Default: 5 s. */
  readonly callTimeoutMs?: number;
  /** It is UNRESPONSIVE when it answered nothing for so long. Default: 10 s. */
  readonly unresponsiveAfterMs?: number;
  /** It is taken for lost when it answered nothing for so long. Default: 60 s. */
  readonly deadAfterMs?: number;
}

const CALL_TIMEOUT_MS = 5_000;
/** A node that its neighbours have not heard of for so long is dead, though H2O says healthy for a minute more. */
const SILENT_NODE_MS = 15_000;

/** A cluster that somebody else runs: watched, reconnected to, never stopped. */
export class RemoteEngine implements Engine {
  readonly #options: RemoteEngineOptions;
  readonly #log: Logger;
  readonly #life = new EngineLife();
  readonly #closing = new AbortController();
  readonly #finished: Promise<void>;

  constructor(options: RemoteEngineOptions, log: Logger) {
    this.#options = options;
    this.#log = log;
    this.#life.setComing(false, 'H2O is not reached yet.');
    this.#finished = this.#supervise();
  }

  get state(): EngineState {
    return this.#life.state;
  }

  ready(signal?: AbortSignal): Promise<H2OClient> {
    return this.#life.ready(signal);
  }

  onState(listener: (state: EngineState) => void): () => void {
    return this.#life.onState(listener);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#finished;
    this.#life.set({ status: 'STOPPED' });
  }

  async #supervise(): Promise<void> {
    const { signal } = this.#closing;
    let wasReady = false;
    // A function, as the compiler takes a property for unchanged across an await.
    const isClosed = () => signal.aborted;
    while (!isClosed()) {
      try {
        await this.#connect(() => (wasReady = true));
      } catch (error) {
        if (isClosed()) return;
        this.#log.debug({ err: error }, 'H2O is not reached');
        this.#life.setComing(wasReady, reasonOf(error));
        await this.#pause();
      }
    }
  }

  /** From the first good answer of a cluster to the first bad one, which is thrown. */
  async #connect(onReady: () => void): Promise<void> {
    const control = new H2OClient(this.#options);
    let client: H2OClient | undefined;
    try {
      const { clusterId, version } = await control.identify(this.#call());
      client = new H2OClient({ ...this.#options, clusterId });
      let lastAnswer = performance.now();
      for (;;) {
        const cloud = await this.#askCloud(client, lastAnswer);
        if (cloud === null) {
          this.#setUnresponsive(clusterId, version, performance.now() - lastAnswer);
          continue;
        }
        lastAnswer = performance.now();
        // Compared with each other: their clocks need not agree with ours.
        const newest = Math.max(...cloud.nodes.map((node) => node.lastPing));
        const dead = cloud.nodes.some((node) => !node.healthy || newest - node.lastPing > SILENT_NODE_MS);
        if (!cloud.healthy || dead) throw new ClusterUnhealthyError();
        const { state } = this.#life;
        if (state.status !== 'READY' || state.nodes !== cloud.size) {
          onReady();
          this.#log.info({ version, nodes: cloud.size }, 'H2O is ready');
          const heapBytes = cloud.nodes.reduce((sum, node) => sum + node.maxBytes, 0);
          this.#life.setReady({ status: 'READY', version, nodes: cloud.size, clusterId, heapBytes }, client);
        }
        await this.#pause();
        this.#closing.signal.throwIfAborted();
      }
    } finally {
      await control.close();
      await client?.close('H2O was lost.');
    }
  }

  /** @returns null where it does not answer in time, and has not been silent for long */
  async #askCloud(client: H2OClient, lastAnswer: number): Promise<Cloud | null> {
    try {
      return await client.cloud(this.#call());
    } catch (error) {
      const { deadAfterMs = DEAD_AFTER_MS } = this.#options;
      if (error instanceof H2OSilenceError && performance.now() - lastAnswer <= deadAfterMs) return null;
      throw error;
    }
  }

  #setUnresponsive(clusterId: string, version: string, silentMs: number): void {
    const { unresponsiveAfterMs = UNRESPONSIVE_AFTER_MS, deadAfterMs = DEAD_AFTER_MS } = this.#options;
    if (this.#life.state.status !== 'READY' || silentMs <= unresponsiveAfterMs) return;
    const message = `H2O does not answer at H2O_URL. It is taken for lost if it stays silent for ${deadAfterMs / 1000} s.`;
    this.#log.warn(message);
    this.#life.set({ status: 'UNRESPONSIVE', message, version, clusterId });
  }

  #call() {
    return { signal: this.#closing.signal, timeoutMs: this.#options.callTimeoutMs ?? CALL_TIMEOUT_MS };
  }

  #pause(): Promise<void> {
    const { signal } = this.#closing;
    return delay(this.#options.pingIntervalMs ?? 2_000, undefined, { signal }).catch(() => undefined);
  }
}

class ClusterUnhealthyError extends Error {}

function reasonOf(error: unknown): string {
  if (error instanceof ClusterUnhealthyError) {
    return 'A node of the H2O cluster is gone, and H2O does not work on without it. Restart the cluster.';
  }
  if (error instanceof H2ORequestError && error.status === 401) {
    return 'H2O refuses the credentials. Set H2O_USER and H2O_PASSWORD.';
  }
  return 'H2O does not answer at H2O_URL. It is tried again until it does.';
}
