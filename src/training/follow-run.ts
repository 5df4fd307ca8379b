import type { EngineRun } from '../domain/run.js';
import type { H2OClient } from '../h2o/client/client.js';
import { H2OJobError } from '../h2o/client/errors.js';
import { waitForJob } from '../h2o/client/job.js';
import type { LiveLeaderboard } from './live-leaderboard.js';

export interface FollowOptions {
  readonly signal: AbortSignal;
  /** When aborted, the run is stopped as soon as it has a model. */
  readonly finishEarly: AbortSignal;
  /** By `performance.now()`: from then on the run is stopped as soon as it has a model. */
  readonly deadline: number;
  /** Called after each look at the leaderboard; `step` is H2O's name of what it does now, null once the run is over. */
  readonly onLook: (step: string | null) => void | Promise<void>;
}

export interface RunEnd {
  /** Why H2O's job FAILED; null unless it did. */
  readonly failure: string | null;
  /** The deadline was there before it had built all models. */
  readonly isCutOff: boolean;
}

/** A first model is waited for so much longer than the deadline: less than the grace that the watchdog gives. */
const FIRST_MODEL_GRACE_MS = 40_000;

/** Least time between two looks at the leaderboard, and the longest (a grid adds models within one step). */
const LOOK_MS = { least: 250, most: 1000 } as const;

/**
 * Waits for an AutoML job and keeps `leaderboard` up to date. A new step of the job means that a model may have come.
 * Resolves also for a job that failed or was cancelled: the models built until then are there and good.
 */
export async function followRun(
  client: H2OClient,
  { automlId, jobKey }: Pick<EngineRun, 'automlId' | 'jobKey'>,
  leaderboard: LiveLeaderboard,
  { signal, finishEarly, deadline, onLook }: FollowOptions,
): Promise<RunEnd> {
  let step: string | null = null;
  let unseen = false;
  let lastLook = performance.now();
  let stopping = false;
  let isCutOff = false;
  let failure: string | null = null;
  try {
    await waitForJob(client, jobKey, {
      signal,
      onProgress: async (job) => {
        unseen ||= job.message !== step;
        step = job.message;
        const since = performance.now() - lastLook;
        if (since >= (unseen ? LOOK_MS.least : LOOK_MS.most)) {
          await leaderboard.refresh(automlId, signal);
          lastLook = performance.now();
          unseen = false;
          await onLook(step);
        }
        const isLate = performance.now() > deadline;
        const hasModel =
          leaderboard.entries.length > 0 || performance.now() > deadline + FIRST_MODEL_GRACE_MS;
        if ((finishEarly.aborted || isLate) && !stopping && hasModel) {
          stopping = true;
          isCutOff = isLate;
          await client.cancelJob(jobKey, { signal });
        }
      },
    });
  } catch (error) {
    if (!(error instanceof H2OJobError)) throw error;
    if (error.status === 'FAILED') failure = error.message;
  }
  await leaderboard.refresh(automlId, signal);
  await onLook(null);
  return { failure, isCutOff };
}
