const QUOTE = 34;
const LF = 10;
const CR = 13;

/** Counts the cells of the records that pass by, as far as quotes are paired. */
export class CellLimit {
  readonly #most: number;
  readonly #delimiter: number;
  #cells = 1;
  #quoted = false;

  /** @param most cells of a record */
  constructor(most: number, delimiter: string) {
    this.#most = most;
    this.#delimiter = delimiter.charCodeAt(0);
  }

  /** How many of the bytes come before a cell too many; all of them where none does. */
  take(bytes: Buffer): number {
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === QUOTE) this.#quoted = !this.#quoted;
      else if (this.#quoted) continue;
      else if (byte === LF || byte === CR) this.#cells = 1;
      else if (byte === this.#delimiter && ++this.#cells > this.#most) return at;
    }
    return bytes.length;
  }
}
