import { AnswerTooLargeError } from '../../domain/errors.js';

/** What the answer of one operation may still hold. Resolvers that make much of little text draw on it beforehand. */
export class AnswerBudget {
  readonly #maxBytes: number;
  #used = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** @throws {AnswerTooLargeError} where the answer would be larger than one may be */
  charge(bytes: number): void {
    this.#used += bytes;
    if (this.#used > this.#maxBytes) throw answerTooLarge(this.#maxBytes);
  }

  /** Before the next answer of the same operation: a subscription has many. */
  reset(): void {
    this.#used = 0;
  }
}

export function answerTooLarge(maxBytes: number): AnswerTooLargeError {
  const megabytes = Math.round((maxBytes / 1024 / 1024) * 100) / 100;
  return new AnswerTooLargeError(
    `The answer would be larger than the ${megabytes} MB that one may have. Ask for fewer rows, columns or aliases, or raise MAX_ANSWER_MB.`,
    { maxBytes },
  );
}
