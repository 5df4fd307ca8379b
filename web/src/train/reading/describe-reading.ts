import type { TableFormat, TableReading } from '../../gql/graphql.js';

const FORMATS: Readonly<Record<TableFormat, string>> = {
  CSV: 'CSV',
  XLSX: 'Excel',
  PARQUET: 'Parquet',
  JSON_LINES: 'JSON',
};

const DELIMITERS: Readonly<Record<string, string>> = { '\t': 'tab', ' ': 'spaces' };

export const delimiterName = (delimiter: string) => DELIMITERS[delimiter] ?? `“${delimiter}”`;

/** How a file was read, such as `CSV, “;”, UTF-8, header in line 4`. */
export function describeReading({
  format,
  delimiter,
  encoding,
  header,
  skippedLines,
  sheet,
}: Omit<TableReading, 'sheets' | '__typename'>): string {
  return [
    FORMATS[format],
    sheet == null ? null : `sheet “${sheet}”`,
    delimiter == null ? null : delimiterName(delimiter),
    format === 'CSV' && encoding != null ? encoding.toUpperCase() : null,
    format === 'CSV' || format === 'XLSX'
      ? header
        ? `header in line ${skippedLines + 1}`
        : 'no header'
      : null,
  ]
    .filter((part) => part !== null)
    .join(', ');
}
