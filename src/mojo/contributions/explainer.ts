/** What contributions are counted in: the scale on which columns add up to a model's raw score. */
export type ContributionUnit = 'LOG_ODDS' | 'PROBABILITY' | 'VALUE' | 'LOG_VALUE';

/** Splits one raw score of a row up by column. Not re-entrant. */
export interface Explainer {
  /** The raw score of an average row: what a row has before any of its columns is looked at. */
  readonly bias: number;
  /**
   * @param row the features in the model's order, NaN where missing.
   * @param out receives what each feature adds.
   */
  explain(row: Float64Array, out: Float64Array): void;
}

/** Explains a model: one raw score for a regression, that of the second of two classes, or one for each of several. */
export interface ModelExplainer {
  readonly unit: ContributionUnit;
  readonly outputs: readonly Explainer[];
}
