import type { LeaderboardEntry, ModelDetails } from '../domain/leaderboard.js';
import type { ProblemType, TrainingOptions } from '../domain/training-options.js';
import type { TrainingSample } from '../domain/training-sample.js';

export const TASK_STATUSES = ['WAITING', 'IN_PROGRESS', 'DONE', 'ERROR', 'CANCELLED'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

/** Why a task ended in ERROR. `code` is stable, `message` says what happened and what to do. */
export interface TaskFailure {
  readonly code: string;
  readonly message: string;
}

/** Where the engine keeps a run in progress; enough to take it up again after a restart of the service. */
export interface EngineRun {
  /** Changes whenever the engine starts anew: a run of another cluster is lost. */
  readonly clusterId: string;
  readonly automlId: string;
  readonly jobKey: string;
}

/** A task as it is stored. A snapshot: a later change makes a new object. */
export interface Task {
  readonly id: string;
  /** Order of creation; listing and its cursors use it, so it never changes. */
  readonly createdSeq: number;
  /** Order in the queue; a retry gets a new one. */
  readonly queueSeq: number;
  readonly status: TaskStatus;
  /** Place in the queue, 1 for the next to run; null unless WAITING. */
  readonly queuePosition: number | null;
  /** Starts of training so far, this one included. */
  readonly attempts: number;
  readonly datasetId: string;
  readonly fileName: string;
  readonly options: TrainingOptions;
  readonly sample: TrainingSample;
  readonly problemType: ProblemType;
  /** 0 to 1. */
  readonly progress: number;
  readonly message: string | null;
  /** Things the user should know about the run, such as an algorithm that this platform lacks. */
  readonly notes: readonly string[];
  readonly leaderboard: readonly LeaderboardEntry[];
  readonly model: ModelDetails | null;
  readonly failure: TaskFailure | null;
  readonly engineRun: EngineRun | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
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

/** Trains one task. Rejects with a {@link TaskRunError} for a reason to show, with anything else for a bug. */
export type TaskRunner = (task: Task, context: RunContext) => Promise<RunOutcome>;
