import type { TableLayout } from '../../csv/bytes/block-reader.js';
import type { FieldTable } from '../../csv/bytes/field-table.js';
import type { ModelSignature } from '../../domain/manifest.js';
import { InputFaults, type ColumnFaults } from '../input-faults.js';
import type { JsonRow } from '../prediction-service.js';
import { overruled, type Overrides } from '../overrides.js';
import { ResultRows } from '../result-rows.js';
import type { RowContributions, Scorer } from '../scorer.js';
import { keptCells, type KeptColumns } from './kept-columns.js';
import type { LabelledScores, LabelSource } from '../labelled.js';
import { LabelComparer } from './labelled-scores.js';
import { TableEncoder } from './table-encoder.js';

/** What is to be said of one table; plain data, so that it can be sent to a worker thread. */
export interface ScoringTask {
  readonly layout: TableLayout;
  /** Of each column of the signature in a record, -1 where it is not there. */
  readonly places: Int32Array;
  readonly kept: KeptColumns;
  /** Columns to explain a row by; 0: none. */
  readonly top: number;
  readonly formulas: boolean;
  /** The file holds numbers as such: a point in them is the decimal mark, whichever training saw. */
  readonly pointDecimals: boolean;
  /** A comma separates the cells of the file, so that one in a cell rather stands for thousands. */
  readonly commaSeparated: boolean;
  readonly overrides: Overrides;
  /** What predictions are compared with, in place of being written; null: they are written. */
  readonly label: LabelSource | null;
}

/** What a model says of some rows; plain data too. */
export interface ScoredPart {
  /** A line for each row; empty where they were compared. */
  readonly csv: Uint8Array | string;
  readonly rowCount: number;
  /** The first rows, as many as were wanted as JSON too, and why they are so. */
  readonly rows: readonly JsonRow[];
  readonly contributions: readonly RowContributions[];
  readonly faults: readonly ColumnFaults[];
  /** null unless they were compared. */
  readonly labelled: LabelledScores | null;
}

export const resultRowsOf = (
  { response }: ModelSignature,
  { kept, top, formulas, overrides }: ScoringTask,
): ResultRows =>
  new ResultRows(response, { kept: kept.names, top, formulas, interval: overrides.interval !== undefined });

const NOTHING_WRITTEN = { csv: '', rows: [], contributions: [] };

/** Scores the rows of one table with one model. */
export class PartScorer {
  readonly #task: ScoringTask;
  readonly #columns: number;
  readonly #encoder: TableEncoder;
  readonly #shape: ResultRows;
  readonly #scorer: Scorer;
  readonly #comparer: LabelComparer | null;

  constructor(signature: ModelSignature, scorer: Scorer, task: ScoringTask) {
    this.#task = task;
    this.#columns = signature.columns.length;
    this.#encoder = new TableEncoder(signature, task);
    this.#shape = resultRowsOf(signature, task);
    this.#scorer = scorer;
    this.#comparer = task.label && new LabelComparer(signature, task.label, task.commaSeparated);
  }

  /** @param jsonRows how many rows are wanted as JSON too */
  async score(rows: FieldTable, jsonRows: number, signal?: AbortSignal): Promise<ScoredPart> {
    const { top, kept, overrides } = this.#task;
    const faults = new InputFaults(this.#columns);
    const encoded = this.#encoder.encode(rows, faults);
    const scores = overruled(await this.#scorer.score(encoded, signal), overrides);
    if (this.#comparer !== null) {
      const labelled = this.#comparer.compare(rows, encoded, scores);
      return { ...NOTHING_WRITTEN, rowCount: scores.count, faults: faults.columns, labelled };
    }
    const explained = top > 0 ? await this.#scorer.explain(encoded, top, signal) : null;
    const results = { scores, explained, kept: (row: number) => keptCells(kept, rows, row) };
    const wanted = Math.min(scores.count, jsonRows);
    return {
      csv: this.#shape.csv(results),
      rowCount: scores.count,
      rows: Array.from({ length: wanted }, (_, row) => this.#shape.json(results, row)),
      contributions: explained?.slice(0, wanted) ?? [],
      faults: faults.columns,
      labelled: null,
    };
  }
}
