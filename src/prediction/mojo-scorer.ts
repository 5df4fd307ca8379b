import type { ModelSignature } from '../domain/manifest.js';
import { BadUserInputError } from '../errors.js';
import { UnsupportedContributionsError, type ColumnBatch, type MojoModel } from '../mojo/index.js';
import type { ColumnContribution, EncodedRows, RowContributions, Scorer, Scores } from './scorer.js';

/** Scores in this process, in the caller's thread. */
export class MojoScorer implements Scorer {
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

  explain(rows: EncodedRows, top: number): RowContributions[] {
    const { bias, values } = this.#contributions(rows);
    const features = this.#model.signature.features;
    return Array.from({ length: rows.count }, (_, row) => {
      const columns = features
        .map((feature, index) => ({
          column: feature.name,
          value: this.#valueOf(rows, feature.name, row),
          contribution: values[index]?.[row] ?? 0,
        }))
        .sort(
          (a: ColumnContribution, b: ColumnContribution) =>
            Math.abs(b.contribution) - Math.abs(a.contribution),
        );
      return { bias, columns: columns.slice(0, top) };
    });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #contributions(rows: EncodedRows) {
    try {
      return this.#model.contributions(this.#batchOf(rows));
    } catch (error) {
      if (error instanceof UnsupportedContributionsError) throw new BadUserInputError(error.message);
      throw error;
    }
  }

  #valueOf(rows: EncodedRows, name: string, row: number): string | number | null {
    const index = this.#signature.columns.findIndex((column) => column.name === name);
    const value = rows.columns[index]?.[row] ?? NaN;
    if (Number.isNaN(value)) return null;
    const column = this.#signature.columns[index];
    if (column?.type === 'TIME') return new Date(value).toISOString();
    return column?.levels ? (column.levels[value] ?? null) : value;
  }

  #batchOf(rows: EncodedRows): ColumnBatch {
    const columns = this.#signature.columns.map((column, index) => [
      column.name,
      (rows.columns[index] as Float64Array).subarray(0, rows.count),
    ]);
    return { rows: rows.count, columns: Object.fromEntries(columns) as ColumnBatch['columns'] };
  }
}
