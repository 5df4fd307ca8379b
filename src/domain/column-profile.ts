import { z } from 'zod';
import { list, record } from './record.js';
import { ColumnFormat } from './column-format.js';
import { TimePart } from './time-part.js';
import { ColumnType } from './training-options.js';

/** One column of a table, over all its rows. */
export const ColumnProfile = record({
  name: z.string(),
  type: ColumnType,
  /** How its cells are written; absent in profiles of older versions, which knew plain numbers, dates and labels only. */
  format: ColumnFormat.optional(),
  /** Rows without a usable value, `odd` included. */
  missing: z.number(),
  /** Rows whose cell is no value of the column's kind. */
  odd: z.number().optional(),
  /** Of a TIME: its parts that are not the same in every row. */
  timeParts: list(TimePart).optional(),
  /** Distinct values; exact up to the profiler's limit, beyond it an estimate. */
  distinct: z.number(),
  /** At most 10 values: the commonest first. */
  examples: list(z.string()),
  /** How often each of `examples` occurs. */
  exampleCounts: list(z.number()),
  /** Numbers and times (epoch milliseconds) only. */
  min: z.number().nullable(),
  max: z.number().nullable(),
  mean: z.number().nullable(),
  /** Numbers and times: counts in equal bins from min to max, from a sample of the rows; else empty. */
  histogram: list(z.number()),
});
export type ColumnProfile = Readonly<z.output<typeof ColumnProfile>>;
