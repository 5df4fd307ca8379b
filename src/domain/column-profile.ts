import { z } from 'zod';
import { list, record } from './record.js';
import { ColumnType } from './training-options.js';

/** One column of a table, over all its rows. */
export const ColumnProfile = record({
  name: z.string(),
  type: ColumnType,
  missing: z.number(),
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
