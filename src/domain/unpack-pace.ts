import { TooManyRequestsError } from './errors.js';

/** As much as is unpacked in so long may come at once. */
const BURST_MS = 1000;
/** Who would wait longer is refused. */
const LONGEST_WAIT_MS = 30_000;

/**
 * How many bytes are unpacked a second, of all uploads together: a file of a megabyte may hold a gigabyte, and others
 * want the disk and the processor too. What would be more waits.
 */
export class UnpackPace {
  readonly #bytesPerSecond: number;
  /** When all that was taken will have been unpacked at this pace, by `performance.now()`. */
  #doneAt = -Infinity;

  constructor(bytesPerSecond: number) {
    this.#bytesPerSecond = bytesPerSecond;
  }

  /** Resolves when so many bytes more have been worth their time. @throws {TooManyRequestsError} where that is long */
  async take(bytes: number): Promise<void> {
    const now = performance.now();
    const start = Math.max(this.#doneAt, now - BURST_MS);
    const doneAt = start + (bytes / this.#bytesPerSecond) * 1000;
    if (doneAt - now > LONGEST_WAIT_MS) throw this.#tooMany();
    this.#doneAt = doneAt;
    if (doneAt > now) await new Promise((resolve) => setTimeout(resolve, doneAt - now));
  }

  #tooMany(): TooManyRequestsError {
    const megabytes = Math.round((this.#bytesPerSecond / 1024 ** 2) * 100) / 100;
    return new TooManyRequestsError(
      `Uploads unpack to more than ${megabytes} MB a second, which is the most, and those before this one need their time. ` +
        'Send it again later, or raise MAX_UNPACK_MB_PER_SEC.',
    );
  }
}
