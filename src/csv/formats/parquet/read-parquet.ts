import { open, type FileHandle } from 'node:fs/promises';
import { parquetMetadataAsync, parquetRead, type AsyncBuffer, type FileMetaData } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { InvalidCsvError, TrainyardError } from '../../../domain/errors.js';
import { tooLarge } from '../../../domain/upload-refusals.js';
import type { FormatTable } from '../format-table.js';
import { textOfRows, type NumberedRow } from '../row-text.js';
import { columnKinds, type ParquetColumn } from './column-kinds.js';
import { instantText } from './decimal.js';

/** Cells held in memory at once, about. */
const CELLS_AT_ONCE = 2_000_000;
const MAX_COLUMNS = 10_000;
const NANOS = 1_000_000_000n;

export interface ParquetTable extends FormatTable {
  close(): Promise<void>;
}

/** @throws {InvalidCsvError} {UploadTooLargeError} here and from the text */
export async function openParquet(file: string, maxBytes: number): Promise<ParquetTable> {
  const handle = await open(file, 'r');
  try {
    const buffer = await bufferOf(handle);
    const metadata = await parquetMetadataAsync(buffer, { geoparquet: false });
    const unpacked = metadata.row_groups.reduce((sum, group) => sum + Number(group.total_byte_size), 0);
    if (unpacked > maxBytes) throw tooLarge(maxBytes, 'The unpacked file');
    const { columns, schema } = columnKinds(metadata);
    if (columns.length > MAX_COLUMNS) {
      throw new InvalidCsvError(`The file has ${columns.length} columns; ${MAX_COLUMNS} is the most.`);
    }
    const rows = rowsOf(buffer, { ...metadata, schema }, columns);
    return {
      format: 'PARQUET',
      text: textOfRows(rows),
      names: columns.map(({ name }) => name),
      types: new Map(columns.flatMap(({ name, type }) => (type === null ? [] : [[name, type] as const]))),
      sheet: null,
      sheets: [],
      findings: () => [],
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw explain(error);
  }
}

async function bufferOf(handle: FileHandle): Promise<AsyncBuffer> {
  const { size } = await handle.stat();
  return {
    byteLength: size,
    async slice(start, end = size) {
      if (start < 0 || end > size || start > end) throw new RangeError('beyond the file');
      const bytes = new ArrayBuffer(end - start);
      await handle.read(new Uint8Array(bytes), 0, end - start, start);
      return bytes;
    },
  };
}

async function* rowsOf(
  file: AsyncBuffer,
  metadata: FileMetaData,
  columns: readonly ParquetColumn[],
): AsyncGenerator<NumberedRow[]> {
  yield [{ number: 1, cells: columns.map(({ name }) => name) }];
  const total = Number(metadata.num_rows);
  const step = Math.max(1, Math.floor(CELLS_AT_ONCE / Math.max(1, columns.length)));
  let groupStart = 0;
  for (const group of metadata.row_groups) {
    const groupEnd = Math.min(total, groupStart + Number(group.num_rows));
    for (let rowStart = groupStart; rowStart < groupEnd; rowStart += step) {
      const rowEnd = Math.min(groupEnd, rowStart + step);
      const rows = await readRows(file, metadata, rowStart, rowEnd);
      yield rows.map((values, index) => ({
        number: rowStart + index + 2,
        cells: columns.map(({ text }, column) => text(values[column])),
      }));
    }
    groupStart = groupEnd;
  }
}

async function readRows(
  file: AsyncBuffer,
  metadata: FileMetaData,
  rowStart: number,
  rowEnd: number,
): Promise<readonly (readonly unknown[])[]> {
  let rows: unknown[][] = [];
  try {
    await parquetRead({
      file,
      metadata,
      rowStart,
      rowEnd,
      compressors,
      geoparquet: false,
      useOffsetIndex: true,
      parsers: {
        timestampFromNanoseconds: (nanos: bigint) => instantText(nanos, NANOS),
        jsonFromBytes: (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString(),
      },
      onComplete: (read: unknown[][]) => {
        rows = read;
      },
    });
  } catch (error) {
    throw explain(error);
  }
  return rows;
}

function explain(error: unknown): unknown {
  if (error instanceof TrainyardError || !(error instanceof Error)) return error;
  return new InvalidCsvError(
    'The Parquet file is damaged or cut off, or stores values in a way that is not read. Write it again (with pandas: ' +
      'df.to_parquet(path)) or as CSV, and upload that.',
    {},
    { cause: error },
  );
}
