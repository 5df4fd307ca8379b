import { parse } from 'csv-parse/sync';
import { type CsvRecord, type Delimiter, RECORD_ENDS } from './parse-records.js';

/**
 * In order of preference: a comma is also a decimal point and part of sentences, so it comes last; a row of
 * `1,5;2,5` has as many commas in every line as a comma file would.
 */
const CANDIDATES: readonly Delimiter[] = ['\t', ';', '|', ','];

/** Records looked at to find out delimiter and header. */
const SNIFFED_RECORDS = 100;

export interface Sniffed {
  readonly delimiter: Delimiter;
  /** The first records, whole ones only. */
  readonly records: CsvRecord[];
}

/**
 * Finds the delimiter that splits the first records, header included, into the same number of cells, more than one.
 * Where none does (a ragged file), the one that comes nearest; a single column counts as comma separated.
 * @param complete whether `head` is the whole file; otherwise its last line is left out, since it may be cut
 */
export function sniff(head: Buffer, complete: boolean): Sniffed {
  const text = complete ? head : head.subarray(0, head.lastIndexOf(10) + 1 || head.lastIndexOf(13) + 1);
  let best: Sniffed | undefined;
  let bestShare = 0;
  for (const delimiter of CANDIDATES) {
    // To parse is dear, and without the delimiter there is one column.
    if (!text.includes(delimiter)) continue;
    const records = firstRecords(text, delimiter);
    const share = shareOfEqualWidth(records);
    if (share > bestShare) {
      best = { delimiter, records };
      bestShare = share;
    }
  }
  return best ?? { delimiter: ',', records: firstRecords(text, ',') };
}

function shareOfEqualWidth(records: readonly CsvRecord[]): number {
  const width = records[0]?.length ?? 0;
  return width > 1 ? records.filter((record) => record.length === width).length / records.length : 0;
}

function firstRecords(text: Buffer, delimiter: Delimiter): CsvRecord[] {
  const options = {
    delimiter,
    record_delimiter: RECORD_ENDS,
    skip_empty_lines: true,
    relax_column_count: true,
    relax_quotes: true,
    to: SNIFFED_RECORDS,
  };
  try {
    return parse(text, options);
  } catch {
    // A quote that is still open at the end: the records before it are what was asked for.
    return recordsBeforeError(text, options);
  }
}

/** To be told of each record takes csv-parse half as long again, so it is asked to only where it fails. */
function recordsBeforeError(text: Buffer, options: object): CsvRecord[] {
  const records: CsvRecord[] = [];
  try {
    parse(text, {
      ...options,
      on_record: (record: CsvRecord) => {
        records.push(record);
        return null;
      },
    });
  } catch {
    // The one that was met before.
  }
  return records;
}
