import { rowKeys } from './row-key.js';

/** Which rows are in a sample of a table that is read once. */
export class SampleSlots {
  readonly #size: number;
  readonly #randomKey = rowKeys(0);
  #rows = 0;

  constructor(size: number) {
    this.#size = size;
  }

  /**
   * The place of the next row in the sample, or -1 (algorithm R, Vitter 1985): each row so far is in it with the same
   * probability.
   */
  next(): number {
    const row = this.#rows++;
    if (row < this.#size) return row;
    const place = Math.floor(this.#randomKey(row) * (row + 1));
    return place < this.#size ? place : -1;
  }
}
