import { z } from 'zod';
import type { Finding } from '../domain/finding.js';
import type { LeaderboardEntry, Metrics, ModelDetails } from '../domain/leaderboard.js';
import type { EngineRun, RunContext, RunOutcome } from '../domain/run.js';
import { record } from '../domain/record.js';
import type { ProblemType, TrainingOptions } from '../domain/training-options.js';
import type { StoredSample } from '../domain/training-sample.js';

export type { EngineRun, RunContext, RunOutcome, RunUpdate } from '../domain/run.js';

export const TASK_STATUSES = ['WAITING', 'IN_PROGRESS', 'DONE', 'ERROR', 'CANCELLED'] as const;
export const TaskStatus = z.enum(TASK_STATUSES);
export type TaskStatus = z.output<typeof TaskStatus>;

/** Why a task ended in ERROR. `code` is stable, `message` says what happened and what to do. */
export const TaskFailure = record({ code: z.string(), message: z.string() });
export type TaskFailure = Readonly<z.output<typeof TaskFailure>>;

/** One line of a task's log. */
export const TaskEvent = record({
  /** ISO 8601, UTC. */
  at: z.string(),
  message: z.string(),
});
export type TaskEvent = Readonly<z.output<typeof TaskEvent>>;

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
  /** What the user calls it; null: nothing. */
  readonly name: string | null;
  readonly note: string | null;
  readonly tags: readonly string[];
  readonly options: TrainingOptions;
  readonly sample: StoredSample;
  readonly problemType: ProblemType;
  /** 0 to 1. */
  readonly progress: number;
  readonly message: string | null;
  /** Things the user should know about the run, such as an algorithm that this platform lacks. */
  readonly notes: readonly string[];
  /** What happened to it, oldest first; the latest of them, where there are very many. */
  readonly events: readonly TaskEvent[];
  readonly leaderboard: readonly LeaderboardEntry[];
  readonly model: ModelDetails | null;
  /** On the training and its result; those on target and columns stand in `sample`. */
  readonly findings: readonly Finding[];
  /** Metrics of always predicting the class shares, or the mean; null until known. */
  readonly baseline: Metrics | null;
  readonly failure: TaskFailure | null;
  readonly engineRun: EngineRun | null;
  /** Asked to end with the best model so far; holds for the next attempt too, should this one be lost. */
  readonly finishEarly: boolean;
  /** Whether the attempt under way has got as far as the engine: a restart loses no attempt that has not. */
  readonly engineReached: boolean;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

/** Trains one task. Rejects with a {@link TaskRunError} for a reason to show, with anything else for a bug. */
export type TaskRunner = (task: Task, context: RunContext) => Promise<RunOutcome>;
