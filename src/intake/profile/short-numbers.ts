const MOST_DECIMALS = 3;
const MOST_BITS = 14;

/**
 * Counts short plain numbers such as `12.5` by their digits: one look into a small array, where one into a dictionary
 * takes a hash of all bytes and then looks at them once more.
 */
export class ShortNumbers {
  readonly #bits: number;
  /** By sign and decimals, then by digits: 1 more than how often it came since the last look; 0 is not known. */
  readonly #counts = new Array<Int32Array | null>(2 * (MOST_DECIMALS + 1)).fill(null);
  /** Of the known ones, with their entries in the dictionary. */
  #places: number[] = [];
  #entries: number[] = [];

  /** @param most entries of the dictionary: for few, few numbers have a place here */
  constructor(most: number) {
    this.#bits = Math.min(MOST_BITS, Math.floor(Math.log2(Math.max(1, most))));
  }

  /** @param digits all of them as one number; `decimals` of them stand behind the point. @returns -1 for a longer one */
  placeOf(digits: number, decimals: number, negative: boolean): number {
    if (digits >= 1 << this.#bits || decimals > MOST_DECIMALS) return -1;
    return (((decimals << 1) | (negative ? 1 : 0)) << this.#bits) | digits;
  }

  /** @returns false where it is not known */
  count(place: number): boolean {
    const counts = this.#counts[place >>> this.#bits];
    if (!counts) return false;
    const at = place & ((1 << this.#bits) - 1);
    const count = counts[at] as number;
    if (count > 0) counts[at] = count + 1;
    return count > 0;
  }

  /** Makes it known. */
  set(place: number, entry: number): void {
    const kind = place >>> this.#bits;
    const counts = (this.#counts[kind] ??= new Int32Array(1 << this.#bits));
    counts[place & ((1 << this.#bits) - 1)] = 1;
    this.#places.push(place);
    this.#entries.push(entry);
  }

  /** Hands out what was counted since the last time. */
  take(report: (entry: number, times: number) => void): void {
    this.#places.forEach((place, index) => {
      const counts = this.#counts[place >>> this.#bits] as Int32Array;
      const at = place & ((1 << this.#bits) - 1);
      const times = (counts[at] as number) - 1;
      if (times > 0) report(this.#entries[index] as number, times);
      counts[at] = 1;
    });
  }

  /** None is known any more. */
  clear(): void {
    this.#counts.fill(null);
    this.#places = [];
    this.#entries = [];
  }
}
