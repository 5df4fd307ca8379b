import { pipeline, type Readable } from 'node:stream';
import { z } from 'zod';
import type { TrainedColumnType } from '../../domain/training-sample.js';
import { H2ORequestError } from './errors.js';
import { FrameHeader } from './frame-header.js';
import { Transport, type CallOptions, type Form, type TransportOptions } from './transport.js';
import { AutoML, AutoMLStarted, FrameSummary, Leaderboard } from './wire-automl.js';
import { BaseModels, Models, type Model } from './wire-model.js';
import { Recipe } from './wire-recipe.js';
import { Capabilities, Cloud, Job, JobHolder, Jobs, keyName, Ping } from './wire.js';
import { builderRequest, type AutoMLSpec } from './automl-spec.js';

export type { CallOptions } from './transport.js';

const H2O_TYPES: Readonly<Record<TrainedColumnType, string>> = {
  NUMERIC: 'Numeric',
  CATEGORICAL: 'Enum',
  TIME: 'Time',
};

/**
 * A look at a job within this session of the engine is answered when the job is over, or after so long. The property is
 * one of 3.46 (`water.api.JobsHandler`), in no documentation; one session serves every client of a cluster.
 */
const WAITING = { session: 'trainyard', property: 'job.fetch_timeout_ms', milliseconds: 200 } as const;

/** Calls whose time grows with the data. */
const LONG_CALL_MS = 600_000;

export interface ParseRequest {
  /** Key of the uploaded bytes; removed by the parse. */
  readonly source: string;
  /** Key of the frame to make. */
  readonly destination: string;
  /** Every column of the file, in its order. The file has no header line: H2O takes one for data when names differ. */
  readonly columns: readonly { readonly name: string; readonly type: TrainedColumnType }[];
}

export interface PredictRequest {
  readonly model: string;
  readonly frame: string;
  /** Key of the frame to make. */
  readonly predictionsFrame: string;
  /** TreeSHAP values (GBM, DRF, XGBoost; not multinomial) in place of predictions. */
  readonly contributions?: {
    /** `Compact`: a column for each feature; `Original`: XGBoost's have one for each level. */
    readonly format: 'Original' | 'Compact';
    /** The n largest of a row, as top_feature_1, top_value_1, ... */
    readonly topN?: number;
  };
}

/**
 * H2O's REST interface as this service uses it; belongs to one life of one cluster, and is of no use after it. Keys of
 * frames and models are to be made of `[A-Za-z0-9_.-]`. The caller that puts a key into H2O removes it.
 *
 * Every call throws {@link H2ORequestError} where H2O refuses, {@link H2OConnectionError} where it was lost, and the
 * signal's reason when aborted.
 */
export class H2OClient {
  readonly #transport: Transport;
  #waitingSession: Promise<void> | undefined;

  constructor(options: TransportOptions) {
    this.#transport = new Transport(options);
  }

  /** Feeds the dead-man switch of a managed engine. */
  ping(options?: CallOptions): Promise<Ping> {
    return this.#transport.json(Ping, { path: '/3/Ping', ...options });
  }

  /** `clusterId` changes at each start of H2O. */
  identify(options?: CallOptions): Promise<{ clusterId: string; version: string }> {
    return this.#transport.identify({ path: '/3/Ping', ...options });
  }

  cloud(options?: CallOptions): Promise<Cloud> {
    return this.#transport.json(Cloud, { path: '/3/Cloud', query: { skip_ticks: true }, ...options });
  }

  /** Names of extensions, such as `XGBoost`, which some platforms lack. */
  capabilities(options?: CallOptions): Promise<ReadonlySet<string>> {
    return this.#transport.json(Capabilities, { path: '/3/Capabilities', ...options });
  }

