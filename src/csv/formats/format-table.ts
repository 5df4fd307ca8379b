import type { ColumnType } from '../../domain/training-sample.js';
import type { Finding } from '../../domain/finding.js';

/** A table of a format that is no text, as text. */
export interface FormatTable {
  readonly format: 'XLSX' | 'PARQUET' | 'JSON_LINES';
  /** RFC 4180, separated by ROW_DELIMITER; to be iterated once. */
  readonly text: AsyncGenerator<Buffer>;
  /** The names of the columns, where the format has them: then the text is a header and rows, and nothing around them. */
  readonly names: readonly string[] | null;
  /** Types that the format knows. */
  readonly types: ReadonlyMap<string, ColumnType>;
  /** Of a workbook. */
  readonly sheet: string | null;
  readonly sheets: readonly string[];
  /** Final at the end of the text. */
  readonly findings: () => Finding[];
}
