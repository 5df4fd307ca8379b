import path from 'node:path';
import type { CsvUpload } from '../../domain/csv-upload.js';
import type { ModelSignature } from '../../domain/manifest.js';
import { ownerColumns } from '../../domain/owner-columns.js';
import { BadUserInputError } from '../../domain/errors.js';
import { openText, type OpenText } from '../../csv/open-records.js';
import { modelFolder } from '../../storage/model-folder.js';
import { writeFile } from '../../storage/write-file.js';
import { TableScoring, type TableModel } from '../csv/table-scoring.js';
import { RowEncoder } from '../encode-rows.js';
import { locateTarget, matchColumns } from '../input-columns.js';
import { InputFaults } from '../input-faults.js';
import { checked, warningsOf } from '../input-warnings.js';
import { KeptResults } from '../../storage/kept-results.js';
import type {
  JsonRow,
  LabelledOptions,
  LabelledResult,
  PredictCsvOptions,
  Prediction,
  PredictionCsv,
  PredictionService,
  PredictRowsOptions,
} from '../prediction-service.js';
import type { UnpackPace } from '../../domain/unpack-pace.js';
import { overruled } from '../overrides.js';
import { plainResults, ResultRows } from '../result-rows.js';
import { SavedModels, type SavedModel, type SavedModelsParts } from './saved-models.js';
import { ScoringThreads } from '../workers/scoring-threads.js';

export interface PredictorOptions extends SavedModelsParts {
  /** Absolute; emptied at the start. */
  readonly predictionsDir: string;
  /** How long a result can be fetched as CSV, in milliseconds. */
  readonly ttlMs: number;
  /** Of an uploaded file. */
  readonly maxBytes: number;
  /** Of unpacking. Default: none. */
  readonly unpackPace?: UnpackPace | undefined;
  /** Worker threads for big files, at most. Default: none, the caller's thread does it all. */
  readonly threads?: number;
  /** @throws {TaskNotFoundError} {TaskNotReadyError} unless the task is DONE */
  readonly requireDone: (taskId: string) => void;
}

const MAX_ROWS = 10_000;

/** Scores new rows with saved models. */
export class Predictor implements PredictionService {
  readonly #options: PredictorOptions;
  readonly #models: SavedModels;
  readonly #results: KeptResults;
  readonly #threads: ScoringThreads | null;

  constructor(options: PredictorOptions) {
    const { threads = 0 } = options;
    this.#options = options;
    this.#models = new SavedModels(options);
    this.#results = new KeptResults(options.predictionsDir, options.ttlMs);
    this.#threads = threads > 0 ? new ScoringThreads(threads) : null;
  }

  start(): Promise<void> {
    return this.#results.start();
  }

  /** Leaves nothing in the engine. */
  async close(): Promise<void> {
    this.#results.close();
    await this.#threads?.close();
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
    const { strict, contributions = 0, overrides = {}, signal } = options;
    const { manifest, scorer } = await this.#modelOf(taskId);
    const { signature } = manifest;
    const encoder = new RowEncoder(signature);
    encoder.checkColumns(rows);
    const faults = new InputFaults(signature.columns.length);
    const encoded = encoder.encode(rows, 0, rows.length, faults);
    const warnings = checked(faults.warnings(signature, rows.length, encoder.matched), strict);
    const scores = overruled(await scorer.score(encoded, signal), overrides);
    const results = plainResults(scores);
    const shape = new ResultRows(signature.response, { interval: overrides.interval !== undefined });
    return {
      taskId,
      modelId: manifest.modelId,
      rowCount: rows.length,
      rows: rows.map((_, row) => shape.json(results, row)),
      contributions: contributions > 0 ? await scorer.explain(encoded, contributions, signal) : null,
      csvId: null,
      csvExpiresAt: null,
      warnings,
    };
  }

  async predictCsv(taskId: string, upload: CsvUpload, options: PredictCsvOptions): Promise<Prediction> {
    const model = await this.#modelOf(taskId);
    const { id, expiresAt, result } = await this.#results.keep(resultName(upload.fileName), (file) =>
      this.#scoreFile(model, upload, options, file),
    );
    return { taskId, modelId: model.manifest.modelId, csvId: id, csvExpiresAt: expiresAt, ...result };
  }

  async scoreLabelled(
    taskId: string,
    upload: CsvUpload,
    { target, signal }: LabelledOptions,
  ): Promise<LabelledResult> {
    const model = await this.#modelOf(taskId);
    const { signature } = model.manifest;
    const table = await this.#openTable(model, upload, signal, [target.name]);
    try {
      const names = matchColumns(signature, table.header, [target.name]);
      const label = locateTarget(target, table.header, names);
      const scoring = new TableScoring(table, this.#tableModel(model), {
        limit: 0,
        signal,
        label,
        cameAs: upload.cameAs ?? null,
      });
      const scores = await scoring.labelled();
      return { scores, warnings: warningsOf(table, scoring, signature) };
    } finally {
      await table.close();
    }
  }

  async signature(taskId: string): Promise<ModelSignature> {
    return (await this.#modelOf(taskId)).manifest.signature;
  }

  /** The saved model of a DONE task. Throws as {@link predictCsv} does. */
  model(taskId: string): Promise<SavedModel> {
    return this.#modelOf(taskId);
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
    const table = await this.#openTable(model, upload, signal);
    try {
      const scoring = new TableScoring(table, this.#tableModel(model), {
        ...options,
        cameAs: upload.cameAs ?? null,
      });
      await writeFile(file, scoring.csv(), signal);
      const { rows, contributions, rowCount } = scoring;
      return {
        rows,
        contributions,
        rowCount,
        warnings: checked(warningsOf(table, scoring, signature), strict),
      };
    } finally {
      await table.close();
    }
  }

  #openTable(
    { manifest }: SavedModel,
    upload: CsvUpload,
    signal: AbortSignal | undefined,
    names: readonly string[] = [],
  ): Promise<OpenText> {
    const { maxBytes, unpackPace, predictionsDir } = this.#options;
    return openText(upload.stream, {
      maxBytes,
      pace: unpackPace,
      signal,
      knownNames: [...ownerColumns(manifest.signature).map((column) => column.name), ...names],
      onlyKnown: true,
      reading: upload.reading,
      like: manifest.reading,
      scratchDir: predictionsDir,
    });
  }

  #tableModel({ manifest, scorer }: SavedModel): TableModel {
    const { signature, taskId } = manifest;
    const folder = modelFolder(this.#options.modelsDir, taskId);
    const pool = scorer.inProcess ? this.#threads : null;
    return { signature, scorer, threads: pool && ((task) => pool.open(folder, task)) };
  }
}

/** `customers.csv.gz` becomes `customers-predictions.csv`. */
function resultName(fileName: string): string {
  const base = path.basename(fileName).replace(/(?:\.[a-z0-9]{1,8}){1,2}$/i, '');
  return `${base === '' ? '' : `${base}-`}predictions.csv`;
}
