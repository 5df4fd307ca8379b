import type { ModelSignature } from '../domain/manifest.js';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { BadUserInputError, SchemaMismatchError } from '../errors.js';
import { openRecords } from '../intake/open-records.js';
import { RowEncoder } from './encode-rows.js';
import { locateColumns } from './input-columns.js';
import { InputFaults } from './input-faults.js';
import { KeptResults } from './kept-results.js';
import type {
  CsvUpload,
  JsonRow,
  PredictCsvOptions,
  Prediction,
  PredictionCsv,
  PredictionService,
  PredictionWarning,
  PredictRowsOptions,
} from './prediction-service.js';
import { RecordEncoder } from './record-encoder.js';
import { ResultRows } from './result-rows.js';
import { SavedModels, type SavedModel } from './saved-models.js';

export interface PredictorOptions {
  /** Absolute; a model is in `<modelsDir>/<taskId>`. */
  readonly modelsDir: string;
  /** Absolute; emptied at the start. */
  readonly predictionsDir: string;
  /** How long a result can be fetched as CSV, in milliseconds. */
  readonly ttlMs: number;
  /** Of an uploaded file. */
  readonly maxBytes: number;
  /** @throws {TaskNotFoundError} {TaskNotReadyError} unless the task is DONE */
  readonly requireDone: (taskId: string) => void;
}

const MAX_ROWS = 10_000;

/** Scores new rows with saved models. */
export class Predictor implements PredictionService {
  readonly #options: PredictorOptions;
  readonly #models: SavedModels;
  readonly #results: KeptResults;

  constructor(options: PredictorOptions) {
    this.#options = options;
    this.#models = new SavedModels(options.modelsDir);
    this.#results = new KeptResults(options.predictionsDir, options.ttlMs);
  }

  start(): Promise<void> {
    return this.#results.start();
  }

  close(): void {
    this.#results.close();
  }

  /** To be called when a task's model is removed. */
  forget(taskId: string): void {
    this.#models.forget(taskId);
  }

  openCsv(csvId: string): Promise<PredictionCsv | null> {
    return this.#results.open(csvId);
  }

  async predictRows(
    taskId: string,
    rows: readonly JsonRow[],
    options: PredictRowsOptions,
  ): Promise<Prediction> {
    if (rows.length === 0 || rows.length > MAX_ROWS) {
      throw new BadUserInputError(
        `rows: predictRows takes 1 to ${MAX_ROWS} rows, and got ${rows.length}. Send more as a CSV with predict.`,
      );
    }
    const { manifest, scorer } = await this.#modelOf(taskId);
    const { signature } = manifest;
    const encoder = new RowEncoder(signature);
    encoder.checkColumns(rows);
    const faults = new InputFaults(signature.columns.length);
    const encoded = encoder.encode(rows, 0, rows.length, faults);
    const warnings = checked(faults.warnings(signature, rows.length), options.strict);
    const scores = await scorer.score(encoded, options.signal);
    const shape = new ResultRows(signature.response);
    return {
      taskId,
      modelId: manifest.modelId,
      rowCount: rows.length,
      rows: rows.map((_, row) => shape.json(scores, row)),
      csvId: null,
      warnings,
    };
  }

  async predictCsv(taskId: string, upload: CsvUpload, options: PredictCsvOptions): Promise<Prediction> {
    if (options.limit < 0 || options.limit > MAX_ROWS) {
      throw new BadUserInputError(`limit: 0 to ${MAX_ROWS}, not ${options.limit}. \`csvUrl\` has all rows.`);
    }
    const model = await this.#modelOf(taskId);
    const { id, result } = await this.#results.keep((file) => this.#scoreFile(model, upload, options, file));
    return { taskId, modelId: model.manifest.modelId, csvId: id, ...result };
  }

  async signature(taskId: string): Promise<ModelSignature> {
    return (await this.#modelOf(taskId)).manifest.signature;
  }

  async #modelOf(taskId: string): Promise<SavedModel> {
    this.#options.requireDone(taskId);
    return this.#models.get(taskId);
  }

  async #scoreFile(
    { manifest, scorer }: SavedModel,
    upload: CsvUpload,
    { limit, strict, signal }: PredictCsvOptions,
    file: string,
  ): Promise<Pick<Prediction, 'rows' | 'rowCount' | 'warnings'>> {
    const { signature } = manifest;
    const knownNames = signature.columns.map((column) => column.name);
    const { maxBytes } = this.#options;
    const table = await openRecords(upload.stream, { maxBytes, signal, knownNames });
    const shape = new ResultRows(signature.response);
    const faults = new InputFaults(signature.columns.length);
    const rows: JsonRow[] = [];
    let rowCount = 0;

    async function* lines() {
      const encoder = new RecordEncoder(
        signature,
        locateColumns(signature, table.header),
        table.delimiter,
        faults,
      );
      yield shape.csvHeader();
      for await (const records of table.records) {
        const scores = await scorer.score(encoder.encode(records), signal);
        for (let row = 0; row < scores.count && rows.length < limit; row++)
          rows.push(shape.json(scores, row));
        rowCount += records.length;
        yield shape.csv(scores);
      }
    }
    try {
      await pipeline(lines, createWriteStream(file), { signal });
    } finally {
      await table.close();
    }
    return { rows, rowCount, warnings: checked(faults.warnings(signature, rowCount), strict) };
  }
}

/** @throws {SchemaMismatchError} when strict and there is something to warn of */
function checked(warnings: PredictionWarning[], strict: boolean): PredictionWarning[] {
  if (!strict || warnings.length === 0) return warnings;
  const messages = warnings.map((warning) => warning.message).join(' ');
  throw new SchemaMismatchError(`The input does not fit the model, and strict was asked for. ${messages}`, {
    warnings,
  });
}
