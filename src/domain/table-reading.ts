import { z } from 'zod';
import { list, record } from './record.js';

export const TableFormat = z.enum(['CSV', 'XLSX', 'PARQUET', 'JSON_LINES']);
export type TableFormat = z.output<typeof TableFormat>;

/** How bytes became a table. */
export const TableReading = record({
  format: TableFormat,
  /** null: the format has none of its own. */
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  header: z.boolean(),
  /** Lines above the header that are no part of the table. */
  skippedLines: z.number(),
  /** Of a workbook: the one that was read, and all there are. */
  sheet: z.string().nullable(),
  sheets: list(z.string()),
});
export type TableReading = Readonly<z.output<typeof TableReading>>;

/** What a client asks of the reading; null: as detected. */
export const TableReadingOptions = record({
  encoding: z.string().nullable().default(null),
  delimiter: z.string().nullable().default(null),
  header: z.boolean().nullable().default(null),
  skipLines: z.number().nullable().default(null),
  sheet: z.string().nullable().default(null),
});
export type TableReadingOptions = Readonly<z.output<typeof TableReadingOptions>>;
