import { stat } from 'node:fs/promises';
import type { TrainingSample } from '../domain/training-sample.js';
import { BadUserInputError } from '../domain/errors.js';

const MIB = 1024 ** 2;
/** What H2O takes with no data in it. */
const EMPTY_BYTES = 128 * MIB;
/** The text while it is read, and the frame that is made of it, which is about as large. */
const COPIES = 2;
/** What the building of a model keeps of each row: some numbers of 8 bytes. */
const BYTES_A_ROW = 64;

/** Bytes of heap that H2O needs at the least to train on a sample. */
function heapNeeded(sampleBytes: number, rows: number): number {
  return EMPTY_BYTES + COPIES * sampleBytes + BYTES_A_ROW * rows;
}

/**
 * @param heapBytes of the engine; null: not known.
 * @throws {BadUserInputError} where the engine cannot hold what the task would train on
 */
export async function requireHeap(
  { file, columns, rowsUsed }: Pick<TrainingSample, 'file' | 'columns' | 'rowsUsed'>,
  heapBytes: number | null,
): Promise<void> {
  if (heapBytes === null) return;
  const { size } = await stat(file);
  const needed = heapNeeded(size, rowsUsed);
  if (needed <= heapBytes) return;
  const share = Math.max(0, heapBytes - EMPTY_BYTES) / (needed - EMPTY_BYTES);
  const fitting = Math.max(1, Math.floor((rowsUsed * share) / 100) * 100);
  throw new BadUserInputError(
    `maxRows: ${rowsUsed} rows of ${columns.length} columns need at least ${inMiB(needed)} of the engine's memory, and it has ` +
      `${inMiB(heapBytes)}. Train on ${fitting} rows at most, leave out columns, or have H2O_MEMORY set to more.`,
    { field: 'maxRows', value: rowsUsed, max: fitting },
  );
}

const inMiB = (bytes: number): string => `${Math.ceil(bytes / MIB).toLocaleString('en')} MiB`;
