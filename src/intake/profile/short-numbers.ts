const MOST_DECIMALS = 3;
const MOST_BITS = 14;

/**
 * The entries of short plain numbers such as `12.5` in a dictionary, by their digits: a look into a small array, where
 * one into the dictionary takes a hash of all bytes and then looks at them once more.
 */
export class ShortNumbers {
  readonly #bits: number;
  /** By sign and decimals, then by digits: entry + 1; 0 is none. */
  readonly #entries = new Array<Int32Array | null>(2 * (MOST_DECIMALS + 1)).fill(null);

  /** @param most entries of the dictionary: for few, few numbers have a place here */
  constructor(most: number) {
    this.#bits = Math.min(MOST_BITS, Math.floor(Math.log2(Math.max(1, most))));
  }

  /** @param digits all of them as one number; `decimals` of them stand behind the point. @returns -1 for a longer one */
  placeOf(digits: number, decimals: number, negative: boolean): number {
    if (digits >= 1 << this.#bits || decimals > MOST_DECIMALS) return -1;
    return (((decimals << 1) | (negative ? 1 : 0)) << this.#bits) | digits;
  }

  /** -1 where none is known. */
  entry(place: number): number {
    const entries = this.#entries[place >>> this.#bits];
    return entries ? (entries[place & ((1 << this.#bits) - 1)] as number) - 1 : -1;
  }

  set(place: number, entry: number): void {
    const kind = place >>> this.#bits;
    const entries = (this.#entries[kind] ??= new Int32Array(1 << this.#bits));
    entries[place & ((1 << this.#bits) - 1)] = entry + 1;
  }

  clear(): void {
    this.#entries.fill(null);
  }
}
