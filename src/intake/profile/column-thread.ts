import { ColumnTallies, type DescribedColumn, type DescribeRequest } from './column-tallies.js';
import { cellsOf, type SharedRows } from './shared-rows.js';
import type { ColumnVotes } from './table-hints.js';

/** What a thread is asked to do with its columns of a table; plain data. */
export type ColumnRequest =
  | { readonly kind: 'open'; readonly width: number; readonly places: readonly number[] }
  | { readonly kind: 'add'; readonly rows: SharedRows; readonly firstRow: number }
  | { readonly kind: 'votes' }
  | { readonly kind: 'describe'; readonly request: DescribeRequest }
  | { readonly kind: 'close' };

/** Empty but for what was asked. */
export interface ColumnAnswer {
  readonly votes: readonly ColumnVotes[];
  readonly columns: readonly DescribedColumn[];
}

/** Does what it is asked in the order in which it is asked. */
export interface ColumnThread {
  ask(request: ColumnRequest): Promise<ColumnAnswer>;
  /** Nothing is asked of it any more for this table. @param failed whether it may be in no state for another one */
  release(failed: boolean): Promise<void>;
}

/** Threads to share among tables. */
export interface ColumnThreads {
  /** As many as `most` at most; none where there is none to spare. */
  take(most: number): readonly ColumnThread[];
}

const NOTHING: ColumnAnswer = { votes: [], columns: [] };

/** What runs in a thread. */
export class ColumnWorker {
  #tallies: ColumnTallies | null = null;

  answer(asked: ColumnRequest): ColumnAnswer {
    if (asked.kind === 'open') this.#tallies = new ColumnTallies(asked.width, asked.places);
    if (asked.kind === 'close') this.#tallies = null;
    if (asked.kind === 'add') this.#add(asked.rows, asked.firstRow);
    if (asked.kind === 'votes') return { ...NOTHING, votes: this.#opened().votes() };
    if (asked.kind === 'describe') return { ...NOTHING, columns: this.#opened().describe(asked.request) };
    return NOTHING;
  }

  #add(rows: SharedRows, firstRow: number): void {
    const tallies = this.#opened();
    if (tallies.rows !== firstRow) throw new Error('A thread was given rows out of their order.');
    tallies.add(cellsOf(rows));
  }

  #opened(): ColumnTallies {
    if (this.#tallies === null) throw new Error('A thread lost the columns that it was given.');
    return this.#tallies;
  }
}
