import { z } from 'zod';
import type { LeaderboardEntry, ModelDetails } from '../domain/leaderboard.js';
import { ALGORITHMS } from '../domain/training-options.js';
import type { TrainingOptions } from '../domain/training-options.js';
import type { TrainingSample } from '../domain/training-sample.js';
import type { EngineRun, Task, TaskEvent, TaskFailure, TaskStatus } from './task.js';
import { TASK_STATUSES } from './task.js';

/** A JSON column: its text is parsed and checked, so that a damaged row is found here and nowhere later. */
export const json = <T>(schema: z.ZodType<T>) =>
  z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue('is not JSON');
        return z.NEVER;
      }
    })
    .pipe(schema);

/** A column of epoch milliseconds. */
export const time = z.number().transform((milliseconds) => new Date(milliseconds));

// Loose objects: a field that a newer version of the same shape has added passes through unharmed.
const problemType = z.enum(['BINARY', 'MULTICLASS', 'REGRESSION']);
const metric = z.number().nullable();
const metrics = z.looseObject({
  auc: metric,
  aucpr: metric,
  logloss: metric,
  meanPerClassError: metric,
  accuracy: metric,
  mse: metric,
  rmse: metric,
  mae: metric,
  rmsle: metric,
  r2: metric,
});

const options: z.ZodType<TrainingOptions> = z.looseObject({
  target: z.string().nullable(),
  problemType: z.enum(['AUTO', 'CLASSIFICATION', 'REGRESSION']),
  maxRows: z.number().nullable(),
  ignoredColumns: z.array(z.string()),
  algorithms: z.array(z.enum(ALGORITHMS)),
  escalate: z.boolean(),
  maxModels: z.number(),
  maxRuntimeSecs: z.number(),
  seed: z.number(),
});

const sample: z.ZodType<TrainingSample> = z.looseObject({
  file: z.string(),
  columns: z.array(z.looseObject({ name: z.string(), type: z.enum(['NUMERIC', 'CATEGORICAL', 'TIME']) })),
  target: z.string(),
  problemType,
  rowsTotal: z.number(),
  rowsUsed: z.number(),
  rowsWithoutTarget: z.number(),
  textColumns: z.array(z.string()),
});

const leaderboard: z.ZodType<LeaderboardEntry[]> = z.array(
  z.looseObject({ modelId: z.string(), algorithm: z.enum(ALGORITHMS), rank: z.number(), metrics }),
);

const model: z.ZodType<ModelDetails> = z.looseObject({
  modelId: z.string(),
  algorithm: z.enum(ALGORITHMS),
  path: z.string(),
  metrics,
  escalated: z.boolean(),
  variableImportance: z.array(z.looseObject({ column: z.string(), relative: z.number() })),
  confusionMatrix: z
    .looseObject({ labels: z.array(z.string()), counts: z.array(z.array(z.number())) })
    .nullable(),
  rocCurve: z
    .array(
      z.looseObject({
        threshold: z.number(),
        falsePositiveRate: z.number(),
        truePositiveRate: z.number(),
      }),
    )
    .nullable(),
  // Older rows have none.
  holdout: z
    .array(z.looseObject({ actual: z.number(), predicted: z.number() }))
    .nullable()
    .default(null),
});

const events: z.ZodType<TaskEvent[]> = z.array(z.looseObject({ at: z.string(), message: z.string() }));
const failure: z.ZodType<TaskFailure> = z.looseObject({ code: z.string(), message: z.string() });
const engineRun: z.ZodType<EngineRun> = z.looseObject({
  clusterId: z.string(),
  automlId: z.string(),
  jobKey: z.string(),
});

const TaskRow = z.object({
  id: z.string(),
  created_seq: z.number(),
  queue_seq: z.number(),
  queue_position: z.number().nullable(),
  status: z.enum(TASK_STATUSES),
  attempts: z.number(),
  dataset_id: z.string(),
  file_name: z.string(),
  options: json(options),
  sample: json(sample),
  progress: z.number(),
  message: z.string().nullable(),
  notes: json(z.array(z.string())),
  events: json(events),
  leaderboard: json(leaderboard),
  model: json(model).nullable(),
  failure: json(failure).nullable(),
  engine_run: json(engineRun).nullable(),
  finish_early: z.number(),
  created_at: time,
  started_at: time.nullable(),
  finished_at: time.nullable(),
});

/** @throws {z.ZodError} where a row does not hold a task's status. */
export function statusFromRow(row: unknown): TaskStatus {
  return TaskRow.shape.status.parse((row as { status?: unknown }).status);
}

/** @throws {z.ZodError} where a row does not hold a task. */
export function taskFromRow(row: unknown): Task {
  const r = TaskRow.parse(row);
  return {
    id: r.id,
    createdSeq: r.created_seq,
    queueSeq: r.queue_seq,
    status: r.status,
    queuePosition: r.queue_position,
    attempts: r.attempts,
    datasetId: r.dataset_id,
    fileName: r.file_name,
    options: r.options,
    sample: r.sample,
    problemType: r.sample.problemType,
    progress: r.progress,
    message: r.message,
    notes: r.notes,
    events: r.events,
    leaderboard: r.leaderboard,
    model: r.model,
    failure: r.failure,
    engineRun: r.engine_run,
    finishEarly: r.finish_early === 1,
    createdAt: r.created_at,
    startedAt: r.started_at,
    finishedAt: r.finished_at,
  };
}

const jsonOrNull = (value: object | null) => (value === null ? null : JSON.stringify(value));

/** The columns that change in a task's life, as named SQL parameters. */
export function changingColumns(task: Task) {
  return {
    queue_seq: task.queueSeq,
    status: task.status,
    attempts: task.attempts,
    progress: task.progress,
    message: task.message,
    notes: JSON.stringify(task.notes),
    events: JSON.stringify(task.events),
    leaderboard: JSON.stringify(task.leaderboard),
    model: jsonOrNull(task.model),
    failure: jsonOrNull(task.failure),
    engine_run: jsonOrNull(task.engineRun),
    finish_early: task.finishEarly ? 1 : 0,
    started_at: task.startedAt?.getTime() ?? null,
    finished_at: task.finishedAt?.getTime() ?? null,
  };
}
