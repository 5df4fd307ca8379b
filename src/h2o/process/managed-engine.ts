import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { H2OClient } from '../client/client.js';
import { EngineLife } from '../engine/engine-life.js';
import { DEAD_AFTER_MS, UNRESPONSIVE_AFTER_MS, type Engine, type EngineState } from '../engine/engine.js';
import { EngineSetupError } from '../client/errors.js';
import { H2OProcess } from './h2o-process.js';
import { findJar } from '../install/jar.js';
import { findJava } from '../host/java.js';
import type { TransportOptions } from '../client/transport.js';

export interface ManagedEngineOptions {
  /** An h2o.jar; undefined: the cached one, fetched where it is missing. */
  readonly jar?: string;
  /** Java heap, such as `2g`. */
  readonly memory: string;
  /** 0: all cores. */
  readonly threads: number;
  readonly javaHome?: string;
  /** Absolute; keeps the jar between runs. */
  readonly cacheDir: string;
  /** Absolute; holds what the engine needs while it runs. */
  readonly runsDir: string;
  /** H2O ends itself when nobody pinged it for so long. Default: 12 s. */
  readonly deadManMs?: number;
  /** Default: 2 s. A ping without an answer in twice the time has failed. */
  readonly pingIntervalMs?: number;
  /** It is UNRESPONSIVE when it answered no ping for so long. Default: 10 s. */
  readonly unresponsiveAfterMs?: number;
  /** It is taken for dead, and started again, when it answered no ping for so long. Default: 60 s. */
  readonly deadAfterMs?: number;
  /** How long `close` waits before it uses force. Default: 10 s. */
  readonly closeGraceMs?: number;
}

const PING_INTERVAL_MS = 2_000;
const BACKOFF_MS = [0, 1_000, 3_000, 10_000];
/** A life at least so long makes earlier failures forgotten. */
const HEALTHY_LIFE_MS = 60_000;
const LOST = 'H2O was lost and is being started again.';

/** A private H2O child process, started again when it dies. Starts at once; `close` ends it. */
export class ManagedEngine implements Engine {
  readonly #options: ManagedEngineOptions;
  readonly #log: Logger;
  readonly #life = new EngineLife();
  readonly #closing = new AbortController();
  readonly #finished: Promise<void>;
  #process: H2OProcess | undefined;

  constructor(options: ManagedEngineOptions, log: Logger) {
    this.#options = options;
    this.#log = log;
    this.#finished = this.#supervise();
  }

  get state(): EngineState {
    return this.#life.state;
  }

