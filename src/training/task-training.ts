import path from 'node:path';
import type { ModelManifest } from '../domain/manifest.js';
import type { LeaderboardEntry, Metrics } from '../domain/leaderboard.js';
import type { EngineRun, RunOutcome } from '../domain/run.js';
import type { Algorithm } from '../domain/training-options.js';
import type { H2OClient } from '../h2o/client/client.js';
import { H2ORequestError } from '../h2o/client/errors.js';
import type { FrameSummary } from '../h2o/client/wire-automl.js';
import type { Model } from '../h2o/client/wire-model.js';
import type { Job } from '../h2o/client/wire.js';
import type { QualityBar } from '../domain/quality-bar.js';
import { writeManifest } from '../storage/manifest.js';
import { OUT_OF_FOLD_FILE, TEST_FILE, writeOutOfFold, type OutOfFold } from '../storage/out-of-fold.js';
import { chooseAlgorithms, withoutTooWide } from './algorithms.js';
import { EngineNames } from './engine-names.js';
import type { EngineProject } from './engine-project.js';
import { algorithmIn } from './event-reasons.js';
import { resultFindings } from './result-findings.js';
import { findExactFormula } from './exact-formula.js';
import { followRun, type RunEnd } from './follow-run.js';
import { baselineOf, judge } from './judgement.js';
import { linearFailed } from './linear.js';
import { LiveLeaderboard } from './live-leaderboard.js';
import { modelDetails } from './model-details.js';
import { MIXED_PENALTY, modelingPlan, type ModelingPlan } from './modeling-plan.js';
import { absenceNotes, AS_JUDGED, limitNotes, noModel, sampleNotes } from './outcome-notes.js';
import { holdoutPairs, readHeldOut, readTest } from './out-of-fold.js';
import { PARTS, type Progress } from './progress.js';
import { meetsQualityBar } from './quality-bar.js';
import { refit } from './refit.js';
import { askedOf } from './run-spec.js';
import { keepsFoldModels, saveJudges } from './save-judges.js';
import { saveModel, type Artifact } from './save-model.js';
import { signatureOf } from './signature.js';
import type { TrainingInput } from './training-input.js';
import { planRows, type RowPlan } from './validation/row-plan.js';

export interface TaskTrainingParts {
  readonly client: H2OClient;
  readonly clusterId: string;
  readonly engineVersion: string;
  /** null: not known. */
  readonly heapBytes: number | null;
  readonly input: TrainingInput;
  readonly project: EngineProject;
  /** Where the model goes. */
  readonly directory: string;
  readonly dataDir: string;
  readonly qualityBar: QualityBar;
  readonly progress: Progress;
  /** Cancelled, or the engine is lost. */
  readonly signal: AbortSignal;
  readonly lost: AbortSignal;
  readonly finishEarly: AbortSignal;
  /** Does the cleaning; what goes wrong there fails no task and is not thrown. */
  readonly cleanUp: (cleaning: () => Promise<void>) => Promise<void>;
}

interface SavedLeader {
  readonly entry: LeaderboardEntry;
  /** As it was judged. */
  readonly model: Model;
  /** As it is saved: the same, or trained again on all rows. */
  readonly saved: Model;
  /** Of the rows that the saved one learned from. */
  readonly frame: FrameSummary;
  readonly artifact: Artifact;
  readonly judges: ModelManifest['judges'] | null;
  readonly outOfFold: OutOfFold | null;
  /** Of the test rows. */
  readonly test: OutOfFold | null;
  readonly rows: RowPlan;
}

/** H2O ends a run by itself so long after its budget, where nobody is there any more to end it. */
const OVERTIME_SECS = 60;
/** Of the time of a run, kept for each ensemble. */
const ENSEMBLE_SHARE = 0.1;
/** Less is no time for the first step of a model. */
const LEAST_MODEL_SECS = 1;
/** Below it a DEEP_LEARNING run would only be cut off. */
const LEAST_ESCALATION_SECS = 1;

/** A model on all rows takes longer than on four fifths of them. */
const REFIT_TIME = 1.5;
/** Of the time of a run without folds, kept for that. */
const REFIT_SHARE = 0.2;
/** The recipe of one task on one life of the engine; leaves the cleaning after a failure to the caller. */
export class TaskTraining {
  readonly #parts: TaskTrainingParts;
  readonly #leaderboard: LiveLeaderboard;
  /** Read when first needed: a run that is taken up needs it at its end only. */
  #rows: Promise<RowPlan> | undefined;
  readonly #names: EngineNames;
  /** By `performance.now()`. */
  #startedAt = performance.now();

  constructor(parts: TaskTrainingParts) {
    const { client, input } = parts;
    this.#parts = parts;
    this.#leaderboard = new LiveLeaderboard(client, input.sample.problemType, input.options);
    this.#names = new EngineNames(input.sample.columns);
  }

