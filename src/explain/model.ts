/** Rows as a model takes them, one array for each of its features: a number, epoch milliseconds or a level's index. */
export interface ModelRows {
  readonly count: number;
  /** By feature, then by row; NaN where missing. */
  readonly columns: readonly Float64Array[];
}

/** What a model says of some rows. */
export interface ModelScores {
  /** Probabilities, an array for each class; or one array, of values. NaN where the model predicts nothing. */
  readonly values: readonly Float64Array[];
}

/** A model in this process. It reads the rows before it returns, and keeps neither rows nor scores. */
export type ScoreRows = (rows: ModelRows) => ModelScores;

/** A column as its owner knows it: one feature of the model, or the several that were derived from a time. */
export interface ExplainedColumn {
  readonly name: string;
  readonly type: 'NUMERIC' | 'CATEGORICAL' | 'TIME';
  /** Indexes of its features in {@link ModelRows}; never empty. */
  readonly features: readonly number[];
  /** Of a CATEGORICAL, by index; else null. */
  readonly levels: readonly string[] | null;
}

/** The rows from `from` up to `to`, without a copy. */
export function sliceOf({ columns }: ModelRows, from: number, to: number): ModelRows {
  return { count: to - from, columns: columns.map((column) => column.subarray(from, to)) };
}
