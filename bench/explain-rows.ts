/**
 * Explains rows in a process of its own and prints what a row took of processor time, and their contributions, as JSON. Arguments: the
 * MOJO, the rows (numbers separated by commas, in the model's order), and how many seconds to warm up and to measure.
 */
import { readFile } from 'node:fs/promises';
import { loadMojo, type ColumnBatch, type MojoModel } from '../src/mojo/index.js';

export interface RowsExplained {
  readonly microsecondsPerRow: number;
  /** By feature in the signature's order, then by row. */
  readonly values: readonly (readonly number[])[];
  /** By row: the bias and all contributions. */
  readonly sums: readonly number[];
}

const [mojo = '', file = '', seconds = '1'] = process.argv.slice(2);
const model = await loadMojo(mojo);
const rows = (await readFile(file, 'utf8')).trimEnd().split('\n');
const cells = rows.map((row) => row.split(',').map(Number));
const singles = cells.map((row) => batchOf(model, [row]));

explainFor(Number(seconds));
const microsecondsPerRow = explainFor(Number(seconds));
const [output] = model.contributions(batchOf(model, cells)).outputs;
if (!output) throw new Error('The model has no contributions.');
const result: RowsExplained = {
  microsecondsPerRow,
  values: output.values.map((column) => [...column]),
  sums: rows.map((_, i) => output.values.reduce((sum, column) => sum + (column[i] ?? NaN), output.bias)),
};
console.log(JSON.stringify(result));

/** Row by row, as the peer does it. @returns microseconds a row, of all threads: compilers and garbage collection too */
function explainFor(seconds: number): number {
  const start = process.cpuUsage();
  let explained = 0;
  let microseconds;
  do {
    const single = singles[explained++ % singles.length];
    if (single) model.contributions(single);
    const { user, system } = process.cpuUsage(start);
    microseconds = user + system;
  } while (microseconds < seconds * 1e6);
  return microseconds / explained;
}

function batchOf({ signature }: MojoModel, cells: readonly (readonly number[])[]): ColumnBatch {
  const columns = signature.features.map(
    ({ name }, j) => [name, Float64Array.from(cells, (row) => row[j] ?? NaN)] as const,
  );
  return { rows: cells.length, columns: Object.fromEntries(columns) };
}
