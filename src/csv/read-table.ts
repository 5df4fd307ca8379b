import { BlockReader, type BlockEnd, type TableBlock, type TableLayout } from './bytes/block-reader.js';
import { type FieldTable, tableOf } from './bytes/field-table.js';
import { recordBlocks } from './bytes/record-blocks.js';
import { inBatches } from './records/batches.js';
import { type OpenText, noRows } from './open-records.js';
import { turnAfter } from './records/turns.js';
import { parseRecords } from './records/parse-records.js';

/** Some milliseconds of work. */
const BLOCK_BYTES = 128 * 1024;
/** Beyond so many bytes a file is worth waking threads for. */
const INLINE_BYTES = 1024 * 1024;

/** Works on whole blocks in other threads, several at a time. */
export interface BlockThreads<T> {
  /** Blocks to have in hand so that it is never idle. */
  readonly ahead: number;
  run(block: TableBlock): Promise<{ readonly value: T; readonly end: BlockEnd }>;
}

/** What is done with the rows of a table. */
export interface TableWork<T> {
  /** In this thread, with some rows; the table is used again for the next ones. */
  here(rows: FieldTable): T | Promise<T>;
  /** Does the same, for what comes after the first bytes; asked for once, null to do all here. Default: null. */
  elsewhere?(): BlockThreads<T> | null;
}

export interface ReadTableOptions {
  /** Bytes that are read at once, about. Default: 128 KiB. */
  readonly blockBytes?: number;
  /** Rows handed out at once: at most as many, and at least, where csv-parse reads and there are as many. */
  readonly rows?: number;
  /** Bytes that are worked on here even where there are threads. Default: 1 MiB. */
  readonly inlineBytes?: number;
}

type TableText = Pick<OpenText, 'header' | 'hasHeader' | 'delimiter' | 'text'>;

/** The rows of a table, some at a time and without its header; see {@link mapTable}. To be iterated once. */
export function readTable(source: TableText, options: ReadTableOptions = {}): AsyncGenerator<FieldTable> {
  return mapTable(source, { here: (rows) => rows }, options);
}

/**
 * Reads a table and answers what `work` makes of its rows, in their order, each part when it is asked for or, in other
 * threads, some blocks ahead. Cells are found as bytes. From the first record on that the byte reader does not take,
 * csv-parse reads: so both give the same cells, and what is refused is refused in its words.
 * @throws {InvalidCsvError} for what is no table, or has no rows; whatever the text or the work throws
 */
export async function* mapTable<T>(
  source: TableText,
  work: TableWork<T>,
  options: ReadTableOptions = {},
): AsyncGenerator<T> {
  const layout: TableLayout = { width: source.header.length, delimiter: source.delimiter };
  const reader = new BlockReader(layout, options.rows);
  const blocks = blocksInHand(source, work, options);
  let line = 1;
  let headers = source.hasHeader ? 1 : 0;
  let isEmpty = true;
  let offset = 0;
  try {
    for (let next = await blocks.next(); !next.done; next = await blocks.next()) {
      const { block, done } = next.value;
      let { end } = reader;
      if (done === null) {
        for (const rows of reader.read(block)) {
          isEmpty = false;
          rows.offset = offset;
          rows.line = line;
          await turnAfter(block.bytes.length);
          yield await work.here(rows);
          await turnAfter(block.bytes.length);
        }
        end = reader.end;
      } else {
        const outcome = await done;
        end = outcome.end;
        isEmpty &&= end.rows === 0;
        yield outcome.value;
      }
      line += end.lines;
      offset += block.bytes.length;
      if (end.bytes > 0) headers = 0;
      if (end.bytes === block.bytes.length) continue;
      for await (const records of parsed(rest(block, end, blocks), layout, line, headers, options.rows)) {
        isEmpty = false;
        yield await work.here(tableOf(records, layout.width));
      }
    }
  } finally {
    await blocks.return(undefined);
  }
  if (isEmpty) throw noRows();
}

interface InHand<T> {
  readonly block: { readonly bytes: Buffer; readonly skip: number };
  /** null: to be worked on here. */
  readonly done: ReturnType<BlockThreads<T>['run']> | null;
}

/** Blocks in order, while threads work on later ones. */
async function* blocksInHand<T>(
  { text, hasHeader }: TableText,
  work: TableWork<T>,
  { blockBytes = BLOCK_BYTES, inlineBytes = INLINE_BYTES }: ReadTableOptions,
): AsyncGenerator<InHand<T>> {
  let threads: BlockThreads<T> | null = null;
  const inHand: InHand<T>[] = [];
  let skip = hasHeader ? 1 : 0;
  let size = 0;
  try {
    for await (const bytes of recordBlocks(text, blockBytes)) {
      if (size > inlineBytes) threads ??= work.elsewhere?.() ?? null;
      const block = { bytes, skip };
      const done = threads?.run(block) ?? null;
      // It may fail while an earlier one is awaited; it is awaited itself when its turn comes.
      done?.catch(() => undefined);
      inHand.push({ block, done });
      skip = 0;
      size += bytes.length;
      while (inHand.length > (threads?.ahead ?? 0)) yield inHand.shift() as InHand<T>;
    }
    while (inHand.length > 0) yield inHand.shift() as InHand<T>;
  } finally {
    // If the consumer stops early, wait for blocks in flight, so that no work outlives this generator.
    await Promise.allSettled(inHand.flatMap(({ done }) => (done === null ? [] : [done])));
  }
}

/** What comes after the end of a block that was not read whole. */
async function* rest<T>(
  { bytes }: { readonly bytes: Buffer },
  end: BlockEnd,
  blocks: AsyncGenerator<InHand<T>>,
): AsyncGenerator<Buffer> {
  yield bytes.subarray(end.bytes);
  for (let next = await blocks.next(); !next.done; next = await blocks.next()) yield next.value.block.bytes;
}

/** Reads by csv-parse, from the record at `line` on; the first `headers` are no rows. */
async function* parsed(
  text: AsyncIterable<Buffer>,
  { width, delimiter }: TableLayout,
  line: number,
  headers: number,
  atLeast = 1,
): AsyncGenerator<string[][]> {
  // A record of the right width, from which csv-parse knows it.
  const standIn = Buffer.from(`${Array(width).fill('x').join(delimiter)}\n`);
  let skip = headers + 1;
  for await (const batch of inBatches(parseRecords(prepend(standIn, text), delimiter, line - 1), atLeast)) {
    const records = batch.slice(skip);
    skip = Math.max(0, skip - batch.length);
    if (records.length > 0) yield records;
  }
}

async function* prepend(first: Buffer, text: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* text;
}
