import { parse } from 'csv-parse/sync';
import { type CsvRecord, type Delimiter, RECORD_ENDS } from '../records/parse-records.js';

/**
 * In order of preference: a comma is also a decimal point and part of sentences, so it comes last; a row of
 * `1,5;2,5` has as many commas in every line as a comma file would.
 */
const CANDIDATES: readonly Delimiter[] = ['\t', ';', '|', ','];

/** Records looked at to find out delimiter and header; and those where the header says it, one below it included. */
const SNIFFED_RECORDS = 100;
const HEADER_RECORDS = 2;

export interface Sniffed {
  readonly delimiter: Delimiter;
  /** The first records, whole ones only. */
  readonly records: CsvRecord[];
}

/**
 * Finds the delimiter by which the first record holds most of the known names. Where it holds none by any, the one that
 * splits the first records, header included, into the same number of cells, more than one; where none does (a ragged
 * file), the one that comes nearest. A single column counts as comma separated.
 * @param complete whether `head` is the whole file; otherwise its last line is left out, since it may be cut
 */
export function sniff(head: Buffer, complete: boolean, knownNames: readonly string[] = []): Sniffed {
  const text = complete ? head : head.subarray(0, head.lastIndexOf(10) + 1 || head.lastIndexOf(13) + 1);
  // To parse is dear, and without the delimiter there is one column.
  const candidates = CANDIDATES.filter((delimiter) => text.includes(delimiter));
  const read = (most: number) =>
    candidates.map((delimiter) => ({ delimiter, records: firstRecords(text, delimiter, most) }));
  const known = new Set(knownNames);
  const heldNames = ([first]: readonly CsvRecord[]) =>
    first?.filter((cell) => known.has(cell.trim())).length ?? 0;
  return (
    (known.size > 0 ? bestOf(read(HEADER_RECORDS), heldNames) : undefined) ??
    bestOf(read(SNIFFED_RECORDS), shareOfEqualWidth) ?? {
      delimiter: ',',
      records: firstRecords(text, ',', SNIFFED_RECORDS),
    }
  );
}

/** The first of those that measure most; none where none measures anything. */
function bestOf(
  all: readonly Sniffed[],
  measure: (records: readonly CsvRecord[]) => number,
): Sniffed | undefined {
  let best: Sniffed | undefined;
  let most = 0;
  for (const one of all) {
    const measured = measure(one.records);
    if (measured > most) [best, most] = [one, measured];
  }
  return best;
}

function shareOfEqualWidth(records: readonly CsvRecord[]): number {
  const width = records[0]?.length ?? 0;
  return width > 1 ? records.filter((record) => record.length === width).length / records.length : 0;
}

function firstRecords(text: Buffer, delimiter: Delimiter, most: number): CsvRecord[] {
  const options = {
    delimiter,
    record_delimiter: RECORD_ENDS,
    skip_empty_lines: true,
    relax_column_count: true,
    relax_quotes: true,
    to: most,
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
