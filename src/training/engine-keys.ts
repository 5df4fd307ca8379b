import { setMaxListeners } from 'node:events';
import type { H2OClient } from '../h2o/client/client.js';
import { H2OJobError, H2ORequestError } from '../h2o/client/errors.js';
import { waitForJob } from '../h2o/client/job.js';
import type { AutoML } from '../h2o/client/wire-automl.js';
import type { Job } from '../h2o/client/wire.js';

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
 * Stops what still runs for a task and removes everything the engine holds of it: the jobs, the upload, the frame, the
 * AutoML run with its models, and the copies of the frame that earlier runs into the same project leave behind.
 */
export async function removeTraces(client: H2OClient, keys: EngineKeys): Promise<void> {
  await removeData(client, keys, await removeJobs(client, keys));
}

/**
 * The part of {@link removeTraces} that leaves nothing to read.
 * @param runs as {@link removeJobs} named them
 */
export async function removeData(
  client: H2OClient,
  keys: EngineKeys,
  runs: readonly string[],
): Promise<void> {
  const signal = stopSignal();
  // The run's models refer to the frame's columns: they go first.
  await client.remove(keys.automl, { cascade: true, signal });
  const rest = [...runs.map((name) => `${name}_training_${keys.frame}`), keys.frame, keys.upload];
  await Promise.all(rest.map((key) => client.remove(key, { signal })));
}

/**
 * Removes the records of a task's jobs, stopping those that run; the models stay.
 * @returns H2O's names of the task's runs.
 */
export async function removeJobs(client: H2OClient, keys: EngineKeys): Promise<readonly string[]> {
  const signal = stopSignal();
  const [listed, run] = await Promise.all([client.jobs({ signal }), findRun(client, keys.automl, signal)]);
  const runs = run ? runNames(run) : [];
  const marks = [keys.frame, ...runs];
  const isOurs = (job: Job) => marks.some((mark) => job.destination?.includes(mark));
  const running = listed.filter((job) => isOurs(job) && isRunning(job));
  await Promise.all(running.map((job) => stopJob(client, job.key, signal)));
  const jobs = running.length > 0 ? await client.jobs({ signal }) : listed;
  const records = [...jobs.filter(isOurs), ...helpersOf(keys.automl, jobs)];
  await Promise.all(records.map((job) => client.remove(job.key, { signal })));
  return runs;
}

/**
 * Removes the records of the little jobs that have ended, while the run goes on: few are left to remove when it is over.
 * H2O waits for such a job by what it holds itself and does without the record (`water.Job.get`).
 */
export async function removeHelpers(client: H2OClient, keys: EngineKeys, signal: AbortSignal): Promise<void> {
  const helpers = helpersOf(keys.automl, await client.jobs({ signal }));
  await Promise.all(helpers.map((job) => client.remove(job.key, { signal })));
}

function stopSignal(): AbortSignal {
  const signal = AbortSignal.timeout(STOP_TIMEOUT_MS);
  // One listener a call under way, and there may be many.
  setMaxListeners(0, signal);
  return signal;
}

const isRunning = (job: Job) => job.status === 'RUNNING' || job.status === 'CANCEL_PENDING';

/**
 * H2O scores each model of two classes by dozens of little jobs, whose records it keeps for good and that name nobody:
 * they are known by their time. A record of somebody else's would be as useless.
 */
function helpersOf(automl: string, jobs: readonly Job[]): readonly Job[] {
  const runs = jobs.filter((job) => job.destination === automl);
  return jobs.filter(
    ({ destination, status, startedAt }) =>
      destination?.startsWith('Quantiles_model_') &&
      status === 'DONE' &&
      runs.some((run) => startedAt >= run.startedAt && startedAt <= run.startedAt + run.elapsedMs),
  );
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
