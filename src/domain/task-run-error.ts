/**
 * Training ended without a model. `taskCode` becomes `Task.error.code`. Not a TrainyardError: no call failed, a task
 * did. `retryable` means that the engine was lost on the way and the same task may well succeed.
 */
export class TaskRunError extends Error {
  readonly taskCode: TaskErrorCode;
  readonly retryable: boolean;

  constructor(
    taskCode: TaskErrorCode,
    message: string,
    options: ErrorOptions & { retryable?: boolean } = {},
  ) {
    super(message, options);
    this.name = 'TaskRunError';
    this.taskCode = taskCode;
    this.retryable = options.retryable ?? false;
  }
}

export type TaskErrorCode =
  /** H2O died or became unreachable, on every attempt. */
  | 'ENGINE_LOST'
  /** H2O ran out of memory on this task; it would again. */
  | 'OUT_OF_MEMORY'
  /** H2O could not be started or reached at all. */
  | 'ENGINE_UNAVAILABLE'
  /** H2O ran and built no model; the message has its reasons. */
  | 'NO_MODEL'
  /** H2O refused the data or the options. */
  | 'ENGINE_REFUSED'
  /** Overran its budget by more than the watchdog's grace. */
  | 'TIMED_OUT'
  | 'INTERNAL_SERVER_ERROR';
