import type { ProblemType } from './training-options.js';

/** TEXT is kept in datasets but never trained on. */
export type ColumnType = 'NUMERIC' | 'CATEGORICAL' | 'TIME' | 'TEXT';
export type TrainedColumnType = Exclude<ColumnType, 'TEXT'>;

export interface SampleColumn {
  readonly name: string;
  readonly type: TrainedColumnType;
}

/**
 * The rows one task trains on, as a file ready for the engine: UTF-8 CSV, comma, LF, **no header**, one column for
 * each of `columns` in that order. Every cell is normalised: numbers in shortest round-trip form, times as epoch
 * milliseconds (UTC), categories as canonical text, a missing value as an empty unquoted cell.
 */
export interface TrainingSample {
  /** Absolute path of the file. */
  readonly file: string;
  readonly columns: readonly SampleColumn[];
  /** Name of the response column; one of `columns`. */
  readonly target: string;
  readonly problemType: ProblemType;
  readonly rowsTotal: number;
  readonly rowsUsed: number;
  /** Rows left out because their target was empty. */
  readonly rowsWithoutTarget: number;
  /** Columns left out because they hold free text. */
  readonly textColumns: readonly string[];
}
