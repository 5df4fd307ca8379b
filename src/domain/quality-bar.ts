/** How good a leader must be, cross-validated; one that misses it calls for DEEP_LEARNING. */
export interface QualityBar {
  /** Of a classification. */
  readonly maxLogloss: number;
  /** Of a regression. */
  readonly minR2: number;
  /** Of a classification: the least share of the baseline's loss that it removes. Of a regression R² is that share. */
  readonly minSkill: number;
}
