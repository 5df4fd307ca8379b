import type { RunUpdate } from './task.js';

/** At most about four times a second: often enough to be live, seldom enough for the disk and slow subscribers. */
export const REPORT_INTERVAL_MS = 250;

/** Passes the first update on at once, then merges what comes within an interval; the last is never lost. */
export class ReportThrottle {
  readonly #apply: (update: RunUpdate) => void;
  #pending: RunUpdate | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(apply: (update: RunUpdate) => void) {
    this.#apply = apply;
  }

  add(update: RunUpdate): void {
    const given = Object.fromEntries(Object.entries(update).filter(([, value]) => value !== undefined));
    this.#pending = { ...this.#pending, ...given };
    // What decides how a restart goes on must outlive a crash in the very next moment.
    if (this.#timer === undefined || update.engineRun || update.engineReached) this.flush();
  }

  /** Passes on what is held back, and starts a new interval. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const update = this.#pending;
    if (!update) return;
    this.#pending = undefined;
    this.#timer = setTimeout(() => this.flush(), REPORT_INTERVAL_MS);
    this.#apply(update);
  }

  /** Passes on what is held back, and no more. */
  close(): void {
    this.flush();
    clearTimeout(this.#timer);
  }
}
