import { trimCell } from '../cells/clean.js';
import type { CsvRecord, Delimiter } from '../records/parse-records.js';
import { FirstRecords } from './first-records.js';

/**
 * In order of preference: a comma is also a decimal point and part of sentences, so it comes last; a row of
 * `1,5;2,5` has as many commas in every line as a comma file would.
 */
const CANDIDATES: readonly Delimiter[] = ['\t', ';', '|', ','];

/** Records looked at to find out delimiter and header; and those where the header says it, one below it included. */
const SNIFFED_RECORDS = 100;
const HEADER_RECORDS = 2;

/** More columns than any table of observations has; a file without line ends would otherwise be one huge header. */
export const MAX_COLUMNS = 10_000;

export interface Sniffed {
  readonly delimiter: Delimiter;
  /** The first records, whole ones only. One that is wider than {@link MAX_COLUMNS} is cut, and the last. */
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
  // Without the delimiter there is one column.
  const candidates = CANDIDATES.filter((delimiter) => text.includes(delimiter));
  const read = (delimiter: Delimiter, records: number) =>
    new FirstRecords(text, delimiter, { records, cells: MAX_COLUMNS });
  const readEach = (records: number) => candidates.map((delimiter) => read(delimiter, records));
  const known = new Set(knownNames);
  const heldNames = (first: FirstRecords) =>
    first.records(1)[0]?.filter((cell) => known.has(trimCell(cell))).length ?? 0;
  const best =
    (known.size > 0 ? bestOf(readEach(HEADER_RECORDS), heldNames) : undefined) ??
    bestOf(readEach(SNIFFED_RECORDS), shareOfEqualWidth) ??
    read(',', SNIFFED_RECORDS);
  return { delimiter: best.delimiter, records: best.records() };
}

/** The first of those that measure most; none where none measures anything. */
function bestOf(
  all: readonly FirstRecords[],
  measure: (records: FirstRecords) => number,
): FirstRecords | undefined {
  let best: FirstRecords | undefined;
  let most = 0;
  for (const one of all) {
    const measured = measure(one);
    if (measured > most) [best, most] = [one, measured];
  }
  return best;
}

function shareOfEqualWidth({ widths }: FirstRecords): number {
  const width = widths[0] ?? 0;
  return width > 1 ? widths.filter((other) => other === width).length / widths.length : 0;
}
