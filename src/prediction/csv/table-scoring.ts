import type { TableBlock } from '../../csv/bytes/block-reader.js';
import type { OpenText } from '../../csv/open-records.js';
import { mapTable, type BlockThreads, type ReadTableOptions } from '../../csv/read-table.js';
import type { ModelSignature } from '../../domain/manifest.js';
import type { TableReading } from '../../domain/table-reading.js';
import { BadUserInputError } from '../../domain/errors.js';
import { locateColumns } from '../input-columns.js';
import { InputFaults } from '../input-faults.js';
import type { JsonRow } from '../prediction-service.js';
import type { Overrides } from '../overrides.js';
import { resultNames } from '../result-names.js';
import type { RowContributions, Scorer } from '../scorer.js';
import { keptColumns } from './kept-columns.js';
import type { LabelledScores, LabelSource } from '../labelled.js';
import { joinLabelled } from './labelled-scores.js';
import { PartScorer, resultRowsOf, type ScoredPart, type ScoringTask } from './part-scorer.js';

/** Scores blocks of one table in other threads. */
export interface ScoringThreadsOfTable {
  /** Blocks to have in hand so that no thread is idle. */
  readonly ahead: number;
  score(block: TableBlock, jsonRows: number): ReturnType<BlockThreads<ScoredPart>['run']>;
}

export interface TableModel {
  readonly signature: ModelSignature;
  readonly scorer: Scorer;
  /** For what comes after the first megabyte; null to score all here. */
  readonly threads: ((task: ScoringTask) => ScoringThreadsOfTable) | null;
}

export interface TableScoringOptions extends ReadTableOptions {
  /** Rows wanted as JSON too, at most. */
  readonly limit: number;
  /** Columns to explain each row by. Default: none. */
  readonly contributions?: number;
  /** Columns of the input that stand before each prediction; `*`: all. Default: none. */
  readonly keep?: readonly string[];
  /** Write text that begins like a formula as it is. Default: false. */
  readonly formulas?: boolean;
  readonly overrides?: Overrides;
  /** Compare with this target, in place of writing results. */
  readonly label?: LabelSource;
  /** Of a stored table: how the file was read that it came in. Default: it is such a file itself. */
  readonly cameAs?: TableReading | null;
  readonly signal?: AbortSignal | undefined;
}

/** Of kept cells, in the rows of one answer. */
const MAX_KEPT_CHARACTERS = 20_000_000;
/** Bytes of a table that a scorer of large batches gets at once. */
const LARGE_BLOCK_BYTES = 1024 * 1024;

/** Scores one table with one model, wherever that runs. Results are final once {@link TableScoring.csv} has ended. */
export class TableScoring {
  readonly faults: InputFaults;
  /** The first rows, at most as many as asked for, and their contributions. */
  readonly rows: JsonRow[] = [];
  readonly contributions: RowContributions[] | null;
  rowCount = 0;
  #keptCharacters = 0;
  readonly #model: TableModel;
  readonly #table: OpenText;
  readonly #options: TableScoringOptions;
  readonly #task: ScoringTask;

  /**
   * @throws {SchemaMismatchError} where the table has none of the model's columns
   * @throws {BadUserInputError} where it has not those to keep
   */
  constructor(table: OpenText, model: TableModel, options: TableScoringOptions) {
    const { signature } = model;
    const { header, delimiter } = table;
    const { overrides = {}, cameAs } = options;
    const { format, delimiter: written } = cameAs ?? { ...table.reading(), delimiter };
    const top = Math.min(options.contributions ?? 0, signature.columns.length);
    this.faults = new InputFaults(signature.columns.length);
    this.contributions = top > 0 ? [] : null;
    this.#model = model;
    this.#table = table;
    this.#options = options;
    this.#task = {
      layout: { width: header.length, delimiter },
      places: locateColumns(signature, header),
      kept: keptColumns(
        options.keep ?? [],
        header,
        resultNames(signature.response, overrides.interval !== undefined),
      ),
      top,
      formulas: options.formulas ?? false,
      pointDecimals: format !== 'CSV',
      commaSeparated: format !== 'CSV' || written === ',',
      overrides,
      label: options.label ?? null,
    };
  }

  /**
   * The results as CSV, in the order of the input; to be iterated once.
   * @throws {InvalidCsvError} and whatever reading the table or scoring it throws
   */
  async *csv(): AsyncGenerator<Uint8Array | string> {
    yield resultRowsOf(this.#model.signature, this.#task).csvHeader();
    for await (const { csv } of this.#parts()) yield csv;
  }

  /** All rows beside their target, where the options name one; to be iterated once, in place of {@link csv}. */
  async labelled(): Promise<LabelledScores> {
    const parts: LabelledScores[] = [];
    for await (const { labelled } of this.#parts()) if (labelled !== null) parts.push(labelled);
    return joinLabelled(parts);
  }

  async *#parts(): AsyncGenerator<ScoredPart> {
    const { signature, scorer, threads } = this.#model;
    const { limit, signal } = this.#options;
    const here = new PartScorer(signature, scorer, this.#task);
    const wanted = () => limit - this.rows.length;
    const elsewhere = () => {
      const opened = threads?.(this.#task) ?? null;
      return opened && { ahead: opened.ahead, run: (block: TableBlock) => opened.score(block, wanted()) };
    };
    const work = {
      here: (rows: Parameters<PartScorer['score']>[0]) => here.score(rows, wanted(), signal),
      elsewhere,
    };
    for await (const part of mapTable(this.#table, work, this.#readOptions())) {
      yield part;
      this.#note(part);
    }
  }

  #readOptions(): ReadTableOptions {
    const { batchRows } = this.#model.scorer;
    return batchRows > 1
      ? { blockBytes: LARGE_BLOCK_BYTES, rows: batchRows, ...this.#options }
      : this.#options;
  }

  /** Kept cells can be long, and the rows of an answer are held in memory. */
  #charge(rows: readonly JsonRow[]): void {
    for (const name of this.#task.kept.names) {
      for (const row of rows) this.#keptCharacters += String(row[name]).length;
    }
    if (this.#keptCharacters <= MAX_KEPT_CHARACTERS) return;
    throw new BadUserInputError(
      `keep: the cells of the first ${this.rows.length} rows are too long for one answer. ` +
        'Lower `limit`, or keep fewer columns; the CSV has all rows, whatever `limit` is.',
      { field: 'keep' },
    );
  }

  #note({ rowCount, rows, contributions, faults }: ScoredPart): void {
    const wanted = this.#options.limit - this.rows.length;
    this.#charge(rows);
    this.rows.push(...rows.slice(0, wanted));
    this.contributions?.push(...contributions.slice(0, wanted));
    this.rowCount += rowCount;
    this.faults.merge(faults);
  }
}
