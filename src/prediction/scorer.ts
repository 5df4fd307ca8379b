import type { ContributionUnit } from '../mojo/index.js';

export type { ContributionUnit };

/** Rows as a model takes them, column by column. A scorer reads them before it answers and keeps nothing. */
export interface EncodedRows {
  readonly count: number;
  /**
   * One for each column of the signature, in its order, at least `count` long: a number, epoch milliseconds, or an
   * index into the column's levels. NaN where the value is missing, or one that training never saw.
   */
  readonly columns: readonly Float64Array[];
}

/** What a model says of some rows, column by column. */
export interface Scores {
  readonly count: number;
  /** Index into `response.levels`, -1 where the model makes no prediction; null for a regression. */
  readonly labels: Int32Array | null;
  /** A classification: one array a label, of probabilities. A regression: one array, of the values. */
  readonly values: readonly Float64Array[];
}

/** How one column moved one row's raw score. */
export interface ColumnContribution {
  readonly column: string;
  /** As the model understood it: a number, a level, an ISO 8601 time; null where missing or unseen. */
  readonly value: string | number | null;
  readonly contribution: number;
  /** Standard error where it was sampled; else null. */
  readonly error: number | null;
}

export interface ClassContributions {
  readonly label: string;
  readonly bias: number;
  readonly columns: readonly ColumnContribution[];
}

/**
 * `bias` and the contributions of all columns together are the raw score: of a regression, of the second of two classes,
 * of the predicted one of several.
 */
export interface RowContributions {
  readonly unit: ContributionUnit;
  readonly bias: number;
  /** The columns that moved the score most, in either direction, first. */
  readonly columns: readonly ColumnContribution[];
  /** The same for each of several classes, in the order of the levels; else null. */
  readonly classes: readonly ClassContributions[] | null;
}

/** A model that scores, wherever it runs. Every scorer of one model gives the same answers. */
export interface Scorer {
  /** Rows to give it at once at least, where there are so many: what a call costs must be little beside them. */
  readonly batchRows: number;
  /** Whether it scores in this process: then a thread can load the model too. */
  readonly inProcess: boolean;
  /** Memory it holds in this process, in bytes. */
  readonly bytes: number;
  /** @throws {EngineUnavailableError} where it needs an engine that is not there */
  score(rows: EncodedRows, signal?: AbortSignal): Scores | Promise<Scores>;
  /**
   * The `top` columns of each row.
   * @throws {BadUserInputError} where such a model cannot be explained by column
   */
  explain(rows: EncodedRows, top: number, signal?: AbortSignal): Promise<RowContributions[]>;
}
