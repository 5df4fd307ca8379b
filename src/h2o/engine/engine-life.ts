import { EventEmitter } from 'node:events';
import { EngineUnavailableError } from '../../domain/errors.js';
import type { H2OClient } from '../client/client.js';
import type { EngineState } from './engine.js';

type ReadyState = Extract<EngineState, { status: 'READY' }>;

/** The state of an engine, the client that goes with READY, and those who wait for either. */
export class EngineLife {
  #state: EngineState = { status: 'STARTING', message: 'H2O is about to start.' };
  #client: H2OClient | undefined;
  readonly #events = new EventEmitter<{ state: [EngineState] }>().setMaxListeners(0);

  get state(): EngineState {
    return this.#state;
  }

  /** STOPPED is final: what comes after it is ignored. */
  set(state: Exclude<EngineState, ReadyState>): void {
    this.#become(state, undefined);
  }

  setReady(state: ReadyState, client: H2OClient): void {
    this.#become(state, client);
  }

  /** A state in which the engine is not there yet: RESTARTING once it was READY, STARTING before. */
  setComing(wasReady: boolean, message: string): void {
    this.set({ status: wasReady ? 'RESTARTING' : 'STARTING', message });
  }

  /** RESTARTING, as its heap was full. */
  setOutOfMemory(message: string): void {
    this.set({ status: 'RESTARTING', message, ranOutOfMemory: true });
  }

  onState(listener: (state: EngineState) => void): () => void {
    this.#events.on('state', listener);
    return () => this.#events.off('state', listener);
  }

  ready(signal?: AbortSignal): Promise<H2OClient> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const settle = () => {
        if (this.#client) done(resolve, this.#client);
        else if (this.#state.status === 'FAILED')
          done(reject, new EngineUnavailableError(this.#state.message));
        else if (this.#state.status === 'STOPPED')
          done(reject, new EngineUnavailableError('H2O was stopped.'));
      };
      const abort = () => done(reject, signal?.reason);
      const unsubscribe = this.onState(settle);
      const done = <T>(end: (value: T) => void, value: T) => {
        unsubscribe();
        signal?.removeEventListener('abort', abort);
        end(value);
      };
      signal?.addEventListener('abort', abort, { once: true });
      settle();
    });
  }

  #become(state: EngineState, client: H2OClient | undefined): void {
    if (this.#state.status === 'STOPPED') return;
    this.#state = state;
    this.#client = client;
    this.#events.emit('state', state);
  }
}
