import { Piscina } from 'piscina';
import type { ColumnThread, ColumnThreads } from '../profile/column-thread.js';
import { MOST_IN_HAND } from '../profile/threaded-tallies.js';
import type { tallyColumns } from './tally-columns.js';

type Pool = Piscina<Parameters<typeof tallyColumns>[0], ReturnType<typeof tallyColumns>>;

/** A thread that has nothing to do ends after this, and gives back its memory with it. */
const IDLE_MS = 30_000;
/** What tallying leaves behind is short-lived. */
const YOUNG_MB = 8;

/** Worker threads that look at the columns of large tables, for one table at a time; there are none before one comes. */
export class ProfilingThreads implements ColumnThreads {
  readonly #most: number;
  readonly #idle = new Map<Pool, NodeJS.Timeout>();
  #isTaken = 0;
  #closed = false;

  /** @param threads how many there are at most */
  constructor(threads: number) {
    this.#most = threads;
  }

  /** None while another table has them: its rows are looked at where they are read. */
  take(most: number): readonly ColumnThread[] {
    if (this.#isTaken > 0 || this.#closed) return [];
    const count = Math.min(most, this.#most);
    this.#isTaken = count;
    return Array.from({ length: count }, () => this.#thread());
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#idle.keys()].map((pool) => this.#end(pool)));
  }

  #thread(): ColumnThread {
    const [idle] = this.#idle.keys();
    clearTimeout(idle && this.#idle.get(idle));
    if (idle) this.#idle.delete(idle);
    // One thread each, since a thread holds what it tallied: a pool of several would give the next rows to any.
    const pool: Pool =
      idle ??
      new Piscina({
        filename: new URL('./tally-columns.js', import.meta.url).href,
        name: 'tallyColumns',
        minThreads: 1,
        maxThreads: 1,
        concurrentTasksPerWorker: MOST_IN_HAND,
        resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
      });
    return {
      ask: (request) => pool.run(request),
      release: async (failed) => {
        this.#isTaken--;
        if (failed || this.#closed) {
          await pool.destroy();
          return;
        }
        await pool.run({ kind: 'close' });
        const timer = setTimeout(() => void this.#end(pool), IDLE_MS);
        this.#idle.set(pool, timer.unref());
      },
    };
  }

  async #end(pool: Pool): Promise<void> {
    clearTimeout(this.#idle.get(pool));
    this.#idle.delete(pool);
    await pool.destroy();
  }
}
