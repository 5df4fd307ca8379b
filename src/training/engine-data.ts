import { createReadStream } from 'node:fs';
import { TaskRunError } from '../domain/task-run-error.js';
import type { TrainingSample } from '../domain/training-sample.js';
import type { H2OClient } from '../h2o/client/client.js';
import type { EngineKeys } from './engine-keys.js';

/**
 * Makes the sample a frame of the engine. `lost` alone cuts it off, not a cancel: what has been begun must be there
 * before it can be removed.
 */
export async function sendSample(
  client: H2OClient,
  sample: TrainingSample,
  keys: EngineKeys,
  lost: AbortSignal,
): Promise<void> {
  await client.postFile(keys.upload, createReadStream(sample.file), { signal: lost });
  const job = await client.parse(
    { source: keys.upload, destination: keys.frame, columns: sample.columns },
    { signal: lost },
  );
  if (job.status !== 'DONE') {
    throw new TaskRunError(
      'ENGINE_REFUSED',
      `H2O could not read the data. ${job.exception ?? 'It gave no reason.'}`,
    );
  }
}
