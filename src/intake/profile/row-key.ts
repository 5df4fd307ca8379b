import { HASH_PRIME, HASH_START } from '../../csv/bytes/byte-dictionary.js';

/** The finalizer of MurmurHash3 (Austin Appleby, public domain): every bit of the input moves every bit of the output. */
export function mix(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

const HIGH_WORD = 2 ** 32;

/**
 * A function from a row's number to a key that looks drawn at random from [0, 1), with 53 bits. The same seed gives
 * the same keys; since a key depends on nothing else, the rows with the smallest keys are a fair and repeatable draw.
 * @param seed any integer
 */
export function rowKeys(seed: number): (row: number) => number {
  const start = mix(mix(seed) ^ mix(Math.floor(seed / HIGH_WORD) + 0x9e3779b9));
  return (row) => {
    const high = mix(start ^ mix(row ^ mix(Math.floor(row / HIGH_WORD) + 0x7f4a7c15)));
    const low = mix(high + row + 0x6a09e667);
    return ((high >>> 5) * 2 ** 26 + (low >>> 6)) / 2 ** 53;
  };
}

/** A 32-bit hash of a text: FNV-1a over its UTF-8 bytes, finalized as above. */
export function hashText(text: string): number {
  let hash = HASH_START;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x80) return hashBytes(Buffer.from(text));
    hash = Math.imul(hash ^ unit, HASH_PRIME);
  }
  return mix(hash);
}

function hashBytes(bytes: Uint8Array): number {
  let hash = HASH_START;
  // By index: an iterator takes ten times as long until it is compiled, which a cell of a megabyte does not outlast.
  for (let at = 0; at < bytes.length; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), HASH_PRIME);
  return mix(hash);
}
