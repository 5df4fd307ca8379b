import path from 'node:path';
import type { ModelDetails } from '../domain/leaderboard.js';
import type { ModelManifest, ModelSignature } from '../domain/manifest.js';
import type { StoredSample, TrainingSample } from '../domain/training-sample.js';
import { modelFolder } from '../storage/model-folder.js';
import { readOutOfFold, type OutOfFold } from '../storage/out-of-fold.js';
import { readSampleRows, readTargets, readWeights, rowsWhere, type SampleRows } from './sample-rows.js';

/** A finished task, as far as its model is concerned. */
export interface JudgedTask {
  readonly id: string;
  readonly sample: StoredSample;
  readonly model: ModelDetails;
}

/**
 * Rows on which a model is looked at. TEST: those of `testFraction`; HELD_OUT: those that judged the models; OUT_OF_FOLD:
 * all rows, each as the judge sees it that was not shown it; SAMPLE: those that the model learned from.
 */
export type RowsKind = 'TEST' | 'HELD_OUT' | 'OUT_OF_FOLD' | 'SAMPLE';

export interface ChosenRows {
  readonly kind: RowsKind;
  /** Each with the number of the judge to ask about them; null: the saved model itself. */
  readonly parts: readonly (SampleRows & { readonly judge: number | null })[];
}

/** With fewer, figures on rows that the model has not seen are chance more than what it learned by heart is wrong. */
const FEWEST_UNSEEN = 50;
/** Share of the rows; with folds at least half of them are held out. */
const MOST_OF_A_SPLIT = 0.4;

export interface TaskRowsParts {
  /** Absolute; a model is in `<modelsDir>/<taskId>`. */
  readonly modelsDir: string;
  /** Where a task's sample is. */
  readonly sampleFile: (taskId: string) => string;
}

/** The rows of finished tasks, and what was said of each while it was held out. */
export class TaskRows {
  readonly #parts: TaskRowsParts;

  constructor(parts: TaskRowsParts) {
    this.#parts = parts;
  }

  /** Rows of the sample, evenly drawn, at most `limit`. */
  sample(
    task: JudgedTask,
    signature: ModelSignature,
    limit: number,
    signal?: AbortSignal,
  ): Promise<SampleRows> {
    return readSampleRows(this.#sampleOf(task), signature, { limit }, signal);
  }

  /**
   * Rows that the model asked about them has not seen, where there are enough of them; else such as it learned from.
   * @param limit rows at most. @param hasJudges whether those of the manifest can be asked
   */
  async mostHonest(
    task: JudgedTask,
    manifest: ModelManifest,
    { limit, hasJudges }: { readonly limit: number; readonly hasJudges: boolean },
    signal?: AbortSignal,
  ): Promise<ChosenRows> {
    const sample = this.#sampleOf(task);
    const { kind, places, judges } = await this.#unseen(manifest, hasJudges);
    const rows = await readSampleRows(sample, manifest.signature, { limit, places }, signal);
    if (judges === undefined) return { kind, parts: [{ ...rows, judge: null }] };
    const parts = (manifest.judges?.models ?? []).map((_, judge) => ({
      ...rowsWhere(rows, (number) => judges[number] === judge),
      judge,
    }));
    return { kind, parts: parts.filter((part) => part.rows.count > 0) };
  }

  /**
   * By row of the sample: the target, and what the model said that had not seen it; null where that was not kept.
   * @param file beside the model: `outOfFold` of the manifest, or `test`
   */
  async heldOut(
    task: JudgedTask,
    manifest: ModelManifest,
    file: string | undefined,
    signal?: AbortSignal,
  ): Promise<{ targets: Float64Array; columns: readonly Float64Array[] } | null> {
    const held = await this.#read(manifest, file);
    if (held === null) return null;
    const targets = await readTargets(this.#sampleOf(task), manifest.signature, signal);
    return { targets, columns: held.columns };
  }

  /** By row of the sample. */
  weights(task: JudgedTask, column: string, signal?: AbortSignal): Promise<Float64Array> {
    return readWeights(this.#sampleOf(task), column, signal);
  }

  async #unseen(
    manifest: ModelManifest,
    hasJudges: boolean,
  ): Promise<{ kind: RowsKind; places?: Int32Array; judges?: Float64Array }> {
    const test = placesIn(await this.#read(manifest, manifest.test));
    if (test.length >= FEWEST_UNSEEN) return { kind: 'TEST', places: test };
    const judged = hasJudges ? await this.#read(manifest, manifest.judges?.rows, 1) : null;
    const places = placesIn(judged);
    const kind = (manifest.judges?.models.length ?? 0) > 1 ? 'OUT_OF_FOLD' : 'HELD_OUT';
    // Folds hold out all rows; of a small table in the order of time few may be left.
    if (judged && places.length >= (kind === 'OUT_OF_FOLD' ? 1 : FEWEST_UNSEEN)) {
      return { kind, places, judges: judged.columns[0] };
    }
    if (manifest.trainedAgain) return { kind: 'SAMPLE' };
    const outOfFold = await this.#read(manifest, manifest.outOfFold);
    const judging = placesIn(outOfFold);
    // Folds hold out each row once, test rows aside, and the leader learned from all of them. A split holds out a fifth.
    const isSplit = outOfFold !== null && judging.length < MOST_OF_A_SPLIT * outOfFold.rows;
    return isSplit && judging.length >= FEWEST_UNSEEN
      ? { kind: 'HELD_OUT', places: judging }
      : { kind: 'SAMPLE' };
  }

  /** null where nothing was kept, or is there any more. */
  async #read(
    { taskId, signature }: ModelManifest,
    file: string | undefined,
    width = signature.response.levels?.length ?? 1,
  ): Promise<OutOfFold | null> {
    if (file === undefined) return null;
    try {
      return await readOutOfFold(path.join(modelFolder(this.#parts.modelsDir, taskId), file), width);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw error;
    }
  }

  #sampleOf({ id, sample }: JudgedTask): TrainingSample {
    return { ...sample, file: this.#parts.sampleFile(id) };
  }
}

/** Rows of the sample that have a prediction. */
function placesIn(predictions: OutOfFold | null): Int32Array {
  const [first = new Float64Array()] = predictions?.columns ?? [];
  return Int32Array.from(first.keys()).filter((row) => !Number.isNaN(first[row]));
}
