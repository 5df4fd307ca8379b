import { ByteDictionary } from './byte-dictionary.js';
import { cellText } from './cell-bytes.js';
import type { FieldTable } from './field-table.js';

/** Cells remembered in all, so that a wide table takes no more memory than a narrow one. */
const MOST_CELLS = 400_000;

/** The texts of a table's cells. A cell that was seen before in its column gets the same string again. */
export class CellTexts {
  readonly #columns: readonly { readonly known: ByteDictionary; readonly texts: string[] }[];

  constructor(width: number) {
    const most = Math.floor(MOST_CELLS / width);
    this.#columns = Array.from({ length: width }, () => ({ known: new ByteDictionary(most), texts: [] }));
  }

  /** The cells of a column, by row. */
  *column({ bytes, starts, ends, width, count }: FieldTable, column: number): Generator<string> {
    const { known, texts } = this.#columns[column] as { known: ByteDictionary; texts: string[] };
    for (let row = 0, cell = column; row < count; row++, cell += width) {
      const start = starts[cell] as number;
      const end = ends[cell] as number;
      if (end === start) {
        yield '';
        continue;
      }
      const entry = end < 0 ? -1 : known.find(bytes, start, end);
      if (entry >= 0) {
        yield texts[known.value(entry)] as string;
        continue;
      }
      const text = cellText(bytes, start, end);
      if (end > 0 && known.add(bytes, start, end, texts.length)) texts.push(text);
      yield text;
    }
  }
}
