/** What this scorer throws; `code` is stable, the message says what was wrong and where. */
export abstract class MojoError extends Error {
  abstract readonly code: string;

  override get name(): string {
    return this.constructor.name;
  }
}

/** The bytes are no MOJO, or a damaged, truncated or hostile one. */
export class InvalidMojoError extends MojoError {
  readonly code = 'INVALID_MOJO';
}

/** A sound MOJO of a kind that is not scored here: another algorithm, a newer format, an encoding left out. */
export class UnsupportedMojoError extends MojoError {
  readonly code = 'UNSUPPORTED_MOJO';
}

/** The model scores rows, but cannot explain them by column. */
export class UnsupportedContributionsError extends MojoError {
  readonly code = 'UNSUPPORTED_CONTRIBUTIONS';
}

/** Columns given to `score` that cannot be read: a length that is not `rows`, a cell of another type. */
export class MojoInputError extends MojoError {
  readonly code = 'INVALID_INPUT';
}
