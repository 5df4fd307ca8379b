/** What mistakes cost, in any unit; the second class is the positive one. */
export interface ErrorCosts {
  readonly falsePositive: number;
  readonly falseNegative: number;
}

/**
 * What a model of two classes does where the second class is predicted from `threshold` on. Counts are of rows; with
 * weights, they are sums of weights.
 */
export interface ThresholdPoint {
  readonly threshold: number;
  /** null where no row is predicted positive. */
  readonly precision: number | null;
  readonly recall: number;
  readonly specificity: number;
  readonly f1: number;
  /** Matthews correlation coefficient, -1 to 1; 0 where all rows are predicted alike. */
  readonly mcc: number;
  readonly accuracy: number;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly trueNegatives: number;
  readonly falseNegatives: number;
}

/** Rows of similar predicted probability, and what became of them. */
export interface CalibrationBin {
  /** Mean predicted probability of the second class. */
  readonly predicted: number;
  /** Share of the rows that are of the second class. */
  readonly observed: number;
  readonly rows: number;
}
