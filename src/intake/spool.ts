import type { FieldTable } from '../csv/bytes/field-table.js';
import type { Delimiter } from '../csv/records/parse-records.js';
import { csvLine } from '../csv/records/csv-line.js';

const LF = 10;

/** Some rows as they are stored: UTF-8, comma, LF. */
export interface SpooledRows {
  readonly bytes: Buffer;
  /** Where each row starts, one more than there are rows; the first byte of `bytes` is at the first of them. */
  readonly starts: ArrayLike<number>;
}

/** The rows as they stand in their text where that is comma and LF already, without blank lines; otherwise rewritten. */
export function spoolRows(rows: FieldTable, delimiter: Delimiter): SpooledRows {
  const { bytes, offset, records, count, even } = rows;
  if (offset === null || delimiter !== ',' || !even) return writtenAnew(rows);
  const source = bytes.subarray(records[0], records[count]);
  if (source.at(-1) === LF) return { bytes: source, starts: records };
  // The last line of a file may lack its end.
  const starts = records.slice();
  starts[count] = (records[count] as number) + 1;
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
