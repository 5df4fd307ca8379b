import type { FieldTable } from '../../csv/bytes/field-table.js';

/** Changes of the distance between rows and lines that are remembered: a file of many texts with line ends has as many. */
const MOST_CHANGES = 100_000;

/** What is known of them, as it can be sent to a worker thread. */
export interface KnownLines {
  /** From each of these rows on, the line is the row and the distance of the same place. */
  readonly rows: readonly number[];
  readonly distances: readonly number[];
  /** Rows whose lines are known. */
  readonly known: number;
}

/** In which line of its file each row of a table begins. */
export class RowLines {
  readonly #rows: number[];
  readonly #distances: number[];
  #count = 0;
  #known: number;

  constructor({ rows, distances, known }: KnownLines = { rows: [], distances: [], known: 0 }) {
    this.#rows = [...rows];
    this.#distances = [...distances];
    this.#known = known;
  }

  get known(): KnownLines {
    return { rows: this.#rows, distances: this.#distances, known: this.#known };
  }

  /** To be called for all rows, in order. */
  add({ count, line, lines }: Pick<FieldTable, 'count' | 'line' | 'lines'>): void {
    const isKnown = line !== null && this.#known === this.#count;
    for (let row = 0; isKnown && row < count && this.#rows.length < MOST_CHANGES; row++) {
      const distance = line + (lines[row] as number) - this.#count - row;
      if (distance !== this.#distances.at(-1)) {
        this.#rows.push(this.#count + row);
        this.#distances.push(distance);
      }
      this.#known++;
    }
    this.#count += count;
  }

  /** 1-based; null where it is not known. @param row 0-based */
  lineOf(row: number): number | null {
    if (row < 0 || row >= this.#known) return null;
    let [low, high] = [0, this.#rows.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#rows[middle] as number) <= row) low = middle;
      else high = middle;
    }
    return row + (this.#distances[low] as number);
  }
}
