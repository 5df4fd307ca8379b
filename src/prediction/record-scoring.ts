import type { OpenRecords } from '../csv/open-records.js';
import { inBatches } from './batches.js';
import { locateColumns } from './input-columns.js';
import { InputFaults } from './input-faults.js';
import type { JsonRow, PredictCsvOptions } from './prediction-service.js';
import { RecordEncoder } from './record-encoder.js';
import { ResultRows } from './result-rows.js';
import type { SavedModel } from './saved-models.js';
import type { RowContributions, Scores } from './scorer.js';

/**
 * Scores one CSV with any scorer, record by record; explains it too where asked. Results are final once
 * {@link RecordScoring.csv} has ended.
 */
export class RecordScoring {
  readonly faults: InputFaults;
  /** The first rows, at most as many as asked for, and their contributions. */
  readonly rows: JsonRow[] = [];
  readonly contributions: RowContributions[] | null;
  rowCount = 0;
  readonly #model: SavedModel;
  readonly #table: OpenRecords;
  readonly #options: PredictCsvOptions;
  readonly #encoder: RecordEncoder;
  readonly #shape: ResultRows;
  /** How many columns to explain a row by. */
  readonly #top: number;

  /** @throws {SchemaMismatchError} where the CSV has none of the model's columns */
  constructor(model: SavedModel, table: OpenRecords, options: PredictCsvOptions) {
    const { signature } = model.manifest;
    const { header, delimiter } = table;
    this.faults = new InputFaults(signature.columns.length);
    this.#model = model;
    this.#table = table;
    this.#options = options;
    this.#encoder = new RecordEncoder(signature, locateColumns(signature, header), delimiter, this.faults);
    this.#shape = new ResultRows(signature.response);
    this.#top = Math.min(options.contributions ?? 0, signature.columns.length);
    this.contributions = this.#top > 0 ? [] : null;
  }

  /**
   * The results as CSV, in the order of the input; to be iterated once.
   * @throws {InvalidCsvError} and whatever reading the records or scoring them throws
   */
  async *csv(): AsyncGenerator<string> {
    const { scorer } = this.#model;
    const { signal } = this.#options;
    yield this.#shape.csvHeader(this.#top);
    for await (const records of inBatches(this.#table.records, scorer.batchRows)) {
      const encoded = this.#encoder.encode(records);
      const scores = await scorer.score(encoded, signal);
      const explained = this.#top > 0 ? await scorer.explain(encoded, this.#top, signal) : null;
      this.#note(scores, explained);
      yield this.#shape.csv(scores, explained, this.#top);
    }
  }

  #note(scores: Scores, explained: readonly RowContributions[] | null): void {
    const wanted = Math.min(scores.count, this.#options.limit - this.rows.length);
    for (let row = 0; row < wanted; row++) {
      this.rows.push(this.#shape.json(scores, row));
      const contributions = explained?.[row];
      if (contributions) this.contributions?.push(contributions);
    }
    this.rowCount += scores.count;
  }
}
