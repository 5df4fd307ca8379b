import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FieldTable } from '../../csv/bytes/field-table.js';
import { cellReader, formatOf } from '../../csv/cells/cell-reader.js';
import { labelReader } from '../../csv/cells/read-label.js';
import type { ColumnProfile } from '../../domain/column-profile.js';
import { readTable } from '../../csv/read-table.js';
import type { RowSpan } from './bottom-k.js';
import { type CsvRecord, parseRecords } from '../../csv/records/parse-records.js';

/** Rows that lie closer together than this are read at once, the bytes between thrown away. */
const READ_BYTES = 256 * 1024;

/** The rows of a spool file, some at a time. */
export async function* readSpool(
  file: string,
  header: readonly string[],
  signal?: AbortSignal,
): AsyncGenerator<FieldTable> {
  const text = createReadStream(file, { highWaterMark: READ_BYTES });
  for await (const rows of readTable({ text, header, hasHeader: true, delimiter: ',' })) {
    signal?.throwIfAborted();
    yield rows;
  }
}

/** The rows of a spool file, without its header, in batches. */
export async function* readAllRows(file: string, signal?: AbortSignal): AsyncGenerator<CsvRecord[]> {
  let header = 1;
  for await (const batch of parseRecords(createReadStream(file), ',')) {
    signal?.throwIfAborted();
    yield batch.slice(header);
    header = 0;
  }
}

/** The first `rows` rows as text, odd cells included; null where a value is missing. */
export async function readHead(
  file: string,
  columns: readonly ColumnProfile[],
  rows: number,
): Promise<(string | null)[][]> {
  const head: (string | null)[][] = [];
  if (rows <= 0) return head;
  const missing = columns.map(missingIn);
  for await (const batch of readAllRows(file)) {
    for (const record of batch.slice(0, rows - head.length)) {
      head.push(record.map((cell, index) => (missing[index]?.(cell) ? null : cell)));
    }
    if (head.length >= rows) break;
  }
  return head;
}

/** Whether a cell of the column has no value. A blank that is a level is shown as the empty cell that it is. */
function missingIn(column: ColumnProfile): (cell: string) => boolean {
  const format = formatOf(column);
  if (format.kind !== 'label') {
    const read = cellReader(column);
    return (cell) => Number.isNaN(read(cell));
  }
  const read = labelReader({ ...format, blank: null });
  return (cell) => read(cell) === null;
}

/** The rows at `spans`, which are in the order of the file, in batches. */
export async function* readRows(
  file: string,
  spans: readonly RowSpan[],
  signal?: AbortSignal,
): AsyncGenerator<CsvRecord[]> {
  yield* parseRecords(readSpans(file, spans, signal), ',');
}

async function* readSpans(
  file: string,
  spans: readonly RowSpan[],
  signal?: AbortSignal,
): AsyncGenerator<Buffer> {
  const handle = await open(file, 'r');
  try {
    for (let from = 0; from < spans.length;) {
      signal?.throwIfAborted();
      const group = neighbours(spans, from);
      from += group.length;
      const start = group[0]?.offset ?? 0;
      const last = group.at(-1) ?? { offset: start, length: 0 };
      const bytes = Buffer.alloc(last.offset + last.length - start);
      await handle.read(bytes, 0, bytes.length, start);
      const rows = group.map(({ offset, length }) => bytes.subarray(offset - start, offset - start + length));
      yield rows.length === 1 ? bytes : Buffer.concat(rows);
    }
  } finally {
    await handle.close();
  }
}

function neighbours(spans: readonly RowSpan[], from: number): readonly RowSpan[] {
  const limit = (spans[from]?.offset ?? 0) + READ_BYTES;
  let to = from + 1;
  for (let next = spans[to]; next !== undefined && next.offset + next.length <= limit; next = spans[to]) to++;
  return spans.slice(from, to);
}
