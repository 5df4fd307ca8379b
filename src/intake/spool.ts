import type { FieldTable } from '../csv/bytes/field-table.js';
import type { Delimiter } from '../csv/records/parse-records.js';
import { csvLine } from '../csv/records/csv-line.js';

const LF = 10;
const CR = 13;
const BLANK_LINE = '\n\n';

/** Some rows as they are stored: UTF-8, comma, LF. */
export interface SpooledRows {
  readonly bytes: Buffer;
  /** First byte of each row in `bytes`; one more than there are rows. */
  readonly starts: ArrayLike<number>;
}

/** The rows as they stand in their text where that is comma and LF already, without blank lines; otherwise written anew. */
export function spoolRows(rows: FieldTable, delimiter: Delimiter): SpooledRows {
  const { bytes, offset, records, count } = rows;
  const first = records[0] as number;
  const source = bytes.subarray(first, records[count]);
  const isWritten = offset !== null && delimiter === ',';
  if (!isWritten || source.includes(CR) || source.includes(BLANK_LINE)) return writtenAnew(rows);
  const starts = Float64Array.from({ length: count + 1 }, (_, row) => (records[row] as number) - first);
  if (source.at(-1) === LF) return { bytes: source, starts };
  // The last line of a file may lack its end.
  starts[count] = source.length + 1;
  return { bytes: Buffer.concat([source, Buffer.of(LF)]), starts };
}

function writtenAnew(rows: FieldTable): SpooledRows {
  const starts = [0];
  const lines = Array.from({ length: rows.count }, (_, row) => {
    const line = csvLine(rows.texts(row));
    starts.push((starts[row] ?? 0) + Buffer.byteLength(line));
    return line;
  });
  return { bytes: Buffer.from(lines.join('')), starts };
}
