import { z } from 'zod';
import { ColumnFormat } from './column-format.js';
import { list, record } from './record.js';
import { TableReading } from './table-reading.js';
import { Algorithm, ProblemType, ThresholdCriterion, TrainingOptions } from './training-options.js';
import { DerivedPart } from './time-part.js';
import { TrainedColumnType } from './training-sample.js';
import { ValueRange } from './value-range.js';

/** A feature as the model knows it. */
export const SignatureColumn = record({
  name: z.string(),
  type: TrainedColumnType,
  /** Levels of a CATEGORICAL in the engine's order (lexicographic by bytes); null for the others. */
  levels: list(z.string()).nullable(),
  /** Training rows by level; absent in models of older versions, and where there are more levels than the engine counts. */
  levelRows: list(z.number()).optional(),
  /** Of the training rows, for a NUMERIC or TIME; null where there is none. */
  min: z.number().nullable(),
  max: z.number().nullable(),
  /** Of all rows of the table that the training rows were drawn from; absent in models of older versions. */
  range: ValueRange.optional(),
  /** Commonest level, or the mean; a sensible value to offer in a form. null: all values were missing. */
  typical: z.union([z.string(), z.number()]).nullable(),
  /** What the engine and the saved model call it; absent: the same as `name`. */
  engineName: z.string().optional(),
  /** Made of a part of the time in column `from`; no column of the file. */
  derived: DerivedPart.optional(),
  /** How its cells are read; absent in models of older versions. */
  format: ColumnFormat.optional(),
  /** Stands after the numbers in the file, such as `%`. */
  unit: z.string().optional(),
  /** How the times are written in the file. */
  timeFormat: z.string().optional(),
});
export type SignatureColumn = Readonly<z.output<typeof SignatureColumn>>;

export const ModelSignature = record({
  problemType: ProblemType,
  response: record({ name: z.string(), levels: list(z.string()).nullable() }),
  /** The features, in the order of the training file. */
  columns: list(SignatureColumn),
});
export type ModelSignature = Readonly<z.output<typeof ModelSignature>>;

/** A model file (MOJO) beside the manifest that stands for another model of the engine. */
const StandIn = record({ modelId: z.string(), file: z.string(), sha256: z.string() });

/** The newest format that this version reads, and the one it writes. */
export const MANIFEST_FORMAT = 1;

/**
 * Stands beside each saved model as `manifest.json`; whatever predicts needs the model file and this one only. A field
 * that came later is optional, so that older models go on predicting.
 */
export const ModelManifest = record({
  formatVersion: z.literal(MANIFEST_FORMAT),
  taskId: z.string(),
  modelId: z.string(),
  algorithm: Algorithm,
  engineVersion: z.string(),
  /** `binary` only where the engine refused the MOJO: then only that engine version can predict. */
  artifact: record({ kind: z.enum(['mojo', 'binary']), file: z.string(), sha256: z.string() }),
  signature: ModelSignature,
  options: TrainingOptions,
  /** sha256 of the uploaded bytes. */
  datasetId: z.string(),
  fileName: z.string(),
  rowsUsed: z.number(),
  /** ISO 8601, UTC. */
  trainedAt: z.string(),
  /** BINARY: the second class is predicted from this probability on. Absent: as the saved model says. */
  threshold: z.number().optional(),
  thresholdCriterion: ThresholdCriterion.optional(),
  /** Name of the file of out-of-fold predictions, beside the manifest. */
  outOfFold: z.string().optional(),
  /** The same for the test rows of `validation.testFraction`. */
  test: z.string().optional(),
  /** True where the rows of {@link outOfFold} judged the model, and it was then trained again on them too. */
  trainedAgain: z.boolean().optional(),
  /** Models that judge the columns in place of the saved one, which learned from all rows; absent where it can itself. */
  judges: record({
    /** Name of the file that says, by row of the sample, which of the judges was not shown it; empty: none. */
    rows: z.string(),
    /** Each judge by what stands in it for the saved model, or, of an ensemble, for those that it combines. */
    models: list(list(StandIn)),
  }).optional(),
  /** How the training file was read. */
  reading: TableReading.optional(),
});
export type ModelManifest = Readonly<z.output<typeof ModelManifest>>;
