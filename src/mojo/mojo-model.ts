import type { NestedModel } from './algorithms/stacked-ensemble.js';
import type { ContributionUnit, ModelExplainer } from './contributions/explainer.js';
import { makeExplainer } from './contributions/make-explainer.js';
import { ColumnBinder, type Cell, type ColumnBatch } from './model/columns.js';
import type { ModelHeader } from './model/header.js';
import type { RowScorer } from './model/scorer.js';
import { mojoSignature, type MojoSignature } from './model/signature.js';

/** A class for each row. */
export interface ClassScores {
  /** By row: index in the signature's labels; -1 where the model predicts nothing (a GLM that skips missing values). */
  readonly labels: Int32Array;
  /** By label, then by row: 0 to 1; NaN where the model predicts nothing. */
  readonly probabilities: readonly Float64Array[];
  readonly values?: undefined;
}

/** A number for each row. */
export interface ValueScores {
  /** By row, in the response's unit; NaN where the model predicts nothing. */
  readonly values: Float64Array;
  readonly labels?: undefined;
  readonly probabilities?: undefined;
}

export type MojoScores = ClassScores | ValueScores;

/** One row's prediction; null where the model predicts nothing. */
export interface RowScore {
  /** A label, or the value of a regression. */
  readonly predict: string | number | null;
  /** By label; null for a regression. */
  readonly probabilities: Readonly<Record<string, number>> | null;
}

/** What each column adds to the raw scores of each row, which are on the scale of the model's link. */
export interface MojoContributions {
  /**
   * LOG_ODDS of classes (of several, up to what all classes of a row have in common: softmax takes it out), but
   * PROBABILITY with DRF; of a regression VALUE, or LOG_VALUE for Poisson, gamma and Tweedie.
   */
  readonly unit: ContributionUnit;
  /** One for a regression, one for the second of two classes, or one for each of several in the labels' order. */
  readonly outputs: readonly MojoOutputContributions[];
}

/** The bias and all columns of a row add up to the raw score. */
export interface MojoOutputContributions {
  /** The class; null for a regression. */
  readonly label: string | null;
  /** The raw score of an average row; the same for all rows. */
  readonly bias: number;
  /** By feature in the signature's order, then by row. */
  readonly values: readonly Float64Array[];
}

/** A loaded model. It has buffers of its own: share one between callers of one thread, not between threads. */
export class MojoModel {
  readonly signature: MojoSignature;
  /** Memory that the model holds, about; for a cache with a limit. */
  readonly bytes: number;
  readonly #header: ModelHeader;
  readonly #scorer: RowScorer;
  readonly #binder: ColumnBinder;
  readonly #row: Float64Array;
  readonly #out: Float64Array;
  #explainer: ModelExplainer | null = null;

  constructor({ header, scorer }: NestedModel) {
    this.signature = mojoSignature(header);
    this.bytes = scorer.bytes;
    this.#header = header;
    this.#scorer = scorer;
    this.#binder = new ColumnBinder(header.features);
    this.#row = new Float64Array(header.features.length);
    this.#out = new Float64Array(header.response.labels?.length ?? 1);
  }

  /**
   * Scores rows given by column.
   *
   * @throws {MojoInputError} if a column is not as long as the batch, or holds something that is no cell.
   */
  score(batch: ColumnBatch): MojoScores {
    const columns = this.#binder.bind(batch);
    const results = Array.from(this.#out, () => new Float64Array(batch.rows));
    const labels = new Int32Array(batch.rows);
    for (let i = 0; i < batch.rows; i++) {
      labels[i] = this.#scorer.score(this.#gather(columns, i), this.#out);
      for (let k = 0; k < results.length; k++) (results[k] as Float64Array)[i] = this.#out[k] as number;
    }
    if (this.#header.response.labels !== null) return { labels, probabilities: results };
    return { values: results[0] as Float64Array };
  }

  /**
   * Scores a row given by column name.
   *
   * @throws {MojoInputError} if it holds something that is no cell.
   */
  scoreRow(row: Readonly<Record<string, Cell>>): RowScore {
    const scores = this.score(batchOf(row));
    if (scores.values !== undefined) return { predict: finite(scores.values[0]), probabilities: null };
    const names = this.#header.response.labels ?? [];
    const probabilities = names.map((name, k) => [name, scores.probabilities[k]?.[0] ?? Number.NaN] as const);
    return {
      predict: names[scores.labels[0] ?? -1] ?? null,
      probabilities: Object.fromEntries(probabilities),
    };
  }

  /**
   * Explains rows given by column: TreeSHAP for trees, coefficients for GLM.
   *
   * @throws {UnsupportedContributionsError} for DeepLearning, ensembles, linear boosters and ordinal GLM.
   * @throws {MojoInputError} if a column is not as long as the batch, or holds something that is no cell.
   */
  contributions(batch: ColumnBatch): MojoContributions {
    const explainer = (this.#explainer ??= makeExplainer(this.#header, this.#scorer));
    const columns = this.#binder.bind(batch);
    const out = new Float64Array(columns.length);
    const outputs = explainer.outputs.map(({ bias }, index) => ({
      label: this.#labelOf(index, explainer.outputs.length),
      bias,
      values: columns.map(() => new Float64Array(batch.rows)),
    }));
    for (let i = 0; i < batch.rows; i++) {
      const row = this.#gather(columns, i);
      explainer.outputs.forEach((output, index) => {
        const values = outputs[index]?.values ?? [];
        output.explain(row, out);
        for (let j = 0; j < values.length; j++) (values[j] as Float64Array)[i] = out[j] as number;
      });
    }
    return { unit: explainer.unit, outputs };
  }

  /** One raw score of two classes is that of the second. */
  #labelOf(output: number, outputs: number): string | null {
    const { labels } = this.#header.response;
    return labels?.[labels.length - outputs + output] ?? null;
  }

  #gather(columns: readonly Float64Array[], i: number): Float64Array {
    const row = this.#row;
    for (let j = 0; j < row.length; j++) row[j] = (columns[j] as Float64Array)[i] as number;
    return row;
  }
}

function batchOf(row: Readonly<Record<string, Cell>>): ColumnBatch {
  return { rows: 1, columns: Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, [cell]])) };
}

function finite(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
