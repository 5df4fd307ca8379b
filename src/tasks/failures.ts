import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { TaskRunError } from '../domain/task-run-error.js';
import { TrainyardError } from '../domain/errors.js';
import { isDiskFull } from '../storage/disk-space.js';
import type { Task, TaskFailure } from './task.js';

/** A task whose engine is lost is started again twice at most: what brings the engine down must not do so without end. */
export const MAX_ATTEMPTS = 3;

export function mayBeRepeated(error: unknown, task: Task): boolean {
  return error instanceof TaskRunError && error.retryable && task.attempts < MAX_ATTEMPTS;
}

/** What the user sees; anything unforeseen is logged with its stack under a reference that the message names. */
export function failureOf(error: unknown, task: Task, log: Logger): TaskFailure {
  if (error instanceof TaskRunError) {
    return error.retryable
      ? engineLost(task, error.message)
      : { code: error.taskCode, message: error.message };
  }
  if (isDiskFull(error)) {
    return {
      code: 'DISK_FULL',
      message:
        'The disk of the service was full, so the model could not be saved. Free some space, then retry the task.',
    };
  }
  if (error instanceof TrainyardError) return { code: error.code, message: error.message };
  const reference = randomUUID();
  log.error({ taskId: task.id, reference, err: error }, 'task met a bug');
  return {
    code: 'INTERNAL_SERVER_ERROR',
    message: `Something went wrong inside the service; its log says what, under reference ${reference}. Retry the task.`,
  };
}

export function engineLost(task: Task, lastReason: string): TaskFailure {
  return {
    code: 'ENGINE_LOST',
    message:
      `The engine was lost in each of ${task.attempts} attempts at this task; the last time: ${lastReason} ` +
      'Give the engine more memory or the task fewer rows (maxRows), then retry the task.',
  };
}

export function timedOut(task: Task, graceMs: number): TaskFailure {
  const { maxRuntimeSecs } = task.options;
  return {
    code: 'TIMED_OUT',
    message:
      `Training overran its budget of ${maxRuntimeSecs} s by more than ${graceMs / 1000} s and was stopped. ` +
      'Raise maxRuntimeSecs, or lower maxRows or maxModels.',
  };
}
