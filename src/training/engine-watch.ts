import { setTimeout as delay } from 'node:timers/promises';
import { TaskRunError } from '../domain/task-run-error.js';
import type { Engine, EngineState } from '../h2o/engine/engine.js';

/** One life of the engine, watched from now on. */
export interface EngineWatch {
  readonly clusterId: string;
  readonly version: string;
  /** Aborted, with an ENGINE_LOST or OUT_OF_MEMORY error, as soon as this life is known to be over. */
  readonly lost: AbortSignal;
  /** Resolves as soon as `lost` is aborted or the signal is, or else after `timeoutMs`. */
  untilLost(timeoutMs: number, signal: AbortSignal): Promise<void>;
  /** Ends the watching. */
  close(): void;
}

/** @throws {TaskRunError} ENGINE_LOST unless the engine is ready. */
export function watchEngine(engine: Engine): EngineWatch {
  const life = engine.state;
  if (life.status !== 'READY') throw lost(life);
  const controller = new AbortController();
  const close = engine.onState((state) => {
    if (state.status !== 'READY' || state.clusterId !== life.clusterId) controller.abort(lost(state));
  });
  const untilLost = (timeoutMs: number, signal: AbortSignal) =>
    delay(timeoutMs, undefined, { signal: AbortSignal.any([controller.signal, signal]) }).catch(
      () => undefined,
    );
  return { clusterId: life.clusterId, version: life.version, lost: controller.signal, untilLost, close };
}

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
