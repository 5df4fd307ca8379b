/** Beyond these a column has too many different cells to gain from remembering them. */
const MAX_ENTRIES = 32_768;
const MAX_KEY_BYTES = 64;

/** Remembers what cells mean by their bytes, so that no string is made of a cell that was seen before. */
export class ByteDictionary {
  readonly #most: number;
  #keys = new Uint8Array(1024);
  #keyBytes = 0;
  /** By entry: where its key starts; one more than there are entries. */
  readonly #starts: number[] = [0];
  readonly #values: number[] = [];
  /** Entry + 1 by hash, open addressing; 0 is free. Never more than half full. */
  #slots = new Int32Array(64);

  /** @param most entries; never more than 32,768 */
  constructor(most = MAX_ENTRIES) {
    this.#most = Math.min(most, MAX_ENTRIES);
  }

  /** @returns the entry's number, or -1. @param hash as {@link hashBytes} gives it, where the caller has it */
  find(bytes: Uint8Array, start: number, end: number, hash = hashBytes(bytes, start, end)): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      const entry = (slots[slot] as number) - 1;
      if (entry < 0 || this.#matches(entry, bytes, start, end)) return entry;
    }
  }

  value(entry: number): number {
    return this.#values[entry] as number;
  }

  /** Remembers a cell that is not there yet, unless it is long or there are too many. @returns whether it did */
  add(bytes: Uint8Array, start: number, end: number, value: number): boolean {
    const length = end - start;
    if (length > MAX_KEY_BYTES || this.#values.length >= this.#most) return false;
    if (this.#keyBytes + length > this.#keys.length) {
      const larger = new Uint8Array(this.#keys.length * 2);
      larger.set(this.#keys);
      this.#keys = larger;
    }
    this.#keys.set(bytes.subarray(start, end), this.#keyBytes);
    this.#keyBytes += length;
    this.#starts.push(this.#keyBytes);
    this.#values.push(value);
    if (this.#values.length * 2 > this.#slots.length) this.#grow();
    else this.#place(this.#values.length - 1);
    return true;
  }

  #matches(entry: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.#starts[entry] as number;
    const length = (this.#starts[entry + 1] as number) - from;
    if (length !== end - start) return false;
    for (let i = 0; i < length; i++) if (this.#keys[from + i] !== bytes[start + i]) return false;
    return true;
  }

  #place(entry: number): void {
    const mask = this.#slots.length - 1;
    const hash = hashBytes(this.#keys, this.#starts[entry] as number, this.#starts[entry + 1] as number);
    let slot = spread(hash) & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = entry + 1;
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 4);
    for (let entry = 0; entry < this.#values.length; entry++) this.#place(entry);
  }
}

export const HASH_START = 0x811c9dc5;
export const HASH_PRIME = 0x01000193;

/** FNV-1a, 32 bits: from `HASH_START` on, each byte is XORed and the result multiplied by `HASH_PRIME`. */
function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = HASH_START;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] as number), HASH_PRIME);
  return hash;
}

/** Folds the high bits into the low ones, which are used. */
const spread = (hash: number): number => hash ^ (hash >>> 15);
