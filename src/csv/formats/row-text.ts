import { lineWriter } from '../frame/rewrite.js';

/** Of text that is made of rows: what stands in a cell of a workbook or of JSON seldom has a tab in it. */
export const ROW_DELIMITER = '\t';
const CHUNK_CHARACTERS = 64 * 1024;

/** A row of a format that is no text, with its number; 1 is the first, and what is missing between two is empty. */
export interface NumberedRow {
  readonly number: number;
  readonly cells: readonly string[];
}

/** Rows as RFC 4180 text, tab separated, each in the line of its number as far as no cell has a line end. */
export async function* textOfRows(rows: AsyncIterable<NumberedRow[]>): AsyncGenerator<Buffer> {
  const line = lineWriter(ROW_DELIMITER);
  let text = '';
  let next = 1;
  for await (const batch of rows) {
    for (const { number, cells } of batch) {
      if (number > next) text += '\n'.repeat(number - next);
      text += `${line(cells)}\n`;
      next = Math.max(next, number) + 1;
      if (text.length < CHUNK_CHARACTERS) continue;
      yield Buffer.from(text);
      text = '';
    }
  }
  if (text !== '') yield Buffer.from(text);
}
