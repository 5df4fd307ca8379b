import { MAX_EXAMPLES } from '../../domain/finding.js';
import { shorten } from '../../domain/echo.js';

/** Cells of one kind: how many there are, where the first is, and some of their texts, each once. */
export class CellExamples {
  rows = 0;
  /** 0-based; -1 where there is none. */
  firstRow = -1;
  readonly texts: string[] = [];

  /** @param times how many cells, the first of them in `row` */
  add(text: string, row: number, times = 1): void {
    if (this.rows === 0) this.firstRow = row;
    this.rows += times;
    if (this.texts.length < MAX_EXAMPLES) this.#note(shorten(text));
  }

  /** Whether further texts are not looked at. */
  get isFull(): boolean {
    return this.texts.length >= MAX_EXAMPLES;
  }

  merge(other: CellExamples): this {
    if (other.rows === 0) return this;
    this.firstRow = this.rows === 0 ? other.firstRow : Math.min(this.firstRow, other.firstRow);
    this.rows += other.rows;
    for (const text of other.texts) if (this.texts.length < MAX_EXAMPLES) this.#note(text);
    return this;
  }

  #note(text: string): void {
    if (!this.texts.includes(text)) this.texts.push(text);
  }
}

/** All of the given kinds as one. */
export const allExamples = (kinds: Iterable<CellExamples>): CellExamples => {
  const all = new CellExamples();
  for (const kind of kinds) all.merge(kind);
  return all;
};
