import { setMaxListeners } from 'node:events';
import { Readable } from 'node:stream';
import { TaskRunError } from '../domain/task-run-error.js';
import type { TrainingSample } from '../domain/training-sample.js';
import type { AutoMLSpec } from '../h2o/client/automl-spec.js';
import type { H2OClient } from '../h2o/client/client.js';
import { H2OJobError } from '../h2o/client/errors.js';
import { jobFailed, waitForJob } from '../h2o/client/job.js';
import type { AutoML } from '../h2o/client/wire-automl.js';
import { keyText, type Job } from '../h2o/client/wire.js';
import { EngineNames } from './engine-names.js';
import { TEST, VALIDATION, type RowPlan } from './validation/row-plan.js';
import { sampleLines } from './validation/sample-lines.js';

/** A stopped job looks for the request between two steps of its model; seconds on large data. */
const STOP_TIMEOUT_MS = 60_000;

/** Key of a task's frame, and the name of its project. */
export const frameOf = (taskId: string): string => `trainyard_${taskId.replace(/\W/g, '_')}`;

/**
 * What one task has in the engine: an upload, a frame, and an AutoML run with its models. The keys come from the task's
 * id alone, so that whatever an attempt left there can be found by the next.
 */
export class EngineProject {
  readonly frame: string;
  readonly validationFrame: string;
  readonly testFrame: string;
  /** All rows but those of the test. */
  readonly wholeFrame: string;
  /** Key of the leader, trained again on them. */
  readonly refit: string;
  readonly #upload: string;
  readonly #client: H2OClient;
  /** H2O makes it of project and response, changing whatever is no letter or digit; null as long as it is not known. */
  #automlId: string | null;

  /** @param automlId of an earlier attempt's run */
  constructor(client: H2OClient, taskId: string, automlId: string | null = null) {
    this.frame = frameOf(taskId);
    this.validationFrame = `${this.frame}_validation`;
    this.testFrame = `${this.frame}_test`;
    this.wholeFrame = `${this.frame}_whole`;
    this.refit = `${this.frame}_refit`;
    this.#upload = `${this.frame}_csv`;
    this.#client = client;
    this.#automlId = automlId;
  }

  /**
   * Makes frames of the sample: of the rows to train on, with a column for the folds, and of the others. `lost` alone cuts
   * it off, not a cancel: what has been begun must be there before it can be removed.
   */
  async send(sample: TrainingSample, plan: RowPlan, lost: AbortSignal): Promise<void> {
    await this.#sendRows(this.frame, sample, plan, (place) => place >= 0, lost);
    for (const [frame, wanted] of [
      [this.validationFrame, VALIDATION],
      [this.testFrame, TEST],
    ] as const) {
      if (!plan.places.includes(wanted)) continue;
      await this.#sendRows(frame, sample, plan, (place) => place === wanted, lost);
    }
  }

  /** Makes the frame of all rows but those of the test. */
  sendWhole(sample: TrainingSample, plan: RowPlan, lost: AbortSignal): Promise<void> {
    return this.#sendRows(this.wholeFrame, sample, plan, (place) => place !== TEST, lost);
  }

