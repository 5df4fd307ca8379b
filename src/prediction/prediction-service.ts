import type { Readable } from 'node:stream';
import type { CsvUpload } from '../domain/csv-upload.js';
import type { ModelSignature, SignatureColumn } from '../domain/manifest.js';
import type { LabelledScores } from './labelled.js';
import type { Overrides } from './overrides.js';
import type { RowContributions } from './scorer.js';

/** One JSON object a row; keys are column names. */
export type JsonRow = Readonly<Record<string, unknown>>;

export type PredictionWarningCode =
  | 'MISSING_COLUMN'
  | 'UNSEEN_LEVEL'
  | 'NOT_A_NUMBER'
  | 'RENAMED_COLUMN'
  | 'EMPTY_COLUMN'
  | 'OUT_OF_RANGE'
  | 'LATER_THAN_TRAINING'
  | 'SKIPPED_ROWS';

/** What the input lacked, or held that training never saw: one for each column and code. */
export interface PredictionWarning {
  readonly code: PredictionWarningCode;
  /** Empty for SKIPPED_ROWS, which is about the table. */
  readonly column: string;
  /** How many rows it touches. */
  readonly rows: number;
  /** At most 5 of the values. */
  readonly examples: readonly string[];
  /** Says what was done about it. */
  readonly message: string;
}

export interface Prediction {
  readonly taskId: string;
  readonly modelId: string;
  /** Rows scored, which may be more than `rows` holds. */
  readonly rowCount: number;
  /** `predict`, and for a classification a probability by class label, unrounded. The first `limit` rows. */
  readonly rows: readonly JsonRow[];
  /** What moved each of `rows`, in their order; null unless asked for. */
  readonly contributions: readonly RowContributions[] | null;
  /** Key of all rows as CSV for {@link PredictionService.openCsv}; null where none was kept. */
  readonly csvId: string | null;
  /** When that key is of no use any more; null where there is none. */
  readonly csvExpiresAt: Date | null;
  readonly warnings: readonly PredictionWarning[];
}

export interface PredictRowsOptions {
  /** Refuse with a SchemaMismatchError instead of warning, where the input does not fit the model. */
  readonly strict: boolean;
  /** How many columns to explain each row by; 0 or undefined: none. */
  readonly contributions?: number;
  readonly overrides?: Overrides;
  readonly signal?: AbortSignal;
}

export interface PredictCsvOptions extends PredictRowsOptions {
  /** Rows in the answer at most; all of them are in the CSV. */
  readonly limit: number;
  /**
   * Columns of the input that stand before each prediction, in the rows (as the text that is in the file) and in the
   * CSV; `*`: all. Default: none.
   */
  readonly keep?: readonly string[];
  /**
   * Write text to the CSV as it is, also where it begins like a formula, which spreadsheets would compute; otherwise it
   * gets an apostrophe before it. Default: false.
   */
  readonly formulas?: boolean;
}

export interface LabelledOptions {
  /** The target, and how its cells are read. */
  readonly target: SignatureColumn;
  readonly signal?: AbortSignal | undefined;
}

export interface LabelledResult {
  readonly scores: LabelledScores;
  readonly warnings: readonly PredictionWarning[];
}

export interface PredictionCsv {
  readonly stream: Readable;
  /** Size where it is known beforehand. */
  readonly bytes?: number;
  /** Name to offer for the download. */
  readonly fileName: string;
}

/** Scores new rows with the saved model of a DONE task. */
export interface PredictionService {
  /**
   * @throws {BadUserInputError} where contributions are asked of a model that has none
   * @throws {TaskNotFoundError} @throws {TaskNotReadyError} unless DONE @throws {InvalidCsvError}
   * @throws {SchemaMismatchError} when `strict` @throws {EngineUnavailableError}
   */
  predictCsv(taskId: string, upload: CsvUpload, options: PredictCsvOptions): Promise<Prediction>;
  /** Throws as {@link predictCsv} does. */
  predictRows(taskId: string, rows: readonly JsonRow[], options: PredictRowsOptions): Promise<Prediction>;
  /**
   * Scores all rows of a labelled table beside their target. Throws as {@link predictCsv} does.
   * @throws {BadUserInputError} where the table does not have the target
   */
  scoreLabelled(taskId: string, upload: CsvUpload, options: LabelledOptions): Promise<LabelledResult>;
  /** What the task's model wants to be given. Throws as {@link predictCsv} does. */
  signature(taskId: string): Promise<ModelSignature>;
  /** The whole prediction as CSV, rows in input order; null when it has expired or never was. */
  openCsv(csvId: string): Promise<PredictionCsv | null>;
}
