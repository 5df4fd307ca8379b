/** A column's cells as a `CellWriter` leaves them: numbers and times as numbers, empty where missing. */
export interface ColumnCells {
  readonly cells: readonly string[];
  readonly isNumeric: boolean;
}

/** Rows of like values taken together: fewer would look like knowledge where there is chance. */
const ROWS_A_BIN = 20;

/**
 * How well a column alone tells a class, from 0 (no better than always naming the commonest class) to 1 (always
 * right). Each row is guessed from the other rows of its group, so that a column of unique values tells nothing.
 * @param labels empty where unknown
 */
export function tellsClass(column: ColumnCells, labels: readonly string[]): number {
  const known = labels.flatMap((label, row) => (label === '' ? [] : [row]));
  const [commonest] = twoLargest(countLabels(known, labels));
  const guessable = known.length - commonest;
  if (guessable === 0) return 0;
  let right = 0;
  for (const rows of groupsOf(column, known)) {
    const counts = countLabels(rows, labels);
    const [most, second] = twoLargest(counts);
    // Without the row itself its class must still be the commonest: true of one class at most.
    if (most - 1 > second) right += most;
  }
  return Math.max(0, 1 - (known.length - right) / guessable);
}

/**
 * How well a column alone tells a number: the share of its variance that is explained, 0 to 1, by a straight line or
 * by the other rows of like value, whichever says more.
 * @param numbers NaN where unknown
 */
export function tellsNumber(column: ColumnCells, numbers: readonly number[]): number {
  const known = numbers.flatMap((number, row) => (Number.isNaN(number) ? [] : [row]));
  const all = known.map((row) => numbers[row] ?? 0);
  const centre = mean(all);
  const total = squaresAround(all, centre);
  if (total === 0) return 0;
  let unexplained = 0;
  for (const rows of groupsOf(column, known)) {
    const sum = rows.reduce((before, row) => before + (numbers[row] ?? 0), 0);
    for (const row of rows) {
      const own = numbers[row] ?? 0;
      const guess = rows.length === 1 ? centre : (sum - own) / (rows.length - 1);
      unexplained += (own - guess) ** 2;
    }
  }
  return Math.max(0, 1 - unexplained / total, explainedByLine(column, known, numbers));
}

/** Of a column that is missing in most rows a line says too little. */
function explainedByLine(column: ColumnCells, known: readonly number[], numbers: readonly number[]): number {
  if (!column.isNumeric) return 0;
  const both = known.filter((row) => column.cells[row] !== '');
  if (both.length < known.length / 2) return 0;
  const x = both.map((row) => Number(column.cells[row]));
  const y = both.map((row) => numbers[row] ?? 0);
  const [meanX, meanY] = [mean(x), mean(y)];
  const together = x.reduce((sum, value, index) => sum + (value - meanX) * ((y[index] ?? 0) - meanY), 0);
  const spread = squaresAround(x, meanX) * squaresAround(y, meanY);
  // The square of Pearson's correlation.
  return spread === 0 ? 0 : together ** 2 / spread;
}

/** Rows with the same value; a column of many numbers is cut into bins of neighbours. A missing value is a value. */
function groupsOf({ cells, isNumeric }: ColumnCells, rows: readonly number[]): number[][] {
  const byValue = new Map<string, number[]>();
  for (const row of rows) {
    const cell = cells[row] ?? '';
    const group = byValue.get(cell);
    if (group) group.push(row);
    else byValue.set(cell, [row]);
  }
  if (!isNumeric || byValue.size * ROWS_A_BIN <= rows.length) return [...byValue.values()];
  const sorted = rows
    .filter((row) => cells[row] !== '')
    .map((row) => ({ row, value: Number(cells[row]) }))
    .sort((a, b) => a.value - b.value)
    .map(({ row }) => row);
  const bins: number[][] = byValue.has('') ? [byValue.get('') ?? []] : [];
  for (let from = 0; from < sorted.length; from += ROWS_A_BIN) {
    bins.push(sorted.slice(from, from + ROWS_A_BIN));
  }
  return bins;
}

function countLabels(rows: readonly number[], labels: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const label = labels[row] ?? '';
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return counts;
}

function twoLargest(counts: ReadonlyMap<string, number>): [most: number, second: number] {
  let most = 0;
  let second = 0;
  for (const count of counts.values()) {
    if (count > most) [most, second] = [count, most];
    else if (count > second) second = count;
  }
  return [most, second];
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const squaresAround = (values: readonly number[], centre: number): number =>
  values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
