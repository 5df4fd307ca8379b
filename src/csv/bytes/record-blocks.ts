import { MAX_RECORD_BYTES } from '../records/parse-records.js';
import { turnAfter } from '../records/turns.js';

const QUOTE = 34;
const LF = 10;
const CR = 13;

/**
 * Cuts text into blocks of at least `bytes` that end where a record ends, so that each can be read without the others.
 * Quotes alone say where a record ends: it holds an even number of them. Text whose quotes are astray is cut
 * wrongly, but not before the record that has the first stray one. A block beyond {@link MAX_RECORD_BYTES} may end
 * anywhere: no record does in so many bytes.
 */
export async function* recordBlocks(text: AsyncIterable<Buffer>, bytes: number): AsyncGenerator<Buffer> {
  let pending: Buffer[] = [];
  let size = 0;
  let wanted = bytes;
  for await (const chunk of text) {
    pending.push(chunk);
    size += chunk.length;
    if (size < wanted) continue;
    const joined = pending.length === 1 ? chunk : Buffer.concat(pending, size);
    const end = lastRecordEnd(joined) || (size > MAX_RECORD_BYTES ? size : 0);
    await turnAfter(size);
    if (end > 0) yield joined.subarray(0, end);
    pending = end < size ? [joined.subarray(end)] : [];
    size -= end;
    // What has no record end is looked through again, so twice as much must come first.
    wanted = end > 0 ? bytes : size * 2;
  }
  if (size > 0) yield Buffer.concat(pending, size);
}

/** The byte after the last record end; a CR at the very end is none yet, as an LF may follow. 0 where there is none. */
function lastRecordEnd(bytes: Buffer): number {
  if (!bytes.includes(QUOTE)) {
    return bytes.lastIndexOf(LF) + 1 || bytes.lastIndexOf(CR, -2) + 1;
  }
  let end = 0;
  let quoted = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === QUOTE) quoted = !quoted;
    else if (!quoted && (byte === LF || (byte === CR && i + 1 < bytes.length && bytes[i + 1] !== LF)))
      end = i + 1;
  }
  return end;
}
