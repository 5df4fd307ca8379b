import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ModelSignature } from '../domain/manifest.js';
import { BadUserInputError } from '../errors.js';
import {
  UnsupportedContributionsError,
  type ColumnBatch,
  type Contributions,
  type MojoModel,
} from '../mojo/index.js';
import { topContributions } from './contributions.js';
import { namesByEngine } from './engine-names.js';
import type { EncodedRows, RowContributions, Scorer, Scores } from './scorer.js';

/** To explain a row may take a millisecond; after this many, others get their turn. */
const EXPLAINED_AT_ONCE = 32;

/** Scores in this process, in the caller's thread. */
export class MojoScorer implements Scorer {
  readonly batchRows = 1;
  readonly #model: MojoModel;
  readonly #signature: ModelSignature;

  constructor(model: MojoModel, signature: ModelSignature) {
    this.#model = model;
    this.#signature = signature;
  }

  get bytes(): number {
    return this.#model.bytes;
  }

  score(rows: EncodedRows): Scores {
    const scores = this.#model.score(this.#batchOf(rows));
    if (scores.labels) return { count: rows.count, labels: scores.labels, values: scores.probabilities };
    return { count: rows.count, labels: null, values: [scores.values] };
  }

  async explain(rows: EncodedRows, top: number, signal?: AbortSignal): Promise<RowContributions[]> {
    const { features } = this.#model.signature;
    const names = namesByEngine(this.#signature);
    const explained: RowContributions[] = [];
    for (let from = 0; from < rows.count; from += EXPLAINED_AT_ONCE) {
      const slice = sliceOf(rows, from, Math.min(rows.count, from + EXPLAINED_AT_ONCE));
      const { bias, values } = this.#contributions(slice);
      const columns = features.map(({ name }, index) => ({
        column: names.get(name) ?? name,
        values: values[index] as Float64Array,
      }));
      explained.push(...topContributions(this.#signature, slice, { bias, columns }, top));
      await nextTurn(undefined, { signal });
    }
    return explained;
  }

  #contributions(rows: EncodedRows): Contributions {
    try {
      return this.#model.contributions(this.#batchOf(rows));
    } catch (error) {
      if (error instanceof UnsupportedContributionsError) throw new BadUserInputError(error.message);
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
