import type { ColumnType } from './training-sample.js';

/** One column of a table, over all its rows. */
export interface ColumnProfile {
  readonly name: string;
  readonly type: ColumnType;
  readonly missing: number;
  /** Distinct values; exact up to the profiler's limit, beyond it an estimate. */
  readonly distinct: number;
  /** At most 10 values: the commonest first. */
  readonly examples: readonly string[];
  /** How often each of `examples` occurs. */
  readonly exampleCounts: readonly number[];
  /** Numbers and times (epoch milliseconds) only. */
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
  /** Numbers and times: counts in equal bins from min to max, from a sample of the rows; else empty. */
  readonly histogram: readonly number[];
}