  async #sendRows(
    frame: string,
    sample: TrainingSample,
    plan: RowPlan,
    isWanted: (place: number) => boolean,
    lost: AbortSignal,
  ): Promise<void> {
    const names = new EngineNames(sample.columns);
    const columns = [
      ...sample.columns.map(({ name, type }) => ({ name: names.inEngine(name), type })),
      { name: names.fold, type: 'NUMERIC' as const },
    ];
    const lines = Readable.from(sampleLines(sample, plan, isWanted, lost), { objectMode: false });
    await this.#client.postFile(this.#upload, lines, { signal: lost });
    const job = await this.#client.parse(
      { source: this.#upload, destination: frame, columns },
      { signal: lost },
    );
    if (job.status !== 'DONE') {
      const { message } = jobFailed(job);
      throw new TaskRunError('ENGINE_REFUSED', `H2O could not read the data. ${message}`);
    }
  }

  /**
   * What a model says of the rows of a frame, as CSV.
   * @param frame {@link validationFrame} or {@link testFrame}
   */
  async predict(model: string, frame: string, signal: AbortSignal): Promise<Readable> {
    const predictionsFrame = scoresOf(frame);
    await this.#client.predict({ model, frame, predictionsFrame }, { signal });
    return this.#client.downloadFrame(predictionsFrame, { signal });
  }

  /** A later run adds to the leaderboard of the one before. */
  async startAutoML(
    spec: Omit<AutoMLSpec, 'project' | 'frame'>,
    lost: AbortSignal,
  ): Promise<{ automlId: string; jobKey: string }> {
    const started = await this.#client.startAutoML(
      { ...spec, project: this.frame, frame: this.frame },
      { signal: lost },
    );
    this.#automlId = started.automlId;
    return started;
  }

  /** The run of the task, as it is now. @returns null where the engine has none. */
  async findRun(signal: AbortSignal): Promise<AutoML | null> {
    if (this.#automlId === null) return null;
    const run = await this.#client.automl(this.#automlId, { signal });
    // H2O answers an unknown id with a run that belongs to no project.
    return run.project === null ? null : run;
  }

  /**
   * Removes the records of the little jobs that have ended, while the run goes on: few are left to remove when it is
   * over. H2O waits for such a job by what it holds itself and does without the record (`water.Job.get`).
   */
  async removeHelpers(signal: AbortSignal): Promise<void> {
    const helpers = this.#helpersAmong(await this.#client.jobs({ signal }));
    await Promise.all(helpers.map((job) => this.#client.remove(job.key, { signal })));
  }

  /**
   * Stops what still runs for the task and removes everything the engine holds of it: the jobs, the upload, the frame,
   * the AutoML run with its models, and the copies of the frame that earlier runs into the same project leave behind.
   */
  async removeAll(): Promise<void> {
    await this.removeData(await this.removeJobs());
  }

  /** The part of {@link removeAll} that leaves nothing to read. @param runs as {@link removeJobs} named them */
  async removeData(runs: readonly string[]): Promise<void> {
    const signal = stopSignal();
    // The models refer to the frames' columns: they go first.
    await this.#client.remove(this.refit, { cascade: true, signal });
    if (this.#automlId !== null) await this.#client.remove(this.#automlId, { cascade: true, signal });
    const frames = [this.frame, this.validationFrame, this.testFrame, this.wholeFrame];
    const copies = runs.flatMap((name) => [
      `${name}_training_${this.frame}`,
      `${name}_validation_${this.validationFrame}`,
      `${name}_leaderboard_${this.validationFrame}`,
    ]);
    const keys = [...copies, ...frames, ...frames.map(scoresOf), this.#upload];
    // A frame without its columns would leave them in memory.
    await Promise.all(keys.map((key) => this.#client.remove(key, { cascade: true, signal })));
  }

  /**
   * Removes the records of the task's jobs, stopping those that run; the models stay.
   * @returns H2O's names of the task's runs.
   */
  async removeJobs(): Promise<readonly string[]> {
    const signal = stopSignal();
    const listed = await this.#client.jobs({ signal });
    this.#automlId ??= this.#runIdAmong(listed);
    const run = await this.findRun(signal);
    const runs = run ? runNames(run) : [];
    const marks = [this.frame, ...runs];
    const isOurs = ({ destination }: Job) =>
      destination !== null &&
      (destination === this.#automlId || marks.some((mark) => destination.includes(mark)));
    const running = listed.filter((job) => isOurs(job) && isRunning(job));
    await Promise.all(running.map((job) => stopJob(this.#client, job.key, signal)));
    const jobs = running.length > 0 ? await this.#client.jobs({ signal }) : listed;
    const records = [...jobs.filter(isOurs), ...this.#helpersAmong(jobs)];
    await Promise.all(records.map((job) => this.#client.remove(job.key, { signal })));
    return runs;
  }

  #runIdAmong(jobs: readonly Job[]): string | null {
    const prefix = `${this.frame}@@`;
    return jobs.find((job) => keyText(job.destination ?? '').startsWith(prefix))?.destination ?? null;
  }

  /**
   * H2O scores each model of two classes by dozens of little jobs, whose records it keeps and that name nobody: they are
   * known by their time. A record of somebody else's would be as useless.
   */
  #helpersAmong(jobs: readonly Job[]): readonly Job[] {
    const runs = jobs.filter((job) => job.destination === this.#automlId);
    return jobs.filter(
      ({ destination, status, startedAt }) =>
        destination?.startsWith('Quantiles_model_') &&
        status === 'DONE' &&
        runs.some((run) => startedAt >= run.startedAt && startedAt <= run.startedAt + run.elapsedMs),
    );
  }
}

const scoresOf = (frame: string): string => `${frame}_scores`;

function stopSignal(): AbortSignal {
  const signal = AbortSignal.timeout(STOP_TIMEOUT_MS);
  // One listener a call under way, and there may be many.
  setMaxListeners(0, signal);
  return signal;
}

const isRunning = (job: Job) => job.status === 'RUNNING' || job.status === 'CANCEL_PENDING';

/** H2O names the models and frames of each run after it: `AutoML_3_20261124_00635`. */
function runNames(run: AutoML): string[] {
  const texts = [
    ...run.events.map((event) => event.message),
    ...run.leaderboard.rows.map((row) => row.modelId),
  ];
  return [...new Set(texts.flatMap((text) => text.match(/AutoML_\d+_\d{8}_\d+/g) ?? []))];
}

async function stopJob(client: H2OClient, key: string, signal: AbortSignal): Promise<void> {
  await client.cancelJob(key, { signal });
  try {
    await waitForJob(client, key, { signal });
  } catch (error) {
    if (!(error instanceof H2OJobError)) throw error;
  }
}
