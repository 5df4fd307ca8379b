import { z } from 'zod';
import type { Finding } from './finding.js';
import type { LeaderboardEntry, Metrics, ModelDetails } from './leaderboard.js';
import { record } from './record.js';

/** Where the engine keeps a run in progress; enough to take it up again after a restart of the service. */
export const EngineRun = record({
  /** Changes whenever the engine is started: a run of another cluster is lost. */
  clusterId: z.string(),
  automlId: z.string(),
  jobKey: z.string(),
});
export type EngineRun = Readonly<z.output<typeof EngineRun>>;

/** What a running task reports; absent fields stay as they are. */
export interface RunUpdate {
  readonly progress?: number;
  readonly message?: string;
  readonly notes?: readonly string[];
  readonly leaderboard?: readonly LeaderboardEntry[];
  /** The engine answers this attempt, which counts from now on. */
  readonly engineReached?: true;
  readonly engineRun?: EngineRun;
  readonly findings?: readonly Finding[];
  readonly baseline?: Metrics;
}

/**
 * The reason of an abort when the service stops: the run is left as it is, so that it can be taken up again where the
 * engine outlives us. Of any other abort the runner stops the engine's job and removes what the task put there.
 */
export class ServiceStoppingError extends Error {
  constructor() {
    super('The service is stopping; the task goes on at its next start.');
    this.name = 'ServiceStoppingError';
  }
}

export interface RunContext {
  /** Aborted on cancel, watchdog and shutdown (then with a {@link ServiceStoppingError}); the runner rejects with its reason. */
  readonly signal: AbortSignal;
  /** Aborted when the user wants the best model so far; the runner then stops training and goes on to save. */
  readonly finishEarly: AbortSignal;
  /** Cheap to call often: the scheduler throttles. */
  report(update: RunUpdate): void;
}

export interface RunOutcome {
  readonly leaderboard: readonly LeaderboardEntry[];
  readonly model: ModelDetails;
  readonly notes: readonly string[];
  /** On the training and its result; those on target and columns stand in the sample. */
  readonly findings: readonly Finding[];
  /** Metrics of always predicting the class shares, or the mean; null where unknown. */
  readonly baseline: Metrics | null;
}