  async run(): Promise<RunOutcome> {
    const { client, input, project, progress, signal, finishEarly } = this.#parts;
    const { sample, options } = input;
    const capabilities = options.algorithms.includes('XGBOOST')
      ? await client.capabilities({ signal })
      : new Set<string>();
    const chosen = chooseAlgorithms(options.algorithms, capabilities, options.monotone.length > 0);
    const rows = await this.#rowPlan();
    const { algorithms, notes } = withoutTooWide(chosen.algorithms, rows.width, this.#parts.heapBytes);
    progress.note(...sampleNotes(sample), ...chosen.notes, ...notes);
    progress.note(...limitNotes(algorithms, options.maxModels));

    const plan = modelingPlan(algorithms, rows, options.maxModels);
    const plain = modelingPlan(algorithms, rows, options.maxModels, { takesParameters: false });
    const run = (await this.#takeUp()) ?? (await this.#begin(plan, plain));
    progress.report({ baseline: await this.#baseline() });
    const end = await this.#follow(run, plan.expectedModels, PARTS.sent, PARTS.trained);
    await this.#repairLinear(algorithms);
    if (this.#leaderboard.entries.length === 0) throw noModel(this.#leaderboard.events, options, end);

    const wanted = (await this.#escalate(algorithms))
      ? [...algorithms, 'DEEP_LEARNING' as const]
      : algorithms;
    progress.note(
      ...absenceNotes(wanted, this.#leaderboard, {
        finishedEarly: finishEarly.aborted,
        isCutOff: end.isCutOff,
      }),
    );
    const whole = rows.folds === 0 ? await this.#refit(rows) : null;
    // What is to be removed goes while the disk is waited for.
    const [saved, runs] = await Promise.all([this.#saveLeader(whole), project.removeJobs()]);
    const cleaning = this.#parts.cleanUp(() => project.removeData(runs));
    try {
      return await this.#conclude(saved, wanted.length > algorithms.length);
    } finally {
      await cleaning;
    }
  }

  /** The run of an attempt that was cut off, where this engine still has it and can go on with it. */
  async #takeUp(): Promise<EngineRun | null> {
    const { clusterId, input, project, progress, signal } = this.#parts;
    const { engineRun } = input;
    if (engineRun?.clusterId !== clusterId) return null;
    const [job, run] = await Promise.all([this.#findJob(engineRun.jobKey), project.findRun(signal)]);
    if (run && (job?.status === 'RUNNING' || job?.status === 'DONE')) {
      this.#startedAt -= job.elapsedMs;
      progress.report({ progress: PARTS.sent, message: 'Taking up the run that the engine went on with' });
      return engineRun;
    }
    await project.removeAll();
    return null;
  }

  async #findJob(key: string): Promise<Job | null> {
    const { client, signal } = this.#parts;
    try {
      return await client.job(key, { signal });
    } catch (error) {
      if (error instanceof H2ORequestError) return null;
      throw error;
    }
  }

  /** @param plain of an engine that takes no parameters of models */
  async #begin(plan: ModelingPlan, plain: ModelingPlan): Promise<EngineRun> {
    const { input, project, progress, signal, lost } = this.#parts;
    progress.report({ message: 'Sending the data to the engine' });
    await project.send(input.sample, await this.#rowPlan(), lost);
    signal.throwIfAborted();
    progress.report({ progress: PARTS.sent, message: 'Starting the training' });
    const started = plan.parameters.length > 0 ? await this.#startAutoML(plan).catch(unlessRefused) : null;
    return started ?? this.#startAutoML(plain);
  }

  /** A second run into the same project adds to its leaderboard. */
  async #startAutoML({
    entries,
    parameters,
    maxModels,
    timeShare,
    ensembles,
  }: ModelingPlan): Promise<EngineRun> {
    const { clusterId, input, project, progress, lost } = this.#parts;
    const rows = await this.#rowPlan();
    const { folds } = rows;
    const started = await project.startAutoML(
      {
        ...askedOf(input.options, input.sample, this.#names),
        ...(folds > 0
          ? { folds: { column: this.#names.fold } }
          : { folds, validationFrame: project.validationFrame }),
        maxModels,
        // The budget is kept in `followRun`, which waits for a first model: H2O's own limit would end without any. But after
        // that limit H2O still builds the ensembles, so where there are some it comes early enough for them.
        maxRuntimeSecs:
          ensembles > 0
            ? this.#remainingSecs() * (1 - ensembles * ENSEMBLE_SHARE)
            : this.#remainingSecs() + OVERTIME_SECS,
        maxRuntimeSecsPerModel: Math.max(LEAST_MODEL_SECS, this.#remainingSecs() * timeShare),
        keepHoldoutPredictions: true,
        keepFoldModels: keepsFoldModels(rows),
        models: { plan: entries },
        parameters,
      },
      lost,
    );
    const run = { clusterId, ...started };
    progress.report({ engineRun: run });
    return run;
  }

  /** Progress goes from `from` to `to` as the models come. */
  async #follow(run: EngineRun, expectedModels: number, from: number, to: number): Promise<RunEnd> {
    const { client, project, progress, signal, finishEarly } = this.#parts;
    const { sample } = this.#parts.input;
    const before = this.#leaderboard.entries.length;
    const { folds } = await this.#rowPlan();
    const reservedMs = folds === 0 ? this.#remainingSecs() * 1000 * REFIT_SHARE : 0;
    return followRun(client, run, this.#leaderboard, {
      signal,
      finishEarly,
      deadline: this.#deadline() - reservedMs,
      onLook: async (step) => {
        const { entries } = this.#leaderboard;
        const share = Math.min(1, (entries.length - before) / expectedModels);
        const algorithm = step === null ? undefined : algorithmIn(step);
        const built = `${entries.length} model${entries.length === 1 ? '' : 's'} built`;
        progress.report({
          progress: from + share * (to - from),
          message: algorithm ? `Training ${algorithm}, ${built}` : `Training, ${built}`,
          leaderboard: entries,
        });
        if (step !== null && sample.problemType === 'BINARY') await project.removeHelpers(signal);
      },
    });
  }

  /** @see {@link linearFailed} */
  async #repairLinear(algorithms: readonly Algorithm[]): Promise<void> {
    const { input, progress, finishEarly } = this.#parts;
    const isNeeded = linearFailed(algorithms, input.sample.problemType, this.#leaderboard);
    if (!isNeeded || finishEarly.aborted || this.#remainingSecs() < LEAST_MODEL_SECS) return;
    progress.report({ message: 'Training GLM again, by another penalty' });
    const plan = modelingPlan(['GLM'], await this.#rowPlan(), 1);
    const run = await this.#startAutoML({ ...plan, parameters: [MIXED_PENALTY] }).catch(unlessRefused);
    if (run) await this.#follow(run, plan.expectedModels, PARTS.trained, PARTS.trained);
  }

  /** @returns whether DEEP_LEARNING was tried because the leader misses the quality bar. */
  async #escalate(algorithms: readonly Algorithm[]): Promise<boolean> {
    const { input, progress, qualityBar, finishEarly } = this.#parts;
    const { options, sample } = input;
    if (algorithms.includes('DEEP_LEARNING')) return false;
    // A run that was taken up may have been the second one.
    if (this.#leaderboard.entries.some((entry) => entry.algorithm === 'DEEP_LEARNING')) return true;
    const leader = this.#leaderboard.entries[0];
    if (!options.escalate || options.monotone.length > 0 || finishEarly.aborted || !leader) return false;
    if (meetsQualityBar(leader.metrics, await this.#baseline(), sample.problemType, qualityBar)) return false;
    if (this.#remainingSecs() < LEAST_ESCALATION_SECS) {
      progress.note('The best model misses the quality bar, and no time was left to add DEEP_LEARNING.');
      return false;
    }
    progress.report({ message: 'The best model misses the quality bar: adding DEEP_LEARNING' });
    const plan = modelingPlan(['DEEP_LEARNING'], await this.#rowPlan(), 1);
    await this.#follow(await this.#startAutoML(plan), plan.expectedModels, PARTS.trained, PARTS.escalated);
    return true;
  }

  #leader(): { entry: LeaderboardEntry; model: Model } {
    const entry = this.#leaderboard.entries[0];
    const model = this.#leaderboard.leader;
    if (!entry || !model) throw new Error('A leaderboard with models has a leader.');
    return { entry, model };
  }

  /**
   * Without folds the leader learned from a part of the rows, and of a table in the order of time not from the newest: it
   * is trained again on all of them. Its figures stay those of the first, on rows that it had not seen.
   * @returns null where it stands as it is; a note says why
   */
  async #refit(rows: RowPlan): Promise<Model | null> {
    const { client, input, project, progress, signal, lost, finishEarly } = this.#parts;
    const { entry, model: leader } = this.#leader();
    const needed = ((entry.trainingMs ?? 0) / 1000) * REFIT_TIME;
    if (finishEarly.aborted || needed > this.#remainingSecs()) {
      progress.note(AS_JUDGED.noTime);
      return null;
    }
    progress.report({ message: 'Training the leader again, on all rows' });
    await project.sendWhole(input.sample, rows, lost);
    signal.throwIfAborted();
    const asked = askedOf(input.options, input.sample, this.#names);
    const request = { leader, key: project.refit, frame: project.wholeFrame, asked };
    const model = await refit(client, { ...request, foldColumn: this.#names.fold }, signal);
    // Its probabilities would be of other classes than those that the first was judged by.
    const isSame = JSON.stringify(model?.domains.at(-1)) === JSON.stringify(leader.domains.at(-1));
    progress.note(model && isSame ? AS_JUDGED.again : AS_JUDGED.refused);
    return isSame ? model : null;
  }

  /** Reads the last that the engine is needed for. */
  async #saveLeader(whole: Model | null): Promise<SavedLeader> {
    const { client, project, directory, engineVersion, progress, signal } = this.#parts;
    const { entry, model } = this.#leader();
    const rows = await this.#rowPlan();
    const saved = whole ?? model;
    progress.report({ progress: PARTS.escalated, message: 'Saving the model' });
    const judged = { leader: model, isTrainedAgain: whole !== null, plan: rows, directory };
    const [artifact, judges, outOfFold, frame] = await Promise.all([
      saveModel(client, saved.id, directory, signal),
      saveJudges(client, judged, signal),
      readHeldOut(client, project, model, rows, signal),
      client.frameSummary(whole ? project.wholeFrame : project.frame, { signal }),
    ]);
    const test = await readTest(project, saved, rows, signal);
    if (test) await writeOutOfFold(path.join(directory, TEST_FILE), test, signal);
    if (outOfFold) await writeOutOfFold(path.join(directory, OUT_OF_FOLD_FILE), outOfFold, signal);
    if (artifact.kind === 'binary') {
      progress.note(
        `This H2O does not export MOJOs: the model is saved in its own format, and only H2O ${engineVersion} can predict with it.`,
      );
    }
    return { entry, model, saved, frame, artifact, judges, outOfFold, test, rows };
  }

  async #conclude(
    { entry, model, saved, frame, artifact, judges, outOfFold, test, rows }: SavedLeader,
    triedDeepLearning: boolean,
  ): Promise<RunOutcome> {
    const { input, directory, dataDir, engineVersion, progress, signal } = this.#parts;
    const { taskId, sample, options, datasetId, fileName } = input;
    const judgement = judge(model, sample, rows, outOfFold, options.threshold);
    const { threshold, thresholdCriterion, baseline, evidence } = judgement;
    const manifest: ModelManifest = {
      formatVersion: 1,
      taskId,
      modelId: model.id,
      algorithm: entry.algorithm,
      engineVersion,
      artifact,
      signature: signatureOf(saved, sample, frame, this.#names),
      options,
      datasetId,
      fileName,
      rowsUsed: sample.rowsUsed,
      ...(outOfFold && { outOfFold: OUT_OF_FOLD_FILE }),
      ...(test && { test: TEST_FILE }),
      ...(saved !== model && { trainedAgain: true }),
      ...(judges && { judges }),
      ...(threshold !== null && thresholdCriterion !== null && { threshold, thresholdCriterion }),
      trainedAt: new Date().toISOString(),
      ...(input.reading ? { reading: input.reading } : {}),
    };
    signal.throwIfAborted();
    // Last: where a manifest is, the model beside it is whole.
    await writeManifest(directory, manifest);
    const file = path.relative(dataDir, path.join(directory, artifact.file)).split(path.sep).join('/');
    const escalated =
      triedDeepLearning && this.#leaderboard.entries.some(({ algorithm }) => algorithm === 'DEEP_LEARNING');
    const details = modelDetails({
      ...{ model: saved, entry, judgement, escalated },
      names: this.#names,
      columns: sample.columns,
      path: file,
      holdout: holdoutPairs(outOfFold, rows, sample.problemType),
    });
    // The leader's own entry has the same figures as its details.
    const leaderboard = this.#leaderboard.entries.map((other) =>
      other === entry ? { ...entry, metrics: judgement.metrics } : other,
    );
    const formula = sample.problemType === 'REGRESSION' ? await findExactFormula(sample, signal) : null;
    const findings = resultFindings({ sample, plan: rows, details, evidence, formula });
    return { leaderboard, model: details, notes: progress.notes, findings, baseline };
  }

  async #baseline(): Promise<Metrics> {
    const plan = await this.#rowPlan();
    return baselineOf(this.#parts.input.sample, plan, [...new Set(plan.targets)]);
  }

  #rowPlan(): Promise<RowPlan> {
    const { sample, options } = this.#parts.input;
    return (this.#rows ??= planRows(sample, options, this.#parts.signal));
  }

  /** By `performance.now()`. */
  #deadline(): number {
    return this.#startedAt + this.#parts.input.options.maxRuntimeSecs * 1000;
  }

  #remainingSecs(): number {
    return Math.max(0, this.#deadline() - performance.now()) / 1000;
  }
}

/** An H2O that somebody else runs need not take parameters of models. */
function unlessRefused(error: unknown): null {
  if (error instanceof H2ORequestError && error.status !== 404) return null;
  throw error;
}
