import { hashText } from './row-key.js';

const LONGEST_KEY = 256;
const KEPT_OF_LONGER = 200;

/**
 * The text itself, or of a long one its beginning with a hash of the whole: what is remembered of a value is bounded.
 * Through a buffer, since a slice would keep all of the text alive.
 */
export function boundedKey(text: string): string {
  if (text.length <= LONGEST_KEY) return text;
  return `${Buffer.from(text.slice(0, KEPT_OF_LONGER)).toString()}… (${hashText(text).toString(16)})`;
}

/**
 * Something for each distinct text, in bounded memory. Up to `limit` texts it is exact. From then on it keeps a fair
 * sample of the texts, chosen by their hash, and the number of them becomes an estimate (adaptive sampling: Flajolet
 * 1990, "On adaptive sampling"; its standard error is about 1.2 / sqrt(limit)).
 */
export class DistinctValues<T> {
  readonly #limit: number;
  readonly #values = new Map<string, T>();
  /** Texts whose hash has no bit of these are kept. */
  #mask = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** How many distinct texts each kept one stands for; 1 while all are kept. */
  get scale(): number {
    return this.#mask + 1;
  }

  /** Texts that are kept. */
  get size(): number {
    return this.#values.size;
  }

  entries(): IterableIterator<[string, T]> {
    return this.#values.entries();
  }

  get(text: string): T | undefined {
    // Our own hash first: a look into a large map costs far more, and most texts are not in it.
    return this.#keeps(text) ? this.#values.get(text) : undefined;
  }

  /** Keeps the value for a text that has none yet, if the text is one of those kept. */
  add(text: string, value: T): void {
    if (!this.#keeps(text)) return;
    this.#values.set(text, value);
    while (this.#values.size > this.#limit) {
      this.#mask = this.#mask * 2 + 1;
      for (const key of this.#values.keys()) if (!this.#keeps(key)) this.#values.delete(key);
    }
  }

  #keeps(text: string): boolean {
    return this.#mask === 0 || (hashText(text) & this.#mask) === 0;
  }
}
