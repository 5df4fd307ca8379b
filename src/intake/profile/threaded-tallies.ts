import type { FieldTable } from '../../csv/bytes/field-table.js';
import type { DescribedColumn, DescribeRequest } from './column-tallies.js';
import type { ColumnThread } from './column-thread.js';
import { RowSharing, type SharedRows } from './shared-rows.js';
import type { ColumnVotes } from './table-hints.js';

/** Blocks that are handed to the threads and not done with by all of them: enough that none is idle. */
export const MOST_IN_HAND = 8;

/**
 * Tallies of a table's columns in several threads. Each thread has its own columns and gets all rows in their order, so
 * that no tally has to be put together from parts: the outcome is that of one thread, however many there are.
 */
export class ThreadedTallies {
  readonly #threads: readonly ColumnThread[];
  readonly #shares: readonly (readonly number[])[];
  readonly #sharing = new RowSharing();
  readonly #inHand = new Set<Promise<void>>();
  #rows = 0;
  #failure: Error | null = null;

  private constructor(threads: readonly ColumnThread[], shares: readonly (readonly number[])[]) {
    this.#threads = threads;
    this.#shares = shares;
  }

  /** @param costs of each column of the table */
  static async open(threads: readonly ColumnThread[], costs: ArrayLike<number>): Promise<ThreadedTallies> {
    const tallies = new ThreadedTallies(threads, sharesOf(costs, threads.length));
    await tallies.#settled((thread, places) => thread.ask({ kind: 'open', width: costs.length, places }));
    return tallies;
  }

  /** Copies the rows; waits while the threads have enough in hand. */
  async add(rows: FieldTable): Promise<void> {
    const block = this.#sharing.add(rows);
    if (block !== null) await this.post(block);
  }

  async post(rows: SharedRows): Promise<void> {
    while (this.#inHand.size >= MOST_IN_HAND) await Promise.race(this.#inHand);
    this.#throwFailure();
    const firstRow = this.#rows;
    this.#rows += rows.count;
    const done = this.#settled((thread) => thread.ask({ kind: 'add', rows, firstRow })).then(() => {
      this.#inHand.delete(done);
      this.#sharing.release(rows);
    });
    this.#inHand.add(done);
  }

  /** To be asked for after the last row; in the order of the columns. */
  async votes(): Promise<ColumnVotes[]> {
    const last = this.#sharing.take();
    if (last !== null) await this.post(last);
    await Promise.all(this.#inHand);
    this.#throwFailure();
    const answers = await Promise.all(this.#threads.map((thread) => thread.ask({ kind: 'votes' })));
    return this.#inOrder(answers.map(({ votes }) => votes));
  }

  async describe(request: DescribeRequest): Promise<DescribedColumn[]> {
    const answers = await Promise.all(
      this.#threads.map((thread) => thread.ask({ kind: 'describe', request })),
    );
    return this.#inOrder(answers.map(({ columns }) => columns));
  }

  /** Gives the threads back. */
  async close(): Promise<void> {
    await Promise.all(this.#inHand);
    await Promise.all(this.#threads.map((thread) => thread.release(this.#failure !== null)));
  }

  #inOrder<T>(parts: readonly (readonly T[])[]): T[] {
    const all: T[] = [];
    this.#shares.forEach((places, thread) =>
      places.forEach((place, index) => (all[place] = parts[thread]?.[index] as T)),
    );
    return all;
  }

  /** Once all threads are done; what one of them throws is for the next caller. */
  async #settled(ask: (thread: ColumnThread, places: readonly number[]) => Promise<unknown>): Promise<void> {
    const answers = this.#threads.map((thread, index) => ask(thread, this.#shares[index] ?? []));
    for (const outcome of await Promise.allSettled(answers)) {
      if (outcome.status === 'rejected')
        this.#failure ??= new Error('A thread failed.', { cause: outcome.reason });
    }
  }

  #throwFailure(): void {
    if (this.#failure !== null) throw this.#failure;
  }
}

/** Divides columns among threads so that each has about as much to do. @param costs of each column */
function sharesOf(costs: ArrayLike<number>, threads: number): number[][] {
  const shares = Array.from({ length: threads }, () => ({ places: [] as number[], cost: 0 }));
  const order = Array.from(costs).map((cost, place) => ({ cost, place }));
  order.sort((a, b) => b.cost - a.cost);
  for (const { cost, place } of order) {
    const least = shares.reduce((best, share) => (share.cost < best.cost ? share : best));
    least.places.push(place);
    least.cost += cost;
  }
  return shares.map(({ places }) => places.sort((a, b) => a - b));
}
