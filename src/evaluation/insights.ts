import type { ModelManifest } from '../domain/manifest.js';
import type { CalibrationBin, ThresholdPoint } from '../domain/threshold.js';
import type { ThresholdCriterion, ThresholdOptions } from '../domain/training-options.js';
import { BadUserInputError, TaskNotReadyError } from '../domain/errors.js';
import type { ModelRows } from '../explain/model.js';
import { partialDependence, type PartialDependencePoint } from '../explain/partial-dependence.js';
import { run } from '../explain/work.js';
import { pairedDifference, rowLosses, type PairedDifference } from '../metrics/paired.js';
import { MojoScorer } from '../prediction/mojo-scorer.js';
import type { IntervalOffsets } from '../prediction/overrides.js';
import type { SavedModel } from '../prediction/service/saved-models.js';
import { writeManifest } from '../storage/manifest.js';
import { modelFolder } from '../storage/model-folder.js';
import { fromCurve, fromRows, type CrossValidated } from './cross-validated.js';
import { evaluateRows, type Evaluation } from './evaluation.js';
import { evaluationFindings } from './evaluation-findings.js';
import { explainedColumns } from './explained-columns.js';
import { heldOutScores } from './held-out-scores.js';
import { contributionOverview, ContributionOverview } from './contribution-overview.js';
import { Importance, measureImportance } from './importance.js';
import { intervalOffsets } from './intervals.js';
import { KeptWork } from './kept-work.js';
import { TaskRows, type JudgedTask, type TaskRowsParts } from './task-rows.js';

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

export interface InsightsParts extends TaskRowsParts {
  /** @throws {TaskNotReadyError} unless there is a model */
  readonly modelOf: (taskId: string) => Promise<SavedModel>;
  /** To be called when a manifest has changed. */
  readonly forget: (taskId: string) => Promise<void>;
}

/** A curve is steady with fewer. */
const DEPENDENCE_ROWS = 500;

/** What a saved model does, beyond its predictions: computed when first asked for, in this process, in small steps. */
export class Insights {
  readonly #parts: InsightsParts;
  readonly #rows: TaskRows;
  readonly #importances: KeptWork<Importance>;
  readonly #overviews: KeptWork<ContributionOverview>;

  constructor(parts: InsightsParts) {
    this.#parts = parts;
    this.#rows = new TaskRows(parts);
    const { modelsDir } = parts;
    const needed = { ...parts, rows: this.#rows };
    this.#importances = new KeptWork({
      ...{ modelsDir, file: 'importance.json', version: 3, schema: Importance },
      compute: (task, signal) => measureImportance(needed, task, signal),
    });
    this.#overviews = new KeptWork({
      ...{ modelsDir, file: 'contributions.json', version: 1, schema: ContributionOverview },
      compute: (task, signal) => contributionOverview(needed, task, signal),
    });
  }

  /** What the columns are worth, see {@link measureImportance}; without columns where that cannot be found out. */
  async importance(task: JudgedTask, signal?: AbortSignal): Promise<Importance> {
    return (await this.#importances.of(task, signal)) ?? { rows: 'SAMPLE', columns: [] };
  }

  /** What the columns do to the predictions, see {@link contributionOverview}. */
  contributions(task: JudgedTask, signal?: AbortSignal): Promise<ContributionOverview | null> {
    return this.#overviews.of(task, signal);
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
    const { rows } = await this.#rows.sample(task, manifest.signature, DEPENDENCE_ROWS, signal);
    const { levels } = manifest.signature.response;
    const score = (some: ModelRows) => scorer.score(some);
    return {
      column,
      labels: levels && (levels.length === 2 ? levels.slice(1) : levels),
      points: await run(partialDependence(score, rows, explained, points), signal),
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
    const held = await this.#rows.heldOut(task, manifest, manifest.outOfFold, signal);
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
    const held = await this.#rows.heldOut(task, manifest, manifest.test, signal);
    if (held === null) return null;
    const { weightColumn } = manifest.options;
    const weights = weightColumn === null ? undefined : await this.#rows.weights(task, weightColumn, signal);
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
      findings: evaluationFindings(evaluated, scores, task.model),
      warnings: [],
    };
  }

  /**
   * How the model of one task does beside that of another, on rows that neither had seen. null where the rows of their
   * samples have other targets, rows have weights, or the predictions were not kept.
   */
  async paired(
    first: JudgedTask,
    second: JudgedTask,
    signal?: AbortSignal,
  ): Promise<PairedDifference | null> {
    const [one, other] = await Promise.all([this.#losses(first, signal), this.#losses(second, signal)]);
    if (one === null || other === null || !isSame(one.targets, other.targets)) return null;
    return pairedDifference(one.losses, other.losses);
  }

  /** To be called when a task's model is removed: nothing is computed or written after this. */
  async forget(taskId: string): Promise<void> {
    await Promise.all([this.#importances.forget(taskId), this.#overviews.forget(taskId)]);
  }

  async close(): Promise<void> {
    await Promise.all([this.#importances.close(), this.#overviews.close()]);
  }

  /** By row of the sample; null where that is not known, or rows have weights. */
  async #losses(task: JudgedTask, signal?: AbortSignal) {
    const { manifest } = await this.#parts.modelOf(task.id);
    const held = await this.#rows.heldOut(task, manifest, manifest.outOfFold, signal);
    if (held === null || manifest.options.weightColumn !== null) return null;
    const { targets, columns } = held;
    return { targets, losses: rowLosses(targets, columns, manifest.signature.response.levels !== null) };
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

  async #crossValidated(task: JudgedTask, signal?: AbortSignal): Promise<CrossValidated | null> {
    const { manifest } = await this.#parts.modelOf(task.id);
    if (manifest.signature.problemType !== 'BINARY') return null;
    const held = await this.#rows.heldOut(task, manifest, manifest.outOfFold, signal);
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
}

const isSame = (one: Float64Array, other: Float64Array): boolean =>
  one.length === other.length && one.every((value, row) => Object.is(value, other[row]));
