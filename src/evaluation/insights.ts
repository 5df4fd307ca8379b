import path from 'node:path';
import { z } from 'zod';
import type { ModelDetails } from '../domain/leaderboard.js';
import type { ModelManifest } from '../domain/manifest.js';
import { list, record } from '../domain/record.js';
import type { CalibrationBin, ThresholdPoint } from '../domain/threshold.js';
import type { ThresholdCriterion, ThresholdOptions } from '../domain/training-options.js';
import type { StoredSample, TrainingSample } from '../domain/training-sample.js';
import { BadUserInputError, TaskNotReadyError } from '../errors.js';
import type { ScoreRows } from '../explain/model.js';
import { partialDependence, type PartialDependencePoint } from '../explain/partial-dependence.js';
import { permutationImportance } from '../explain/permutation-importance.js';
import { run } from '../explain/work.js';
import { MojoScorer } from '../prediction/mojo-scorer.js';
import type { IntervalOffsets } from '../prediction/overrides.js';
import type { SavedModel } from '../prediction/service/saved-models.js';
import { readKept, writeKept } from '../storage/kept-json.js';
import { modelFolder } from '../storage/model-folder.js';
import { writeManifest } from '../storage/manifest.js';
import { readOutOfFold } from '../storage/out-of-fold.js';
import { fromCurve, fromRows, type CrossValidated } from './cross-validated.js';
import { evaluateRows, type Evaluation } from './evaluation.js';
import { evaluationFindings } from './evaluation-findings.js';
import { explainedColumns } from './explained-columns.js';
import { intervalOffsets } from './intervals.js';
import { heldOutScores } from './held-out-scores.js';
import { readSampleRows, readTargets, readWeights } from './sample-rows.js';

/** A finished task, as far as its model is concerned. */
export interface JudgedTask {
  readonly id: string;
  readonly sample: StoredSample;
  readonly model: ModelDetails;
}

export const ColumnImportance = record({
  column: z.string(),
  importance: z.number(),
  spread: z.number(),
  relative: z.number(),
});
export type ColumnImportance = Readonly<z.output<typeof ColumnImportance>>;

export interface PartialDependence {
  readonly column: string;
  /** What `means` are of: the second class, or each class; null for a number. */
  readonly labels: readonly string[] | null;
  readonly points: readonly PartialDependencePoint[];
}

export interface ChosenThreshold {
  readonly threshold: number;
  readonly criterion: ThresholdCriterion;
}

export interface InsightsParts {
  /** Absolute; a model is in `<modelsDir>/<taskId>`. */
  readonly modelsDir: string;
  /** Where a task's sample is. */
  readonly sampleFile: (taskId: string) => string;
  /** @throws {TaskNotReadyError} unless there is a model */
  readonly modelOf: (taskId: string) => Promise<SavedModel>;
  /** To be called when a manifest has changed. */
  readonly forget: (taskId: string) => Promise<void>;
}

/** Beside the model. */
const IMPORTANCE_FILE = 'importance.json';
const Kept = record({ version: z.literal(1), columns: list(ColumnImportance) });

/** More rows make figures steadier, and take longer. */
const MOST_ROWS = 1000;
const FEWEST_ROWS = 200;
/** A curve is steady with fewer. */
const DEPENDENCE_ROWS = 500;
/** Rows × columns to look at, about. */
const CELLS = 50_000;

/** What a saved model does, beyond its predictions: computed when first asked for, in this process, in small steps. */
export class Insights {
  readonly #parts: InsightsParts;
  /** By task: what is being computed, for all who ask meanwhile. */
  readonly #inWork = new Map<string, { done: Promise<readonly ColumnImportance[]>; stop: AbortController }>();

  constructor(parts: InsightsParts) {
    this.#parts = parts;
  }

  /**
   * Importance of the columns by shuffling, on rows of the sample; kept beside the model. Empty where the model cannot
   * be scored in this process.
   */
  async importance(task: JudgedTask, signal?: AbortSignal): Promise<readonly ColumnImportance[]> {
    signal?.throwIfAborted();
    let work = this.#inWork.get(task.id);
    if (work === undefined) {
      const stop = new AbortController();
      const done = this.#importance(task, stop.signal).finally(() => this.#inWork.delete(task.id));
      work = { done, stop };
      this.#inWork.set(task.id, work);
    }
    return work.done;
  }

