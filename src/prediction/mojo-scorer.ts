import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ModelSignature } from '../domain/manifest.js';
import { UnsupportedContributionsError, type ColumnBatch, type MojoModel } from '../mojo/index.js';
import { applyThreshold } from './apply-threshold.js';
import { topContributions, type Contributions } from './contributions.js';
import { namesByEngine } from './engine-names.js';
import { fromAverages, levelAverages, type LevelAverages } from './level-averages.js';
import { sampledContributions } from './sampled-contributions.js';
import type { EncodedRows, RowContributions, Scorer, Scores } from './scorer.js';

/** How long others wait at most, about, in milliseconds: to explain a row takes from some µs to 0.1 s. */
const TURN_MS = 20;
const MOST_AT_ONCE = 256;

/** Scores in this process, in the caller's thread. */
export class MojoScorer implements Scorer {
  readonly batchRows = 1;
  readonly inProcess = true;
  readonly #model: MojoModel;
  readonly #signature: ModelSignature;
  #averages: LevelAverages | undefined;

  /** Of two classes: the second is predicted from this probability on; else null. */
  readonly threshold: number | null;

  /** @param threshold of two classes: in place of the model's own */
  constructor(model: MojoModel, signature: ModelSignature, threshold?: number) {
    this.#model = model;
    this.#signature = signature;
    this.threshold = model.signature.threshold === null ? null : (threshold ?? model.signature.threshold);
  }

  get bytes(): number {
    return this.#model.bytes;
  }

  score(rows: EncodedRows): Scores {
    const scores = this.#model.score(this.#batchOf(rows));
    if (scores.labels) {
      applyThreshold(scores.labels, scores.probabilities, this.threshold ?? undefined);
      return { count: rows.count, labels: scores.labels, values: scores.probabilities };
    }
    return { count: rows.count, labels: null, values: [scores.values] };
  }

  async explain(rows: EncodedRows, top: number, signal?: AbortSignal): Promise<RowContributions[]> {
    const exact = this.#isExplained();
    const explained: RowContributions[] = [];
    let atOnce = 1;
    while (explained.length < rows.count) {
      const since = performance.now();
      const from = explained.length;
      const slice = sliceOf(rows, from, Math.min(rows.count, from + atOnce));
      const contributions = exact
        ? this.#contributions(slice)
        : sampledContributions((sample) => this.score(sample), this.#signature, slice);
      const labels = contributions.outputs.length > 1 ? this.score(slice).labels : null;
      explained.push(...topContributions(this.#signature, slice, contributions, labels, top));
      // As many rows as fit, but not on the word of one fast row: those to come may be slower.
      const fitting = (slice.count * TURN_MS) / Math.max(0.01, performance.now() - since);
      atOnce = Math.max(1, Math.min(MOST_AT_ONCE, 4 * atOnce, Math.floor(fitting)));
      await nextTurn(undefined, { signal });
    }
    return explained;
  }

  #contributions(rows: EncodedRows): Contributions {
    if (this.#model.signature.algorithm !== 'glm') return this.#ownContributions(rows);
    // A linear model counts from the commonest level of a category.
    this.#averages ??= levelAverages(this.#signature, (levels) => this.#ownContributions(levels));
    return fromAverages(this.#ownContributions(rows), this.#averages);
  }

  #ownContributions(rows: EncodedRows): Contributions {
    const names = namesByEngine(this.#signature);
    const { unit, outputs } = this.#model.contributions(this.#batchOf(rows));
    const features = this.#model.signature.features.map(({ name }) => names.get(name) ?? name);
    return {
      unit,
      outputs: outputs.map(({ bias, values }) => ({
        bias,
        columns: features.map((column, index) => ({ column, values: values[index] as Float64Array })),
      })),
    };
  }

  /** Whether the model has contributions of its own. */
  #isExplained(): boolean {
    try {
      this.#model.contributions({ rows: 0, columns: {} });
      return true;
    } catch (error) {
      if (error instanceof UnsupportedContributionsError) return false;
      throw error;
    }
  }

  #batchOf(rows: EncodedRows): ColumnBatch {
    const columns = this.#signature.columns.map((column, index) => [
      column.engineName ?? column.name,
      (rows.columns[index] as Float64Array).subarray(0, rows.count),
    ]);
    return { rows: rows.count, columns: Object.fromEntries(columns) as ColumnBatch['columns'] };
  }
}

function sliceOf({ columns }: EncodedRows, from: number, to: number): EncodedRows {
  return { count: to - from, columns: columns.map((column) => column.subarray(from, to)) };
}
