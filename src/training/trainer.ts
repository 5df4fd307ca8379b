import { setMaxListeners } from 'node:events';
import { rm } from 'node:fs/promises';
import type { Logger } from 'pino';
import type { QualityBar } from '../domain/quality-bar.js';
import { ServiceStoppingError, type RunContext, type RunOutcome } from '../domain/run.js';
import type { H2OClient } from '../h2o/client/client.js';
import type { Engine } from '../h2o/engine/engine.js';
import { H2OConnectionError } from '../h2o/client/errors.js';
import { modelFolder } from '../storage/model-folder.js';
import { EngineProject } from './engine-project.js';
import { watchEngine, type EngineWatch } from './engine-watch.js';
import { asTaskRunError } from './failure.js';
import { Progress } from './progress.js';
import { TaskTraining } from './task-training.js';
import type { TrainingInput } from './training-input.js';

export type { TrainingInput } from './training-input.js';

export interface TrainerParts {
  readonly engine: Engine;
  /** Absolute; a model is saved in `<modelsDir>/<taskId>`. */
  readonly modelsDir: string;
  /** Absolute; paths of models are relative to it. */
  readonly dataDir: string;
  readonly qualityBar: QualityBar;
  readonly log: Logger;
}

export interface Trainer {
  /**
   * Trains one task and saves its leader. Whichever way it ends, the engine holds nothing of the task afterwards;
   * except when the service stops, so that a run in an engine that outlives us can be taken up again.
   *
   * @throws {TaskRunError} for a reason to show, the signal's reason when aborted, anything else for a bug.
   */
  train(input: TrainingInput, context: RunContext): Promise<RunOutcome>;
}

export function createTrainer(parts: TrainerParts): Trainer {
  return {
    async train(input, context) {
      try {
        return await withEngine(parts, input, context);
      } catch (error) {
        throw context.signal.aborted ? context.signal.reason : asTaskRunError(error);
      }
    },
  };
}

/** An engine that died is known to be dead after so long: two pings of a cluster that somebody else runs. */
const LOSS_SHOWS_MS = 10_000;

async function withEngine(parts: TrainerParts, input: TrainingInput, context: RunContext) {
  const progress = new Progress(context);
  if (parts.engine.state.status !== 'READY') progress.report({ message: 'Waiting for the engine' });
  const client = await parts.engine.ready(context.signal);
  progress.report({ engineReached: true });
  const watch = watchEngine(parts.engine);
  try {
    return await trainAndClean(parts, input, context, { client, watch, progress });
  } catch (error) {
    // A call may fail before the engine's state says that it is dead or hangs. Passed on at once, the next attempt would
    // begin on the dead engine too, and one death would count for two.
    if (error instanceof H2OConnectionError) await watch.untilKnown(LOSS_SHOWS_MS, context.signal);
    throw watch.lost.aborted ? watch.lost.reason : error;
  } finally {
    watch.close();
  }
}

interface EngineSession {
  readonly client: H2OClient;
  readonly watch: EngineWatch;
  readonly progress: Progress;
}

async function trainAndClean(
  { log, ...parts }: TrainerParts,
  input: TrainingInput,
  context: RunContext,
  { client, watch, progress }: EngineSession,
): Promise<RunOutcome> {
  const project = projectOf(client, watch, input);
  const directory = modelFolder(parts.modelsDir, input.taskId);
  const signal = AbortSignal.any([context.signal, watch.lost]);
  // One listener a call under way: a wide leaderboard is read in parallel.
  setMaxListeners(0, signal);
  const cleanUp = (cleaning: () => Promise<void>) =>
    cleaning().catch((error: unknown) => {
      log.warn({ taskId: input.taskId, err: error }, 'the engine may still hold data of this task');
    });
  const training = new TaskTraining({
    ...parts,
    client,
    clusterId: watch.clusterId,
    engineVersion: watch.version,
    heapBytes: watch.heapBytes,
    input,
    project,
    directory,
    progress,
    signal,
    lost: watch.lost,
    finishEarly: context.finishEarly,
    cleanUp,
  });
  try {
    return await training.run();
  } catch (error) {
    if (context.signal.reason instanceof ServiceStoppingError) throw error;
    await rm(directory, { recursive: true, force: true });
    // An engine that is away is not waited for: the next attempt finds by name what this one left.
    if (!watch.lost.aborted && !(error instanceof H2OConnectionError)) {
      await cleanUp(() => project.removeAll());
    }
    throw error;
  }
}

function projectOf(client: H2OClient, { clusterId }: EngineWatch, { taskId, engineRun }: TrainingInput) {
  const automlId = engineRun?.clusterId === clusterId ? engineRun.automlId : null;
  return new EngineProject(client, taskId, automlId);
}
