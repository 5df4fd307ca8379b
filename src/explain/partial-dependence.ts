import { gridOf } from './grid.js';
import type { ExplainedColumn, ModelRows, ScoreRows } from './model.js';
import { scoring, type Work } from './work.js';

export interface PartialDependencePoint {
  /** A number, a label, or a time in ISO 8601. */
  readonly value: string;
  /** Mean probability of each class in question, or the mean value; NaN where the model predicts nothing. */
  readonly means: readonly number[];
  /** Rows whose own value is this one, or nearer to it than to any other point. */
  readonly rows: number;
}

/**
 * How a prediction depends on one column: its mean over the rows, with the column set to the same value in all of
 * them. Of two classes it is the probability of the second.
 *
 * Source: Friedman, "Greedy Function Approximation" (2001), section 8.2.
 *
 * @param points at most; of numbers and times the quantiles, of labels the commonest.
 */
export function* partialDependence(
  score: ScoreRows,
  rows: ModelRows,
  column: ExplainedColumn,
  points = 20,
): Work<PartialDependencePoint[]> {
  const found: PartialDependencePoint[] = [];
  for (const { value, donor, rows: near } of gridOf(rows, column, points)) {
    const set = rows.columns.map((values, feature) =>
      column.features.includes(feature) ? new Float64Array(rows.count).fill(values[donor] as number) : values,
    );
    const { values } = yield* scoring(score, { count: rows.count, columns: set });
    const outputs = values.length === 2 ? values.slice(1) : values;
    found.push({ value, means: outputs.map(meanOf), rows: near });
  }
  return found;
}

const meanOf = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
