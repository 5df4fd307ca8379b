import { setTimeout as delay } from 'node:timers/promises';
import { TaskRunError } from '../domain/task-run-error.js';
import type { Engine, EngineState } from '../h2o/engine/engine.js';

/** One life of the engine, watched from now on. */
export interface EngineWatch {
  readonly clusterId: string;
  readonly version: string;
  /** null: not known. */
  readonly heapBytes: number | null;
  /** Aborted, with an ENGINE_LOST or OUT_OF_MEMORY error, as soon as this life is known to be over. */
  readonly lost: AbortSignal;
  /**
   * For after a call that failed: resolves as soon as `lost` is aborted or the signal is, else after `timeoutMs`, or
   * when an engine that is silent by then has answered.
   */
  untilKnown(timeoutMs: number, signal: AbortSignal): Promise<void>;
  /** Ends the watching. */
  close(): void;
}

/** @throws {TaskRunError} ENGINE_LOST unless the engine is there. */
export function watchEngine(engine: Engine): EngineWatch {
  const life = engine.state;
  if (!isThere(life)) throw lost(life);
  const controller = new AbortController();
  const close = engine.onState((state) => {
    if (!isThere(state) || state.clusterId !== life.clusterId) controller.abort(lost(state));
  });
  const untilKnown = async (timeoutMs: number, signal: AbortSignal) => {
    const either = AbortSignal.any([controller.signal, signal]);
    await delay(timeoutMs, undefined, { signal: either }).catch(() => undefined);
    await engine.ready(either).catch(() => undefined);
  };
  const { clusterId, version } = life;
  const heapBytes = life.status === 'READY' ? (life.heapBytes ?? null) : null;
  return { clusterId, version, heapBytes, lost: controller.signal, untilKnown, close };
}

/** One that is silent may answer again. */
const isThere = (state: EngineState) => state.status === 'READY' || state.status === 'UNRESPONSIVE';

function lost(state: EngineState): TaskRunError {
  if (state.status === 'RESTARTING' && state.ranOutOfMemory) {
    return new TaskRunError(
      'OUT_OF_MEMORY',
      'H2O ran out of memory on this task, as it would again. Train on fewer rows (`maxRows`), leave out columns with ' +
        'many levels, or have H2O_MEMORY set to more.',
    );
  }
  const why = 'message' in state ? state.message : 'It was started again.';
  return new TaskRunError('ENGINE_LOST', `The engine was lost during training. ${why}`, { retryable: true });
}
