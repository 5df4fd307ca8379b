import type { CsvUpload } from '../domain/csv-upload.js';
import type { ModelSignature, SignatureColumn } from '../domain/manifest.js';
import { BadUserInputError } from '../domain/errors.js';
import type { PredictionService } from '../prediction/prediction-service.js';
import type { SavedModel } from '../prediction/service/saved-models.js';
import type { Evaluation } from './evaluation.js';
import { EvaluationThread } from './evaluation-thread.js';
import { evaluationFindings, laterRows } from './evaluation-findings.js';
import type { ChosenThreshold } from './insights.js';
import type { JudgedTask } from './task-rows.js';

export interface EvaluatorParts {
  readonly predictions: Pick<PredictionService, 'scoreLabelled'>;
  readonly modelOf: (taskId: string) => Promise<SavedModel>;
  readonly thresholdOf: (taskId: string) => Promise<ChosenThreshold | null>;
}

export interface EvaluateOptions {
  /** Of two classes: in place of the model's own. */
  readonly threshold?: number | undefined;
  readonly signal?: AbortSignal;
}

/** Compares what saved models say of labelled tables with the labels. */
export class Evaluator {
  readonly #parts: EvaluatorParts;
  readonly #thread = new EvaluationThread();

  constructor(parts: EvaluatorParts) {
    this.#parts = parts;
  }

  /**
   * Scores all rows of a table that has the target, as `predict` does, and compares.
   * @throws {BadUserInputError} where the table lacks the target, or no row has a label, or for a threshold of a model
   *   that has none. Also throws as `PredictionService.predictCsv` does.
   */
  async evaluate(task: JudgedTask, table: CsvUpload, options: EvaluateOptions = {}): Promise<Evaluation> {
    const { predictions, modelOf, thresholdOf } = this.#parts;
    const { signature } = (await modelOf(task.id)).manifest;
    const { levels, name } = signature.response;
    if (options.threshold !== undefined && levels?.length !== 2) {
      throw new BadUserInputError('threshold: only a model of two classes has one.', { field: 'threshold' });
    }
    const { signal } = options;
    const target = targetColumn(task, signature);
    const { scores, warnings } = await predictions.scoreLabelled(task.id, table, { target, signal });
    if (scores.actual.length === 0) {
      throw new BadUserInputError(
        `No row has a value in ${JSON.stringify(name)} to compare with. Evaluate a table whose target is filled in.`,
      );
    }
    const threshold = options.threshold ?? (await thresholdOf(task.id))?.threshold ?? null;
    const evaluated = await this.#thread.evaluate(scores, levels, threshold, signal);
    return {
      ...evaluated,
      findings: [...evaluationFindings(evaluated, scores, task.model), ...laterRows(scores, signature)],
      warnings,
    };
  }

  close(): Promise<void> {
    return this.#thread.close();
  }
}

/** The target as a column whose cells are read as they were for training. */
function targetColumn({ sample }: JudgedTask, { response }: ModelSignature): SignatureColumn {
  const { name, levels } = response;
  const format = sample.columns.find((column) => column.name === name)?.format;
  return {
    name,
    type: levels ? 'CATEGORICAL' : 'NUMERIC',
    levels,
    ...{ min: null, max: null, typical: null },
    ...(format && { format }),
  };
}
