import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

/** While some pieces are written, the next ones gather, and are written at once. */
const GATHERED_BYTES = 512 * 1024;

/**
 * Writes a stream to a new or emptied file. The file is open before the first piece is asked for and closed when this
 * settles: a caller that removes it after a failure removes it for certain. (`createWriteStream` opens in the background, and may
 * make the file after the failure was reported.)
 */
export async function writeFile(
  file: string,
  pieces: AsyncIterable<string | Uint8Array>,
  signal?: AbortSignal,
): Promise<void> {
  const handle = await open(file, 'w');
  try {
    await pipeline(pieces, handle.createWriteStream({ highWaterMark: GATHERED_BYTES }), { signal });
  } finally {
    await handle.close();
  }
}
