/** Beyond these a column has too many different cells to gain from remembering them. */
const MAX_ENTRIES = 32_768;
const MAX_KEY_BYTES = 64;

/** Of a slot: entry + 1 (0: free), hash, place of the key's bytes times {@link LENGTHS} plus their number. */
const SLOT = 4;
const [ENTRY, HASH, KEY] = [0, 1, 2];
const LENGTHS = 128;

/** Remembers what cells mean by their bytes, so that no string is made of a cell that was seen before. */
export class ByteDictionary {
  readonly #most: number;
  #keys = new Uint8Array(1024);
  #keyBytes = 0;
  readonly #values: number[] = [];
  /** By entry: its slot's third number. */
  readonly #places: number[] = [];
  /** By hash, open addressing, never more than half full. All of a slot lies together: memory far off takes time. */
  #slots = new Int32Array(64 * SLOT);

  /** @param most entries; never more than 32,768 */
  constructor(most = MAX_ENTRIES) {
    this.#most = Math.min(most, MAX_ENTRIES);
  }

  /** @returns the entry's number, or -1. @param hash as {@link hashBytes} gives it, where the caller has it */
  find(bytes: Uint8Array, start: number, end: number, hash = hashBytes(bytes, start, end)): number {
    const slots = this.#slots;
    const mask = slots.length / SLOT - 1;
    for (let slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      const entry = (slots[slot * SLOT + ENTRY] as number) - 1;
      if (entry < 0) return entry;
      if (slots[slot * SLOT + HASH] !== hash) continue;
      if (this.#matches(slots[slot * SLOT + KEY] as number, bytes, start, end)) return entry;
    }
  }

  value(entry: number): number {
    return this.#values[entry] as number;
  }

  /** The bytes of an entry. */
  key(entry: number): Uint8Array {
    const place = this.#places[entry] as number;
    const start = Math.floor(place / LENGTHS);
    return this.#keys.subarray(start, start + (place % LENGTHS));
  }

  /** Remembers a cell that is not there yet, unless it is long or there are too many. @returns whether it did */
  add(
    bytes: Uint8Array,
    start: number,
    end: number,
    value: number,
    hash = hashBytes(bytes, start, end),
  ): boolean {
    const length = end - start;
    if (length > MAX_KEY_BYTES || this.#values.length >= this.#most) return false;
    if (this.#keyBytes + length > this.#keys.length) {
      const larger = new Uint8Array(this.#keys.length * 2);
      larger.set(this.#keys);
      this.#keys = larger;
    }
    const key = this.#keyBytes * LENGTHS + length;
    this.#places.push(key);
    for (let i = start; i < end; i++) this.#keys[this.#keyBytes++] = bytes[i] as number;
    this.#values.push(value);
    if (this.#values.length * 2 * SLOT > this.#slots.length) this.#grow();
    this.#place(this.#values.length - 1, hash, key);
    return true;
  }

  #matches(place: number, bytes: Uint8Array, start: number, end: number): boolean {
    const length = place & (LENGTHS - 1);
    if (length !== end - start) return false;
    const from = place >>> 7;
    for (let i = 0; i < length; i++) if (this.#keys[from + i] !== bytes[start + i]) return false;
    return true;
  }

  #place(entry: number, hash: number, key: number): void {
    const slots = this.#slots;
    const mask = slots.length / SLOT - 1;
    let slot = spread(hash) & mask;
    while (slots[slot * SLOT + ENTRY] !== 0) slot = (slot + 1) & mask;
    slots[slot * SLOT + ENTRY] = entry + 1;
    slots[slot * SLOT + HASH] = hash;
    slots[slot * SLOT + KEY] = key;
  }

  #grow(): void {
    const slots = this.#slots;
    this.#slots = new Int32Array(slots.length * 2);
    for (let at = 0; at < slots.length; at += SLOT) {
      const entry = (slots[at + ENTRY] as number) - 1;
      if (entry >= 0) this.#place(entry, slots[at + HASH] as number, slots[at + KEY] as number);
    }
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
