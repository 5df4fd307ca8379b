/** One compiled model of any algorithm. Not re-entrant: it has buffers of its own. */
export interface RowScorer {
  /**
   * Scores a row without allocating.
   *
   * @param row the features in this model's order: numbers, or indexes of levels; NaN where missing or unseen.
   * @param out receives the probability of each label, or the value of a regression; NaN where there is no prediction.
   * @returns index of the label; -1 where there is no prediction; 0 for a regression.
   */
  score(row: Float64Array, out: Float64Array): number;
  /** Bytes held in arrays, about. */
  readonly bytes: number;
}
