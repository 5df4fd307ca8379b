import { setMaxListeners } from 'node:events';
import type { H2OClient } from '../h2o/client.js';
import { H2OJobError, H2ORequestError } from '../h2o/errors.js';
import { waitForJob } from '../h2o/job.js';
import type { AutoML } from '../h2o/wire-automl.js';

/**
 * What a task is called in the engine. The names come from its id alone, so that whatever an attempt left there can be
 * found by the next.
 */
export interface EngineKeys {
  readonly upload: string;
  readonly frame: string;
  readonly project: string;
  readonly automl: string;
}

export function engineKeys(taskId: string, target: string): EngineKeys {
  const name = `trainyard_${taskId.replace(/\W/g, '_')}`;
  return { upload: `${name}_csv`, frame: name, project: name, automl: `${name}@@${target}` };
}

/** A stopped job looks for the request between two steps of its model; seconds on large data. */
const STOP_TIMEOUT_MS = 60_000;

/**
 * Stops what still runs for a task and removes everything the engine holds of it: the upload, the frame, the AutoML run
 * with its models, the copies of the frame that earlier runs into the same project leave behind, and the jobs.
 */
export async function removeTraces(client: H2OClient, keys: EngineKeys): Promise<void> {
  const signal = AbortSignal.timeout(STOP_TIMEOUT_MS);
  // One listener a call under way, and there may be many.
  setMaxListeners(0, signal);
  const [jobs, run] = await Promise.all([client.jobs({ signal }), findRun(client, keys.automl, signal)]);
  const runs = run ? runNames(run) : [];
  const marks = [keys.frame, ...runs];
  const ours = jobs.filter((job) => marks.some((mark) => job.destination?.includes(mark)));
  const running = ours.filter((job) => job.status === 'RUNNING' || job.status === 'CREATED');
  await Promise.all(running.map((job) => stopJob(client, job.key, signal)));
  // The run's models refer to the frame's columns: they go first.
  await client.remove(keys.automl, { cascade: true, signal });
  const rest = [
    ...runs.map((name) => `${name}_training_${keys.frame}`),
    keys.frame,
    keys.upload,
    ...ours.map((job) => job.key),
  ];
  await Promise.all(rest.map((key) => client.remove(key, { signal })));
}

/** @returns null where the engine has no such run. */
export async function findRun(
  client: H2OClient,
  automlId: string,
  signal: AbortSignal,
): Promise<AutoML | null> {
  try {
    return await client.automl(automlId, { signal });
  } catch (error) {
    if (error instanceof H2ORequestError && error.status === 404) return null;
    throw error;
  }
}

/** H2O names the models and frames of each run after it: `AutoML_3_20261124_00635`. */
function runNames(run: AutoML): string[] {
  const texts = [
    ...run.events.map((event) => event.message),
    ...run.leaderboard.rows.map((row) => row.modelId),
  ];
  return [...new Set(texts.flatMap((text) => text.match(/AutoML_\d+_\d{8}_\d+/g) ?? []))];
}

async function stopJob(client: H2OClient, key: string, signal: AbortSignal): Promise<void> {
  await client.cancelJob(key, { signal });
  try {
    await waitForJob(client, key, { signal });
  } catch (error) {
    if (!(error instanceof H2OJobError)) throw error;
  }
}