  /** @throws {BadUserInputError} where the model has no such column */
  async partialDependence(
    task: JudgedTask,
    column: string,
    points: number,
    signal?: AbortSignal,
  ): Promise<PartialDependence> {
    const { manifest, scorer } = await this.#parts.modelOf(task.id);
    const columns = explainedColumns(manifest.signature);
    const explained = columns.find(({ name }) => name === column);
    if (explained === undefined) {
      throw new BadUserInputError(
        `partialDependence: the model has no column ${JSON.stringify(column)}. \`signature\` lists those it has.`,
        { field: 'column' },
      );
    }
    if (!(scorer instanceof MojoScorer)) {
      throw new TaskNotReadyError(
        'This model is scored by the engine, which cannot say how it depends on a column.',
      );
    }
    const { rows } = await readSampleRows(this.#sampleOf(task), manifest.signature, DEPENDENCE_ROWS, signal);
    const { levels } = manifest.signature.response;
    return {
      column,
      labels: levels && (levels.length === 2 ? levels.slice(1) : levels),
      points: await run(partialDependence(scoreWith(scorer), rows, explained, points), signal),
    };
  }

  /** From which probability on the model predicts the second class, and how that was chosen; null unless BINARY. */
  async threshold(taskId: string): Promise<ChosenThreshold | null> {
    const { manifest, scorer } = await this.#parts.modelOf(taskId);
    if (manifest.signature.problemType !== 'BINARY') return null;
    const threshold = manifest.threshold ?? (scorer instanceof MojoScorer ? scorer.threshold : null);
    // What H2O itself chooses is the threshold with the best F1 on the rows of the training.
    return threshold === null ? null : { threshold, criterion: manifest.thresholdCriterion ?? 'F1' };
  }

  /**
   * What covers `level` of the errors of a regression on rows that it had not seen.
   * @throws {BadUserInputError} unless the model predicts a number, its out-of-fold predictions were kept, and there are
   *   enough of them
   */
  async interval(task: JudgedTask, level: number, signal?: AbortSignal): Promise<IntervalOffsets> {
    const { manifest } = await this.#parts.modelOf(task.id);
    if (manifest.signature.problemType !== 'REGRESSION') {
      throw new BadUserInputError('interval: only the prediction of a number has one.', {
        field: 'interval',
      });
    }
    const held = await this.#heldOut(task, manifest, manifest.outOfFold, 1, signal);
    const errors = held?.targets.map((actual, row) => actual - (held.columns[0]?.[row] ?? NaN));
    const offsets = errors && intervalOffsets(errors, level);
    if (offsets) return offsets;
    throw new BadUserInputError(
      errors
        ? `interval: ${errors.length} rows are too few for an interval of ${100 * level} %. Ask for a smaller one.`
        : 'interval: the out-of-fold predictions of this model were not kept. Train it again.',
      { field: 'interval' },
    );
  }

  /** Empty unless BINARY. */
  async thresholds(task: JudgedTask, signal?: AbortSignal): Promise<ThresholdPoint[]> {
    const validated = await this.#crossValidated(task, signal);
    if (validated === null) return [];
    const own = await this.threshold(task.id);
    return validated.points(own === null ? [] : [own.threshold]);
  }

  /** Empty unless BINARY, and where the predictions of the rows were not kept. */
  async calibration(task: JudgedTask, signal?: AbortSignal): Promise<CalibrationBin[]> {
    return (await this.#crossValidated(task, signal))?.calibration() ?? [];
  }

  /**
   * Sets the threshold that predictions use from now on.
   * @returns what holds at it in cross-validation; null where that is not known.
   * @throws {BadUserInputError} unless the model is one of two classes, and where nothing is known to choose by
   */
  async setThreshold(
    task: JudgedTask,
    options: ThresholdOptions,
    signal?: AbortSignal,
  ): Promise<{ threshold: number; point: ThresholdPoint | null }> {
    const { manifest } = await this.#parts.modelOf(task.id);
    if (manifest.signature.problemType !== 'BINARY') {
      throw new BadUserInputError('setThreshold: only a model of two classes has a threshold.');
    }
    const validated = await this.#crossValidated(task, signal);
    const point = validated?.choose(options) ?? null;
    const threshold = options.criterion === 'VALUE' ? (options.value ?? null) : (point?.threshold ?? null);
    if (threshold === null) {
      throw new BadUserInputError(
        'setThreshold: the predictions of the cross-validation were not kept, so that there is nothing to choose by. ' +
          'Give the threshold itself, with the criterion VALUE.',
        { field: 'threshold' },
      );
    }
    await this.#saveThreshold(manifest, threshold, options);
    return { threshold, point };
  }

  /** How the model does on the rows of `testFraction`, at the threshold that it has now; null without such rows. */
  async test(task: JudgedTask, signal?: AbortSignal): Promise<Evaluation | null> {
    const { manifest } = await this.#parts.modelOf(task.id);
    const { levels } = manifest.signature.response;
    const held = await this.#heldOut(task, manifest, manifest.test, levels?.length ?? 1, signal);
    if (held === null) return null;
    const { weightColumn } = manifest.options;
    const weights =
      weightColumn === null ? undefined : await readWeights(this.#sampleOf(task), weightColumn, signal);
    const { scores, rows } = heldOutScores(held.targets, held.columns, levels !== null);
    const threshold = (await this.threshold(task.id))?.threshold ?? null;
    const evaluated = evaluateRows(
      scores,
      levels,
      threshold,
      weights && Float64Array.from(rows, (row) => weights[row] as number),
    );
    return {
      ...evaluated,
      findings: evaluationFindings(evaluated, scores, task.model.metrics),
      warnings: [],
    };
  }

  /** To be called when a task's model is removed: nothing is computed or written after this. */
  async forget(taskId: string): Promise<void> {
    const work = this.#inWork.get(taskId);
    work?.stop.abort();
    await work?.done.catch(() => undefined);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#inWork.keys()].map((id) => this.forget(id)));
  }

  async #saveThreshold(
    manifest: ModelManifest,
    threshold: number,
    { criterion }: ThresholdOptions,
  ): Promise<void> {
    const folder = modelFolder(this.#parts.modelsDir, manifest.taskId);
    await writeManifest(folder, { ...manifest, threshold, thresholdCriterion: criterion });
    await this.#parts.forget(manifest.taskId);
  }

  async #importance(task: JudgedTask, signal: AbortSignal): Promise<readonly ColumnImportance[]> {
    const { id } = task;
    const file = path.join(modelFolder(this.#parts.modelsDir, id), IMPORTANCE_FILE);
    const kept = await readKept(file, Kept);
    if (kept) return kept.columns;
    const { manifest, scorer } = await this.#parts.modelOf(id);
    if (!(scorer instanceof MojoScorer)) return [];
    const columns = explainedColumns(manifest.signature);
    const limit = Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, Math.floor(CELLS / Math.max(1, columns.length))));
    const { rows, truth } = await readSampleRows(this.#sampleOf(task), manifest.signature, limit, signal);
    const found = await run(permutationImportance(scoreWith(scorer), rows, truth, columns), signal);
    signal.throwIfAborted();
    await writeKept(file, { version: 1, columns: found });
    return found;
  }

  #sampleOf({ id, sample }: JudgedTask): TrainingSample {
    return { ...sample, file: this.#parts.sampleFile(id) };
  }

  async #crossValidated(task: JudgedTask, signal?: AbortSignal): Promise<CrossValidated | null> {
    const { manifest } = await this.#parts.modelOf(task.id);
    if (manifest.signature.problemType !== 'BINARY') return null;
    const held = await this.#heldOut(task, manifest, manifest.outOfFold, 2, signal);
    if (held === null) return fromCurve(task.model);
    const { targets, columns } = held;
    const second = columns[1] ?? new Float64Array(0);
    const known = Array.from(second.keys()).filter(
      (row) => !Number.isNaN(second[row]) && !Number.isNaN(targets[row]),
    );
    return fromRows({
      actual: Int32Array.from(known, (row) => targets[row] as number),
      probabilities: Float64Array.from(known, (row) => second[row] as number),
    });
  }

  /**
   * By row of the sample: the target, and what the model said that had not seen it; null where that was not kept.
   * @param file beside the model
   */
  async #heldOut(
    task: JudgedTask,
    { signature }: ModelManifest,
    file: string | undefined,
    width: number,
    signal?: AbortSignal,
  ): Promise<{ targets: Float64Array; columns: readonly Float64Array[] } | null> {
    if (file === undefined) return null;
    const [targets, { columns }] = await Promise.all([
      readTargets(this.#sampleOf(task), signature, signal),
      readOutOfFold(path.join(modelFolder(this.#parts.modelsDir, task.id), file), width),
    ]);
    return { targets, columns };
  }
}

const scoreWith =
  (scorer: MojoScorer): ScoreRows =>
  (rows) =>
    scorer.score(rows);
