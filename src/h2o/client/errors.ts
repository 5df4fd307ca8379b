import { EngineUnavailableError } from '../../domain/errors.js';

/**
 * H2O answered and refused. `message` is H2O's own sentence, cleaned of its frame; never a stack trace or words of its code.
 * Not a TrainyardError: the caller knows whether the refusal is the user's fault or a bug.
 */
export class H2ORequestError extends Error {
  /** HTTP status. */
  readonly status: number;
  /** Java class of the cause, such as `water.exceptions.H2OKeyNotFoundArgumentException`; null where the answer does not say. */
  readonly exceptionType: string | null;

  /** @param options `cause`: what H2O said, for the log */
  constructor(status: number, message: string, exceptionType: string | null = null, options?: ErrorOptions) {
    super(message, options);
    this.name = 'H2ORequestError';
    this.status = status;
    this.exceptionType = exceptionType;
  }
}

/** The engine was lost on the way: connection refused or cut, no answer in time, or another cluster in its place. */
export class H2OConnectionError extends EngineUnavailableError {
  constructor(message: string, options?: ErrorOptions) {
    super(message, {}, options);
  }
}

/** No answer in time: H2O may be there all the same, and answer later. */
export class H2OSilenceError extends H2OConnectionError {}

/** H2O answered with something that this version does not understand. */
export class H2OProtocolError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'H2OProtocolError';
  }
}

/** A job of the engine ended FAILED or CANCELLED. */
export class H2OJobError extends Error {
  readonly status: 'FAILED' | 'CANCELLED';

  /** @param options `cause`: what H2O said, for the log */
  constructor(status: 'FAILED' | 'CANCELLED', message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'H2OJobError';
    this.status = status;
  }
}

/** The engine is not available until somebody installs or sets something; `message` is one sentence that says what. */
export class EngineSetupError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EngineSetupError';
  }
}
