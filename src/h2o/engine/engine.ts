import type { H2OClient } from '../client/client.js';

/** Longer than the usual garbage collection: nobody need know of that. */
export const UNRESPONSIVE_AFTER_MS = 10_000;
/** Longer than any garbage collection. */
export const DEAD_AFTER_MS = 60_000;

/** The engine's life as others see it; a union, so that each state carries just what is true in it. */
export type EngineState =
  | { readonly status: 'STARTING'; readonly message: string }
  | {
      readonly status: 'READY';
      readonly version: string;
      readonly nodes: number;
      readonly clusterId: string;
      /** Heap of all nodes; absent: not known. */
      readonly heapBytes?: number;
    }
  /** The same life has answered nothing for a while. It may again: what runs in it is not lost yet. */
  | {
      readonly status: 'UNRESPONSIVE';
      readonly message: string;
      readonly version: string;
      readonly clusterId: string;
    }
  /** Lost after it was ready; it is being brought back. */
  | {
      readonly status: 'RESTARTING';
      readonly message: string;
      /** It ended because its heap was full. */
      readonly ranOutOfMemory?: boolean;
    }
  /** Not available until somebody acts; `message` says what to install or set. */
  | { readonly status: 'FAILED'; readonly message: string }
  | { readonly status: 'STOPPED' };

/** An H2O cluster, our own child or somebody else's. */
export interface Engine {
  readonly state: EngineState;
  /**
   * Resolves with a client as soon as the engine is ready. Rejects with EngineUnavailableError when it FAILED or
   * STOPPED, and with the signal's reason when aborted.
   */
  ready(signal?: AbortSignal): Promise<H2OClient>;
  /** Calls back on every change of `state`; the returned function ends that. */
  onState(listener: (state: EngineState) => void): () => void;
  /** Ends our own child and waits until it is gone; leaves a foreign cluster as it is. Idempotent. */
  close(): Promise<void>;
}
