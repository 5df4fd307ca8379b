import { Piscina } from 'piscina';
import type { ScoredBlock } from '../csv/block-scorer.js';
import type { CsvLayout } from '../csv/csv-layout.js';
import type { ParallelScorer } from '../csv/csv-scoring.js';
import type { Scan } from './score-block.js';

/** A thread that has nothing to do ends after this, and gives back its memory with it. */
const IDLE_MS = 30_000;

/** What scoring leaves behind is short-lived: more room for it takes memory (40 MB a thread) and saves no time. */
const YOUNG_MB = 8;

/** Worker threads that score blocks of big files, for all predictions together; there are none before one needs them. */
export class ScoringThreads {
  readonly #pool: Piscina<{ scan: Scan; block: object }, ScoredBlock>;
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

  /** Scores blocks of one CSV. @param modelFolder holds the saved model, which scores in process, and its manifest */
  open(modelFolder: string, layout: CsvLayout): ParallelScorer {
    const scan: Scan = { id: this.#scans++, modelFolder, layout };
    return {
      ahead: this.#pool.options.maxThreads + 1,
      score: (block) => this.#pool.run({ scan, block }),
    };
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }
}
