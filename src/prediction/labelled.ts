import type { SignatureColumn } from '../domain/manifest.js';

/** The rows of a table whose target is known, with what a model said of each; plain data. All arrays are by row. */
export interface LabelledScores {
  /** Rows of the table, also those without a target. */
  readonly rows: number;
  /** Rows left out because their target is missing, or no number. */
  readonly unlabelled: number;
  /** Rows left out because training never saw their class. */
  readonly unseen: number;
  /** At most 5 such classes. */
  readonly unseenExamples: readonly string[];
  /** Index of the class, or the value. */
  readonly actual: Float64Array;
  /** Index of the predicted class, or the predicted value. */
  readonly predicted: Float64Array;
  /** The probability that the row's own class was given; of a regression empty. */
  readonly likelihoods: Float64Array;
  /** Of two classes the probability of the second; else empty. */
  readonly second: Float64Array;
  /** By feature: rows whose time, or year, is later than in any row of the training. */
  readonly later: Int32Array;
}

/** The target of a labelled table; plain data, so that it can be sent to a worker thread. */
export interface LabelSource {
  /** How its cells are read: levels are those that the model predicts. */
  readonly column: SignatureColumn;
  /** In a record. */
  readonly place: number;
}
