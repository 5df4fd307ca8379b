import type { CsvRecord } from './parse-records.js';

const NEEDS_QUOTES = /[",\r\n]/;

/** A cell as RFC 4180 has it: in quotes only where it needs them. */
export function csvCell(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A record as one line, comma separated, with its LF. */
export function csvLine(record: Readonly<CsvRecord>): string {
  let line = '';
  for (let i = 0; i < record.length; i++) line += (i === 0 ? '' : ',') + csvCell(record[i] ?? '');
  return `${line}\n`;
}
