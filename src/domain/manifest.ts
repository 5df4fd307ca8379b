import type { Algorithm, ProblemType, TrainingOptions } from './training-options.js';
import type { TrainedColumnType } from './training-sample.js';

/** A feature as the model knows it. */
export interface SignatureColumn {
  readonly name: string;
  /** What the engine calls it, and so the saved model; absent where that is `name`. */
  readonly engineName?: string;
  readonly type: TrainedColumnType;
  /** Levels of a CATEGORICAL in the engine's order (lexicographic by bytes); null for the others. */
  readonly levels: readonly string[] | null;
  /** Of the training rows, for a NUMERIC or TIME; null where there is none. */
  readonly min: number | null;
  readonly max: number | null;
  /** Commonest level, or the mean; a sensible value to offer in a form. null: all values were missing. */
  readonly typical: string | number | null;
}

export interface ModelSignature {
  readonly problemType: ProblemType;
  readonly response: { readonly name: string; readonly levels: readonly string[] | null };
  /** The features, in the order of the training file. */
  readonly columns: readonly SignatureColumn[];
}

/** Stands beside each saved model as `manifest.json`; whatever predicts needs the model file and this one only. */
export interface ModelManifest {
  readonly formatVersion: 1;
  readonly taskId: string;
  readonly modelId: string;
  readonly algorithm: Algorithm;
  readonly engineVersion: string;
  /** `binary` only where the engine refused the MOJO: then only that engine version can predict. */
  readonly artifact: { readonly kind: 'mojo' | 'binary'; readonly file: string; readonly sha256: string };
  readonly signature: ModelSignature;
  readonly options: TrainingOptions;
  /** sha256 of the uploaded bytes. */
  readonly datasetId: string;
  readonly fileName: string;
  readonly rowsUsed: number;
  /** ISO 8601, UTC. */
  readonly trainedAt: string;
}
