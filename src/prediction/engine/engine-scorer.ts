import type { ModelManifest } from '../../domain/manifest.js';
import { BadUserInputError } from '../../domain/errors.js';
import type { H2OClient, PredictRequest } from '../../h2o/client/client.js';
import { jobFailed } from '../../h2o/client/job.js';
import { applyThreshold } from '../apply-threshold.js';
import { topContributions } from '../contributions.js';
import { namesByEngine } from '../engine-names.js';
import type { EncodedRows, RowContributions, Scorer, Scores } from '../scorer.js';
import { numbersOf, readAnswer, scoresOf, type Answer } from './engine-answer.js';
import type { EngineModel } from './engine-model.js';
import { writeRows } from './engine-rows.js';

/** What one exchange with the engine costs is little beside this many rows, or cells of a wide table. */
const BATCH_ROWS = 10_000;
const BATCH_CELLS = 1_000_000;
const EXPLAINED = new Set(['GBM', 'DRF', 'XGBOOST']);
let calls = 0;

/** Scores in the engine what cannot be scored in this process, one batch of rows at a time. The model is the owner's. */
export class EngineScorer implements Scorer {
  readonly batchRows: number;
  readonly inProcess = false;
  /** The model itself is in the engine. */
  readonly bytes = 0;
  readonly #model: EngineModel;
  readonly #manifest: ModelManifest;

  constructor(model: EngineModel, manifest: ModelManifest) {
    const width = Math.max(1, manifest.signature.columns.length);
    this.batchRows = Math.max(1, Math.min(BATCH_ROWS, Math.floor(BATCH_CELLS / width)));
    this.#model = model;
    this.#manifest = manifest;
  }

  async score(rows: EncodedRows, signal?: AbortSignal): Promise<Scores> {
    const { signature, threshold } = this.#manifest;
    const scores = scoresOf(await this.#ask(rows, undefined, signal), signature.response.levels);
    if (scores.labels) applyThreshold(scores.labels, scores.values, threshold);
    return scores;
  }

  async explain(rows: EncodedRows, top: number, signal?: AbortSignal): Promise<RowContributions[]> {
    const { signature, algorithm } = this.#manifest;
    const classes = signature.response.levels?.length ?? 0;
    if (classes > 2) {
      throw new BadUserInputError(
        `Contributions are there for regression and two classes, not for ${classes} classes.`,
      );
    }
    if (!EXPLAINED.has(algorithm)) {
      throw new BadUserInputError(
        `The engine has contributions for GBM, DRF and XGBOOST; this is a ${algorithm} model.`,
      );
    }
    const answer = await this.#ask(rows, { format: 'Compact' }, signal);
    // The bias is the last column, and the same in every row.
    const bias = numbersOf(answer, answer.names.length - 1)[0] ?? NaN;
    const names = namesByEngine(signature);
    const contributions = answer.names
      .slice(0, -1)
      .map((name, index) => ({ column: names.get(name) ?? name, values: numbersOf(answer, index) }));
    const unit = classes === 0 ? 'VALUE' : algorithm === 'DRF' ? 'PROBABILITY' : 'LOG_ODDS';
    const outputs = [{ bias, columns: contributions }];
    return topContributions(signature, rows, { unit, outputs }, null, top);
  }

  #ask(
    rows: EncodedRows,
    contributions: PredictRequest['contributions'],
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    signal?.throwIfAborted();
    return this.#model.use((client, model) => this.#exchange(client, model, rows, contributions, signal));
  }

  /**
   * No call is cut short by the signal, which is looked at between them: what has been begun must be there before it
   * can be removed.
   */
  async #exchange(
    client: H2OClient,
    model: string,
    rows: EncodedRows,
    contributions: PredictRequest['contributions'],
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    const { csv, columns } = writeRows(this.#manifest.signature, rows);
    const frame = `trainyard_rows_${this.#manifest.taskId.replace(/\W/g, '_')}_${++calls}`;
    const source = `${frame}_csv`;
    const predictionsFrame = `${frame}_scores`;
    const made = [source, frame, predictionsFrame];
    try {
      await client.postFile(source, csv);
      signal?.throwIfAborted();
      const job = await client.parse({ source, destination: frame, columns });
      made.push(job.key);
      if (job.status !== 'DONE') throw jobFailed(job, 'It cannot read the rows.');
      signal?.throwIfAborted();
      await client.predict({ model, frame, predictionsFrame, contributions });
      signal?.throwIfAborted();
      const answer = await readAnswer(await client.downloadFrame(predictionsFrame), rows.count + 1);
      return { names: answer.names, rows: answer.rows.slice(1) };
    } finally {
      // A failure to remove must not hide why the exchange failed; after a lost engine there is nothing to remove.
      await Promise.allSettled(made.map((key) => client.remove(key, { cascade: true })));
    }
  }
}
