import { Piscina } from 'piscina';
import type { LabelledScores } from '../prediction/labelled.js';
import { evaluateRows, type EvaluatedRows } from './evaluation.js';
import type { EvaluationRequest } from './evaluate-request.js';

/** So many take some 20 ms. */
const ROWS_HERE = 30_000;
/** A thread that has nothing to do ends after this. */
const IDLE_MS = 5000;

/** Compares rows with their targets: those of a large table in a thread of its own, whose sorting would hold up all others. */
export class EvaluationThread {
  readonly #pool = new Piscina<EvaluationRequest, EvaluatedRows>({
    filename: new URL('./evaluate-request.js', import.meta.url).href,
    name: 'evaluateRequest',
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
  });

  /** As {@link evaluateRows}. @param scores are handed over, where there are many: they are empty afterwards. */
  async evaluate(
    scores: LabelledScores,
    levels: readonly string[] | null,
    threshold: number | null,
    signal?: AbortSignal,
  ): Promise<EvaluatedRows> {
    if (scores.actual.length <= ROWS_HERE) return evaluateRows(scores, levels, threshold);
    const arrays = [scores.actual, scores.predicted, scores.likelihoods, scores.second];
    const buffers = new Set(arrays.flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? buffer : [])));
    const transferList = [...buffers];
    return this.#pool.run({ scores, levels, threshold }, { transferList, ...(signal && { signal }) });
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }
}
