import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

/** A file for a format that is read from several places at once. */
export interface Spool {
  readonly file: string;
  remove(): Promise<void>;
}

/** @param dir folder of the caller; what is written to it is gone after `remove`, and where this fails */
export async function spool(bytes: AsyncIterable<Buffer>, dir: string): Promise<Spool> {
  const folder = await mkdtemp(path.join(dir, 'spool-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  const file = path.join(folder, 'upload');
  try {
    await pipeline(bytes, createWriteStream(file));
  } catch (error) {
    await remove();
    throw error;
  }
  return { file, remove };
}
