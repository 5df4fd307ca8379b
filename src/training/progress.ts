import type { RunContext, RunUpdate } from '../domain/run.js';

/** How far along a task is at the end of each of its parts; by share of time on small data. */
export const PARTS = { sent: 0.05, trained: 0.9, escalated: 0.95, saved: 1 } as const;

/** Reports a run; progress never goes back, and notes are added to. */
export class Progress {
  readonly #context: Pick<RunContext, 'report'>;
  #progress = 0;
  #notes: readonly string[] = [];

  constructor(context: Pick<RunContext, 'report'>) {
    this.#context = context;
  }

  get notes(): readonly string[] {
    return this.#notes;
  }

  report(update: Omit<RunUpdate, 'notes'>): void {
    this.#progress = Math.max(this.#progress, update.progress ?? 0);
    this.#context.report({ ...update, progress: this.#progress });
  }

  note(...notes: readonly string[]): void {
    if (notes.length === 0) return;
    this.#notes = [...this.#notes, ...notes];
    this.#context.report({ notes: this.#notes });
  }
}
