import { z } from 'zod';
import { StoredFindings } from '../domain/finding.js';
import { LeaderboardEntry, Metrics, ModelDetails } from '../domain/leaderboard.js';
import { list } from '../domain/record.js';
import { EngineRun } from '../domain/run.js';
import { TrainingOptions } from '../domain/training-options.js';
import { TrainingSample } from '../domain/training-sample.js';
import { TaskEvent, TaskFailure, TaskStatus, type Task } from './task.js';

/** A JSON column: its text is parsed and checked, so that a damaged row is found here and nowhere later. */
export const json = <Schema extends z.ZodType>(schema: Schema) =>
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

const TaskRow = z.object({
  id: z.string(),
  created_seq: z.number(),
  queue_seq: z.number(),
  queue_position: z.number().nullable(),
  status: TaskStatus,
  attempts: z.number(),
  dataset_id: z.string(),
  file_name: z.string(),
  name: z.string().nullable(),
  note: z.string().nullable(),
  tags: json(list(z.string())),
  options: json(TrainingOptions),
  sample: json(TrainingSample),
  progress: z.number(),
  message: z.string().nullable(),
  notes: json(list(z.string())),
  events: json(list(TaskEvent)),
  leaderboard: json(list(LeaderboardEntry)),
  model: json(ModelDetails).nullable(),
  findings: json(StoredFindings),
  baseline: json(Metrics).nullable(),
  failure: json(TaskFailure).nullable(),
  engine_run: json(EngineRun).nullable(),
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
    name: r.name,
    note: r.note,
    tags: r.tags,
    options: r.options,
    sample: r.sample,
    problemType: r.sample.problemType,
    progress: r.progress,
    message: r.message,
    notes: r.notes,
    events: r.events,
    leaderboard: r.leaderboard,
    model: r.model,
    findings: r.findings,
    baseline: r.baseline,
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
    findings: JSON.stringify(task.findings),
    baseline: jsonOrNull(task.baseline),
    failure: jsonOrNull(task.failure),
    engine_run: jsonOrNull(task.engineRun),
    finish_early: task.finishEarly ? 1 : 0,
    started_at: task.startedAt?.getTime() ?? null,
    finished_at: task.finishedAt?.getTime() ?? null,
  };
}
