import { z } from 'zod';
import { ColumnFormat } from './column-format.js';
import { StoredFindings } from './finding.js';
import { list, record } from './record.js';
import { DerivedPart } from './time-part.js';
import { ValueRange } from './value-range.js';
import { ColumnType, ProblemType } from './training-options.js';

export { ColumnType } from './training-options.js';

export const TrainedColumnType = ColumnType.exclude(['TEXT']);
export type TrainedColumnType = z.output<typeof TrainedColumnType>;

export const SampleColumn = record({
  name: z.string(),
  type: TrainedColumnType,
  /** No feature: it weighs or divides the rows. Absent: a feature, or the target. */
  auxiliary: z.boolean().optional(),
  /** How its cells in the upload are read; absent in samples of older versions. */
  format: ColumnFormat.optional(),
  /** Made of a part of the time in another column. */
  derived: DerivedPart.optional(),
  /** Of all rows of the table, not only of the sample; of a NUMERIC or TIME. */
  range: ValueRange.optional(),
});
export type SampleColumn = Readonly<z.output<typeof SampleColumn>>;

/**
 * The rows one task trains on, as a file ready for the engine: UTF-8 CSV, comma, LF, **no header**, one column for
 * each of `columns` in that order. Every cell is normalised: numbers in shortest round-trip form, times as epoch
 * milliseconds (UTC), categories as canonical text, a missing value as an empty unquoted cell.
 */
export const StoredSample = record({
  columns: list(SampleColumn),
  /** Name of the response column; one of `columns`. */
  target: z.string(),
  problemType: ProblemType,
  rowsTotal: z.number(),
  rowsUsed: z.number(),
  /** Rows left out because their target was empty. */
  rowsWithoutTarget: z.number(),
  /** Columns left out because they hold text: identifiers, sentences, mixes. */
  textColumns: list(z.string()),
  /** On the target and the columns trained on. */
  findings: StoredFindings.default([]),
});
export type StoredSample = Readonly<z.output<typeof StoredSample>>;

/** A sample and the absolute path of its file, which is never stored: the data directory may be moved. */
export interface TrainingSample extends StoredSample {
  readonly file: string;
}
