import { createHash } from 'node:crypto';

/** A number of 48 bits that looks drawn at random, of a row's cells and a seed; the same for the same cells. */
export function rowHash(cells: readonly string[], seed: number): number {
  const hash = createHash('sha1').update(`${seed}`);
  for (const cell of cells) hash.update(`\0${cell}`);
  return hash.digest().readUIntBE(0, 6);
}
