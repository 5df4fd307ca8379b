/** Splits the raw score of a row up by column. Not re-entrant. */
export interface Explainer {
  /** What a row has before any of its columns is looked at. */
  readonly bias: number;
  /**
   * @param row the features in the model's order, NaN where missing.
   * @param out receives what each feature adds.
   */
  explain(row: Float64Array, out: Float64Array): void;
}