  /** Of the child; undefined while there is none. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** How to reach the child in this life of it; undefined while there is none. */
  get connection(): Required<TransportOptions> | undefined {
    return this.#process?.connection;
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
    let failures = 0;
    let wasReady = false;
    // A function, as the compiler takes a property for unchanged across an await.
    const isClosed = () => signal.aborted;
    while (!isClosed()) {
      const began = performance.now();
      try {
        await this.#live(wasReady, signal);
        if (isClosed()) return;
        wasReady = true;
        this.#log.warn('H2O was lost and is started again');
      } catch (error) {
        if (isClosed()) return;
        this.#log.error({ err: error }, 'H2O did not start');
        if (error instanceof EngineSetupError) {
          this.#fail(error.message);
          return;
        }
      }
      failures = performance.now() - began > HEALTHY_LIFE_MS ? 0 : failures + 1;
      const pause = BACKOFF_MS[failures - 1];
      if (failures > 0 && pause === undefined) {
        this.#fail(
          `H2O ended ${failures} times soon after its start. Its reasons are in the log; more H2O_MEMORY may help.`,
        );
        return;
      }
      this.#life.setComing(wasReady, wasReady ? LOST : 'H2O did not come up and is being started again.');
      await delay(pause ?? 0, undefined, { signal }).catch(() => undefined);
    }
  }

  /** One life of the child, from its start to its end. Resolves when it was ready and is lost, or the engine is closed. */
  async #live(wasReady: boolean, signal: AbortSignal): Promise<void> {
    const { memory, threads, javaHome, cacheDir, runsDir, deadManMs = 12_000 } = this.#options;
    const tell = (message: string) => this.#life.setComing(wasReady, message);
    const [java, jar] = await Promise.all([
      findJava(javaHome, signal),
      findJar({ jar: this.#options.jar, cacheDir, onProgress: tell }, this.#log, signal),
    ]);
    tell('H2O is starting.');
    const started = performance.now();
    const child = await H2OProcess.start(
      { java, jar, memory, threads, runsDir, deadManMs },
      this.#log,
      signal,
    );
    this.#process = child;
    const client = new H2OClient(child.connection);
    this.#log.info(
      { pid: child.pid, version: child.version, ms: Math.round(performance.now() - started) },
      'H2O is ready',
    );
    this.#setReady(child, client);
    try {
      await this.#watch(child, client, signal);
    } finally {
      await client.close(signal.aborted ? 'H2O was stopped.' : 'H2O was lost.');
      if (!signal.aborted && child.ranOutOfMemory) {
        this.#life.setOutOfMemory(
          `H2O ran out of memory: its heap of ${memory} was full. It is being started again.`,
        );
      } else if (!signal.aborted) this.#life.setComing(true, LOST);
      await child.stop(this.#options.closeGraceMs ?? 10_000);
      this.#process = undefined;
    }
  }

  #setReady({ version, connection: { clusterId } }: H2OProcess, client: H2OClient): void {
    const heapBytes = heapBytesOf(this.#options.memory);
    this.#life.setReady({ status: 'READY', version, nodes: 1, clusterId, heapBytes }, client);
  }

  /** Pings the child, which keeps it alive, until it is gone or the engine is closed. */
  async #watch(child: H2OProcess, client: H2OClient, signal: AbortSignal): Promise<void> {
    const {
      pingIntervalMs = PING_INTERVAL_MS,
      unresponsiveAfterMs = UNRESPONSIVE_AFTER_MS,
      deadAfterMs = DEAD_AFTER_MS,
    } = this.#options;
    const control = new H2OClient(child.connection);
    const over = new AbortController();
    void child.exited.then(() => over.abort());
    const ending = AbortSignal.any([signal, over.signal]);
    let lastAnswer = performance.now();
    try {
      while (!ending.aborted) {
        await control.ping({ signal: ending, timeoutMs: pingIntervalMs * 2 }).then(
          () => (lastAnswer = performance.now()),
          (error: unknown) => this.#log.debug({ err: error }, 'H2O did not answer a ping'),
        );
        const silentMs = performance.now() - lastAnswer;
        if (silentMs > deadAfterMs) child.kill();
        else if (silentMs > unresponsiveAfterMs) this.#setUnresponsive(child, deadAfterMs);
        else if (this.#life.state.status === 'UNRESPONSIVE') this.#setReady(child, client);
        await delay(pingIntervalMs, undefined, { signal: ending }).catch(() => undefined);
      }
    } finally {
      await control.close();
    }
  }

  #setUnresponsive({ version, connection: { clusterId } }: H2OProcess, deadAfterMs: number): void {
    if (this.#life.state.status === 'UNRESPONSIVE') return;
    const message = `H2O does not answer. It is started again if it stays silent for ${deadAfterMs / 1000} s.`;
    this.#log.warn(message);
    this.#life.set({ status: 'UNRESPONSIVE', message, version, clusterId });
  }

  #fail(message: string): void {
    this.#life.set({ status: 'FAILED', message });
  }
}

/** Of a Java heap size, such as `512m` or `4g`. */
export function heapBytesOf(memory: string): number {
  return parseInt(memory, 10) * (/g$/i.test(memory) ? 1024 ** 3 : 1024 ** 2);
}

/** Where run directories go by default. */
export const runsDirOf = (dataDir: string): string => path.join(dataDir, 'engine');