  /** Uploads bytes as they are (gzip is understood by parse) under `key`. @returns the size stored. */
  async postFile(key: string, bytes: Readable | Uint8Array, options?: CallOptions): Promise<number> {
    const answer = await this.#transport.json(z.object({ total_bytes: z.number() }), {
      method: 'POST',
      path: '/3/PostFile',
      query: { destination_frame: key },
      bytes,
      timeoutMs: LONG_CALL_MS,
      ...options,
    });
    return answer.total_bytes;
  }

  /** Makes a frame of uploaded CSV without a header (comma, double quotes) and waits for it. */
  async parse(request: ParseRequest, options?: CallOptions): Promise<Job> {
    return this.#transport.json(JobHolder, {
      method: 'POST',
      path: '/3/Parse',
      form: {
        destination_frame: request.destination,
        source_frames: [request.source],
        parse_type: 'CSV',
        separator: 44,
        check_header: -1,
        single_quotes: false,
        // Else a line that begins with # is taken for a comment and left out.
        custom_non_data_line_markers: '',
        number_columns: request.columns.length,
        column_names: request.columns.map((column) => column.name),
        column_types: request.columns.map((column) => H2O_TYPES[column.type]),
        delete_on_done: true,
        blocking: true,
      },
      timeoutMs: LONG_CALL_MS,
      ...options,
    });
  }

  frameSummary(frame: string, options?: CallOptions): Promise<FrameSummary> {
    return this.#transport.json(FrameSummary, {
      path: `/3/Frames/${encodeURIComponent(frame)}/summary`,
      query: {
        row_count: 0,
        _exclude_fields: 'frames/chunk_summary,frames/distribution_summary,frames/columns/percentiles',
      },
      ...options,
    });
  }

  /** The frame as CSV: quoted header, quoted text, shortest round-trip numbers, an empty cell for a missing value. */
  async downloadFrame(frame: string, options?: CallOptions): Promise<Readable> {
    const csv = await this.#transport.stream({
      path: '/3/DownloadDataset.bin',
      // By default a double quote inside a label stands as it is, and the answer is no CSV.
      query: { frame_id: frame, escape_quotes: true },
      ...options,
    });
    // The reader of the answer hears of a failure; `pipeline` ends the one where the other ends.
    return pipeline(csv, new FrameHeader(), () => undefined);
  }

  startAutoML(spec: AutoMLSpec, options?: CallOptions): Promise<{ automlId: string; jobKey: string }> {
    return this.#transport.json(AutoMLStarted, {
      method: 'POST',
      path: '/99/AutoMLBuilder',
      json: builderRequest(spec),
      ...options,
    });
  }

  /** Leaderboard and event log, also while the run goes on. */
  automl(id: string, options?: CallOptions): Promise<AutoML> {
    return this.#transport.json(AutoML, { path: `/99/AutoML/${encodeURIComponent(id)}`, ...options });
  }

  /** `extensions`: further columns, such as `algo` and `training_time_ms`. */
  leaderboard(id: string, extensions: readonly string[] = [], options?: CallOptions): Promise<Leaderboard> {
    return this.#transport.json(Leaderboard, {
      path: `/99/Leaderboards/${encodeURIComponent(id)}`,
      query: { extensions: extensions.length > 0 ? extensions : undefined },
      ...options,
    });
  }

  /** `wait`: H2O keeps its answer back until the job is over, for 0.2 s at most; where it cannot, it answers at once. */
  async job(key: string, { wait = false, ...options }: CallOptions & { wait?: boolean } = {}): Promise<Job> {
    if (wait) await (this.#waitingSession ??= this.#openWaitingSession());
    const session = wait ? WAITING.session : undefined;
    return this.#transport.json(Jobs, { path: `/3/Jobs/${encodeURIComponent(key)}`, session, ...options });
  }

  async #openWaitingSession(): Promise<void> {
    const { session, property, milliseconds } = WAITING;
    const form = { session_key: session, key: property, value: milliseconds };
    try {
      await this.#transport.done({ method: 'POST', path: '/3/SessionProperties', form });
    } catch (error) {
      // Refused: an H2O that knows no such property answers at once, which is as good.
      if (error instanceof H2ORequestError) return;
      this.#waitingSession = undefined;
      throw error;
    }
  }

  /** Every job that H2O remembers; about 1 kB each, so nothing to poll. */
  async jobs(options?: CallOptions): Promise<readonly Job[]> {
    const answer = await this.#transport.json(z.object({ jobs: z.array(Job) }), {
      path: '/3/Jobs',
      ...options,
    });
    return answer.jobs;
  }

  /** Asks a job to end; does nothing to one that has ended. */
  cancelJob(key: string, options?: CallOptions): Promise<void> {
    return this.#transport.done({
      method: 'POST',
      path: `/3/Jobs/${encodeURIComponent(key)}/cancel`,
      ...options,
    });
  }

  /** `excludeFields`: paths such as `models/output/scoring_history`; one that the answer has not is refused. */
  model(id: string, excludeFields: readonly string[] = [], options?: CallOptions): Promise<Model> {
    return this.#transport.json(Models, {
      path: `/3/Models/${encodeURIComponent(id)}`,
      query: { _exclude_fields: excludeFields.length > 0 ? excludeFields.join(',') : undefined },
      ...options,
    });
  }

  /** What a model was built with. */
  recipe(id: string, options?: CallOptions): Promise<Recipe> {
    return this.#transport.json(Recipe, { path: `/3/Models/${encodeURIComponent(id)}`, ...options });
  }

  /** Builds one model of an algorithm, such as `gbm`, by H2O's parameters. The job's end is to be awaited. */
  buildModel(algo: string, parameters: Form, options?: CallOptions): Promise<Job> {
    return this.#transport.json(JobHolder, {
      method: 'POST',
      path: `/3/ModelBuilders/${encodeURIComponent(algo)}`,
      form: parameters,
      ...options,
    });
  }

  /** Ids of the models that an ensemble combines; they outlive it. Empty for another model. */
  baseModels(id: string, options?: CallOptions): Promise<readonly string[]> {
    return this.#transport.json(BaseModels, { path: `/3/Models/${encodeURIComponent(id)}`, ...options });
  }

  /** @throws {H2ORequestError} of status 412 where this H2O does not export MOJOs. */
  downloadMojo(id: string, options?: CallOptions): Promise<Readable> {
    return this.#transport.stream({ path: `/3/Models/${encodeURIComponent(id)}/mojo`, ...options });
  }

  /** H2O's own format; only the same version of H2O reads it. */
  downloadBinaryModel(id: string, options?: CallOptions): Promise<Readable> {
    return this.#transport.stream({ path: `/3/Models.fetch.bin/${encodeURIComponent(id)}`, ...options });
  }

  /** Builds the model `modelId` from uploaded MOJO bytes. The job's end is to be awaited. */
  importMojo(key: string, modelId: string, options?: CallOptions): Promise<Job> {
    return this.#transport.json(JobHolder, {
      method: 'POST',
      path: '/3/ModelBuilders/generic',
      form: { model_key: key, model_id: modelId },
      ...options,
    });
  }

  /** Restores a model, under the id it had, from uploaded bytes of {@link downloadBinaryModel}. @returns that id. */
  async importBinaryModel(key: string, options?: CallOptions): Promise<string> {
    const answer = await this.#transport.json(
      z.object({ models: z.tuple([z.object({ model_id: keyName })]) }),
      {
        method: 'POST',
        path: '/99/Models.upload.bin/',
        form: { dir: key },
        timeoutMs: LONG_CALL_MS,
        ...options,
      },
    );
    return answer.models[0].model_id;
  }

  /** Scores a frame and waits. The new frame holds `predict` and, for a classification, one column a label. */
  predict(request: PredictRequest, options?: CallOptions): Promise<void> {
    const { model, frame, predictionsFrame, contributions } = request;
    return this.#transport.done({
      method: 'POST',
      path: `/3/Predictions/models/${encodeURIComponent(model)}/frames/${encodeURIComponent(frame)}`,
      form: {
        predictions_frame: predictionsFrame,
        predict_contributions: contributions && true,
        predict_contributions_output_format: contributions?.format,
        top_n: contributions?.topN,
      },
      timeoutMs: LONG_CALL_MS,
      ...options,
    });
  }

  /**
   * Removes whatever is under `key`; nothing there is fine. `cascade`: of an AutoML run, also its models and frames;
   * of a model, what belongs to it; of a frame, its columns, which else stay in memory.
   */
  remove(key: string, options: CallOptions & { readonly cascade?: boolean } = {}): Promise<void> {
    const { cascade, ...call } = options;
    return this.#transport.done({
      method: 'DELETE',
      path: `/3/DKV/${encodeURIComponent(key)}`,
      query: { cascade },
      ...call,
    });
  }

  /** Asks H2O to end itself; it answers first and is gone some seconds later. */
  shutdown(options?: CallOptions): Promise<void> {
    return this.#transport.done({ method: 'POST', path: '/3/Shutdown', ...options });
  }

  /** Every call under way and every later one fails with an H2OConnectionError that says `reason`. Idempotent. */
  close(reason = 'The connection to H2O was closed.'): Promise<void> {
    return this.#transport.close(reason);
  }
}
