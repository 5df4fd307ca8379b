/**
 * The errors a client may see. `code` is what ends up in `extensions.code`; it is part of the API and never changes
 * its meaning. A message says what is wrong, where, and what to do; it never holds a path, a stack or a credential.
 * Anything that is not a {@link TrainyardError} is a bug, and reaches clients as INTERNAL_SERVER_ERROR only.
 */
export type ErrorCode =
  | 'BAD_REQUEST'
  | 'BAD_USER_INPUT'
  | 'INVALID_CSV'
  | 'TASK_NOT_FOUND'
  | 'TASK_NOT_READY'
  | 'DATASET_NOT_FOUND'
  | 'DATASET_IN_USE'
  | 'SCHEMA_MISMATCH'
  | 'UPLOAD_TOO_LARGE'
  | 'QUEUE_FULL'
  | 'DISK_FULL'
  | 'ENGINE_UNAVAILABLE'
  | 'UNAUTHENTICATED'
  | 'QUERY_TOO_COMPLEX'
  | 'ANSWER_TOO_LARGE'
  | 'TOO_MANY_REQUESTS'
  | 'INTERNAL_SERVER_ERROR';

/** Further machine-readable facts about an error; they stand beside `code` in `extensions`. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

export abstract class TrainyardError extends Error {
  abstract readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(message: string, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.details = details;
  }
}

/** No request that GraphQL answers, or one that a page of another site could have sent. */
export class BadRequestError extends TrainyardError {
  readonly code = 'BAD_REQUEST';
}

/** The reason with which an operation is aborted whose client left. Nobody reads it, and it is no fault of ours. */
export class ClientGoneError extends BadRequestError {
  constructor() {
    super('The client left before its answer was ready.');
  }
}

/** An argument that no task could be run with: unknown column, number out of range, two inputs where one is wanted. */
export class BadUserInputError extends TrainyardError {
  readonly code = 'BAD_USER_INPUT';
}

/** A file that is no usable table. `line` is 1-based in the uploaded file, `column` the name or 1-based number. */
export class InvalidCsvError extends TrainyardError {
  readonly code = 'INVALID_CSV';

  constructor(
    message: string,
    where: { line?: number; column?: string | number } = {},
    options?: ErrorOptions,
  ) {
    super(message, where, options);
  }
}

export class TaskNotFoundError extends TrainyardError {
  readonly code = 'TASK_NOT_FOUND';

  constructor(id: string) {
    super(
      `There is no task ${JSON.stringify(id)}. It may have been deleted; \`tasks\` lists those there are.`,
    );
  }
}

/** The task is in a state in which the call makes no sense. */
export class TaskNotReadyError extends TrainyardError {
  readonly code = 'TASK_NOT_READY';
}

export class DatasetNotFoundError extends TrainyardError {
  readonly code = 'DATASET_NOT_FOUND';

  constructor(id: string) {
    super(
      `There is no dataset ${JSON.stringify(id)}. It may have been deleted; \`datasets\` lists those there are.`,
    );
  }
}

/** The dataset is known and its file cannot be used. */
export class DatasetDamagedError extends TrainyardError {
  readonly code = 'DATASET_NOT_FOUND';

  constructor(id: string) {
    super(
      `The file of dataset ${JSON.stringify(id)} is gone or damaged. Upload the same file again to mend it.`,
    );
  }
}

export class DatasetInUseError extends TrainyardError {
  readonly code = 'DATASET_IN_USE';
}

/** Strict prediction on rows that do not fit the model's signature; `details.warnings` lists how. */
export class SchemaMismatchError extends TrainyardError {
  readonly code = 'SCHEMA_MISMATCH';
}

export class UploadTooLargeError extends TrainyardError {
  readonly code = 'UPLOAD_TOO_LARGE';
}

export class QueueFullError extends TrainyardError {
  readonly code = 'QUEUE_FULL';
}

/** The service has no room for new files. Nothing is lost; the same call may succeed when there is room. */
export class DiskFullError extends TrainyardError {
  readonly code = 'DISK_FULL';
}

/** H2O is starting, gone, or refuses to work. Nothing is lost; the same call may succeed later. */
export class EngineUnavailableError extends TrainyardError {
  readonly code = 'ENGINE_UNAVAILABLE';
}

export class UnauthenticatedError extends TrainyardError {
  readonly code = 'UNAUTHENTICATED';
}

export class QueryTooComplexError extends TrainyardError {
  readonly code = 'QUERY_TOO_COMPLEX';
}

/** The operation is fine, but what it answers is more than one answer may hold. */
export class AnswerTooLargeError extends TrainyardError {
  readonly code = 'ANSWER_TOO_LARGE';
}

/** More at once than the service takes, of one client or of all; the same succeeds when some of it has ended. */
export class TooManyRequestsError extends TrainyardError {
  readonly code = 'TOO_MANY_REQUESTS';
}
