import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { ModelSignature } from '../domain/manifest.js';
import { BadUserInputError, SchemaMismatchError } from '../errors.js';
import { openRecords } from '../intake/open-records.js';
import { RowEncoder } from './encode-rows.js';
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
import { RecordScoring } from './record-scoring.js';
import { ResultRows } from './result-rows.js';
import { SavedModels, type SavedModel, type SavedModelsParts } from './saved-models.js';

export interface PredictorOptions extends SavedModelsParts {
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
    const { modelsDir, engine, log } = options;
    this.#options = options;
    this.#models = new SavedModels({ modelsDir, engine, log });
    this.#results = new KeptResults(options.predictionsDir, options.ttlMs);
  }

  start(): Promise<void> {
    return this.#results.start();
  }

  /** Leaves nothing in the engine. */
  async close(): Promise<void> {
    this.#results.close();
    await this.#models.close();
  }

  /** To be called when a task's model is removed. */
  forget(taskId: string): Promise<void> {
    return this.#models.forget(taskId);
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
    const { strict, contributions = 0, signal } = options;
    const { manifest, scorer } = await this.#modelOf(taskId);
    const { signature } = manifest;
    const encoder = new RowEncoder(signature);
    encoder.checkColumns(rows);
    const faults = new InputFaults(signature.columns.length);
    const encoded = encoder.encode(rows, 0, rows.length, faults);
    const warnings = checked(faults.warnings(signature, rows.length), strict);
    const scores = await scorer.score(encoded, signal);
    const shape = new ResultRows(signature.response);
    return {
      taskId,
      modelId: manifest.modelId,
      rowCount: rows.length,
      rows: rows.map((_, row) => shape.json(scores, row)),
      contributions: contributions > 0 ? await scorer.explain(encoded, contributions, signal) : null,
      csvId: null,
      warnings,
    };
  }

  async predictCsv(taskId: string, upload: CsvUpload, options: PredictCsvOptions): Promise<Prediction> {
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
    model: SavedModel,
    upload: CsvUpload,
    options: PredictCsvOptions,
    file: string,
  ): Promise<Pick<Prediction, 'rows' | 'contributions' | 'rowCount' | 'warnings'>> {
    const { signature } = model.manifest;
    const { strict, signal } = options;
    const knownNames = signature.columns.map((column) => column.name);
    const table = await openRecords(upload.stream, { maxBytes: this.#options.maxBytes, signal, knownNames });
    try {
      const scoring = new RecordScoring(model, table, options);
      await pipeline(scoring.csv(), createWriteStream(file), { signal });
      const { rows, contributions, rowCount, faults } = scoring;
      return {
        rows,
        contributions,
        rowCount,
        warnings: checked(faults.warnings(signature, rowCount), strict),
      };
    } finally {
      await table.close();
    }
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
