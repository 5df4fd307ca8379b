import { setImmediate as nextTurn } from 'node:timers/promises';

/** What is done at once with a piece of so many bytes takes some milliseconds. */
const PIECE_BYTES = 128 * 1024;
/** Text mostly comes in pieces that are smaller. */
const LARGE_BYTES = 2 * PIECE_BYTES;

/** After work on a large piece of text: others have their turn of the event loop. */
export async function turnAfter(size: number): Promise<void> {
  if (size > LARGE_BYTES) await nextTurn();
}

/** The same bytes in pieces that are soon worked through, each in a turn of its own. */
export async function* inTurns(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.length; start += PIECE_BYTES) {
    if (start > 0) await nextTurn();
    yield bytes.subarray(start, start + PIECE_BYTES);
  }
}
