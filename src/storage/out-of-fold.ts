import { readFile } from 'node:fs/promises';
import { writeFile } from './write-file.js';

/** Name of the file, in the folder of a model. */
export const OUT_OF_FOLD_FILE = 'out-of-fold.csv';
/** The same of the test rows, which no model learned from: all other lines are empty cells. */
export const TEST_FILE = 'test.csv';

const LINES_AT_ONCE = 10_000;

/**
 * What a model says of the rows that it was trained on, each while it was held out: beside the model as
 * `out-of-fold.csv`, without a header, one line for each row of the task's sample, in its order. A regression has one
 * column, the predicted value; a classification one probability for each level of the response, in the signature's
 * order. A row that was never held out has empty cells.
 */
export interface OutOfFold {
  /** By column, then by row; NaN where there is no prediction. */
  readonly columns: readonly Float64Array[];
  readonly rows: number;
}

export async function writeOutOfFold(
  file: string,
  { columns, rows }: OutOfFold,
  signal?: AbortSignal,
): Promise<void> {
  function* pieces() {
    for (let from = 0; from < rows; from += LINES_AT_ONCE) {
      let text = '';
      for (let row = from; row < Math.min(rows, from + LINES_AT_ONCE); row++) {
        text += `${columns.map((column) => cellText(column[row] as number)).join(',')}\n`;
      }
      yield text;
    }
  }
  await writeFile(file, toAsync(pieces()), signal);
}

/** @throws {RangeError} where the file does not have `width` columns */
export async function readOutOfFold(file: string, width: number): Promise<OutOfFold> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  const rows = lines.length - 1;
  const columns = Array.from({ length: width }, () => new Float64Array(rows));
  for (let row = 0; row < rows; row++) {
    const cells = (lines[row] as string).split(',');
    if (cells.length !== width) {
      throw new RangeError(`Line ${row + 1} of ${file} has ${cells.length} cells in place of ${width}.`);
    }
    cells.forEach((cell, column) => {
      (columns[column] as Float64Array)[row] = cell === '' ? NaN : Number(cell);
    });
  }
  return { columns, rows };
}

const cellText = (value: number) => (Number.isNaN(value) ? '' : String(value));

async function* toAsync<T>(pieces: Iterable<T>): AsyncGenerator<T> {
  for (const piece of pieces) yield await Promise.resolve(piece);
}
