import type { LeaderboardEntry, ModelDetails } from './leaderboard.js';

/** Where the engine keeps a run in progress; enough to take it up again after a restart of the service. */
export interface EngineRun {
  /** Changes whenever the engine starts anew: a run of another cluster is lost. */
  readonly clusterId: string;
  readonly automlId: string;
  readonly jobKey: string;
}

/** What a running task tells of itself; absent fields stay as they are. */
export interface RunUpdate {
  readonly progress?: number;
  readonly message?: string;
  readonly notes?: readonly string[];
  readonly leaderboard?: readonly LeaderboardEntry[];
  readonly engineRun?: EngineRun;
}

export interface RunContext {
  /** Aborted on cancel, watchdog and shutdown; the runner then stops the engine's job and rejects. */
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
}
