import { Piscina } from 'piscina';
import type { ScoringTask } from '../csv/part-scorer.js';
import type { ScoringThreadsOfTable } from '../csv/table-scoring.js';
import type { BlockAnswer, BlockRequest, Scan } from './score-block.js';

/** A thread that has nothing to do ends after this, and gives back its memory with it. */
const IDLE_MS = 30_000;

/** What scoring leaves behind is short-lived: more room for it takes memory (40 MB a thread) and saves no time. */
const YOUNG_MB = 8;

/** Worker threads that score blocks of big files, for all predictions together; there are none before one needs them. */
export class ScoringThreads {
  readonly #pool: Piscina<BlockRequest, BlockAnswer>;
  #scans = 0;

  /** @param threads how many there are at most */
  constructor(threads: number) {
    this.#pool = new Piscina({
      filename: new URL('./score-block.js', import.meta.url).href,
      name: 'scoreBlock',
      minThreads: 0,
      maxThreads: threads,
      idleTimeout: IDLE_MS,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
  }

  /** Scores blocks of one table. @param modelFolder holds the saved model, which scores in process, and its manifest */
  open(modelFolder: string, task: ScoringTask): ScoringThreadsOfTable {
    const scan: Scan = { id: this.#scans++, modelFolder, task };
    return {
      ahead: this.#pool.options.maxThreads + 1,
      score: (block, jsonRows) => this.#pool.run({ scan, block, jsonRows }),
    };
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }
}
