/** Large enough that the cost of a step is spread over many records, small enough to keep the event loop free. */
export const CHUNK_BYTES = 64 * 1024;

/** Joins small chunks until each but the last has at least {@link CHUNK_BYTES}; passes large ones on in slices. */
export async function* evenChunks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let pending: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    pending.push(chunk);
    size += chunk.length;
    if (size < CHUNK_BYTES) continue;
    const joined = Buffer.concat(pending, size);
    let start = 0;
    for (; joined.length - start >= CHUNK_BYTES; start += CHUNK_BYTES) {
      yield joined.subarray(start, start + CHUNK_BYTES);
    }
    pending = start < joined.length ? [joined.subarray(start)] : [];
    size = joined.length - start;
  }
  if (size > 0) yield Buffer.concat(pending, size);
}
