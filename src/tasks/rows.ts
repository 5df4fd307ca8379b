import { z } from 'zod';
import { StoredFindings } from '../domain/finding.js';
import { LeaderboardEntry, Metrics, ModelDetails } from '../domain/leaderboard.js';
import { list } from '../domain/record.js';
import { EngineRun } from '../domain/run.js';
import { DEFAULT_TRAINING_OPTIONS, TrainingOptions } from '../domain/training-options.js';
import { StoredSample } from '../domain/training-sample.js';
import { json, time } from '../storage/columns.js';
import { TaskEvent, TaskFailure, TaskStatus, type Task } from './task.js';

const TaskRow = z.object({
  id: z.string(),
  created_seq: z.number(),
  queue_seq: z.number(),
  status: TaskStatus,
  attempts: z.number(),
  dataset_id: z.string(),
  file_name: z.string(),
  name: z.string().nullable(),
  note: z.string().nullable(),
  tags: json(list(z.string())),
  options: json(TrainingOptions),
  sample: json(StoredSample),
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
  engine_reached: z.number(),
  created_at: time,
  started_at: time.nullable(),
  finished_at: time.nullable(),
});

/** The columns that a task is made of. */
export const TASK_COLUMNS: readonly string[] = Object.keys(TaskRow.shape);

const NO_SAMPLE: StoredSample = {
  columns: [],
  target: '',
  problemType: 'REGRESSION',
  rowsTotal: 0,
  rowsUsed: 0,
  rowsWithoutTarget: 0,
  textColumns: [],
  findings: [],
};

/** Everything but the keys may be unreadable. */
const DamagedRow = TaskRow.extend({
  attempts: TaskRow.shape.attempts.catch(0),
  dataset_id: TaskRow.shape.dataset_id.catch(''),
  file_name: TaskRow.shape.file_name.catch(''),
  name: TaskRow.shape.name.catch(null),
  note: TaskRow.shape.note.catch(null),
  tags: TaskRow.shape.tags.catch([]),
  options: TaskRow.shape.options.catch(DEFAULT_TRAINING_OPTIONS),
  sample: TaskRow.shape.sample.catch(NO_SAMPLE),
  progress: TaskRow.shape.progress.catch(0),
  message: TaskRow.shape.message.catch(null),
  notes: TaskRow.shape.notes.catch([]),
  events: TaskRow.shape.events.catch([]),
  leaderboard: TaskRow.shape.leaderboard.catch([]),
  model: TaskRow.shape.model.catch(null),
  findings: TaskRow.shape.findings.catch([]),
  baseline: TaskRow.shape.baseline.catch(null),
  failure: TaskRow.shape.failure.catch(null),
  engine_run: TaskRow.shape.engine_run.catch(null),
});

/** @throws {z.ZodError} where a row does not hold a task's status. */
export function statusFromRow(row: unknown): TaskStatus {
  return TaskRow.shape.status.parse((row as { status?: unknown }).status);
}

/** Of `queue_seq`, for a WAITING task. */
export type PositionOf = (queueSeq: number) => number | null;

/** @throws {z.ZodError} where a row does not hold a task. */
export function taskFromRow(row: unknown, positionOf: PositionOf): Task {
  return taskOf(TaskRow.parse(row), positionOf);
}

/** As {@link taskFromRow}; but a row that is damaged is a task in ERROR that says so, with what can still be read. */
export function readableTask(row: unknown, positionOf: PositionOf): Task {
  const parsed = TaskRow.safeParse(row);
  if (parsed.success) return taskOf(parsed.data, positionOf);
  const damaged = [...new Set(parsed.error.issues.map(({ path: [column] }) => String(column)))];
  const task = taskOf(DamagedRow.parse(row), positionOf);
  return { ...task, status: 'ERROR', queuePosition: null, failure: damageOf(damaged) };
}

const damageOf = (columns: readonly string[]): TaskFailure => ({
  code: 'TASK_DAMAGED',
  message: `The stored record of this task is damaged (${columns.join(', ')}). Delete the task and train again.`,
});

function taskOf(r: z.output<typeof TaskRow>, positionOf: PositionOf): Task {
  return {
    id: r.id,
    createdSeq: r.created_seq,
    queueSeq: r.queue_seq,
    status: r.status,
    queuePosition: r.status === 'WAITING' ? positionOf(r.queue_seq) : null,
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
    engineReached: r.engine_reached === 1,
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
    engine_reached: task.engineReached ? 1 : 0,
    started_at: task.startedAt?.getTime() ?? null,
    finished_at: task.finishedAt?.getTime() ?? null,
  };
}
