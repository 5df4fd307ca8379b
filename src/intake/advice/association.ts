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

/** Of the variance of a number: what rounding and typing errors leave open of a copy. */
const ROUNDING = 1e-4;
/** Fewer rows may fall on a line by chance. */
const LEAST_ROWS = 30;
/** Of all the way that a curve goes up and down: the way from its one end to the other. */
const ONE_WAY = 0.98;

/**
 * Whether a number follows from a column alone, but for rounding: by a straight line, by a curve that only rises or only
 * falls, or as one number for each value that comes more than once. A column that is missing in half of the rows says too
 * little.
 * @param numbers NaN where unknown
 */
export function yieldsNumber({ cells, isNumeric }: ColumnCells, numbers: readonly number[]): boolean {
  const known = numbers.flatMap((number, row) => (Number.isNaN(number) ? [] : [row]));
  const both = known.filter((row) => cells[row] !== '');
  if (both.length < Math.max(LEAST_ROWS, known.length / 2)) return false;
  const y = both.map((row) => numbers[row] ?? 0);
  const total = squaresAround(y, mean(y));
  if (total === 0) return false;
  const groups = [...byValueOf(cells, both).values()].map((rows) => rows.map((row) => numbers[row] ?? 0));
  const unexplained = groups.reduce((sum, group) => sum + squaresAround(group, mean(group)), 0);
  const repeated = groups.reduce((sum, group) => sum + (group.length > 1 ? group.length : 0), 0);
  if (unexplained > ROUNDING * total) return false;
  if (groups.length * 2 <= both.length && repeated >= both.length * (1 - 1 / LEAST_ROWS)) return true;
  return (
    isNumeric &&
    (isLine(
      both.map((row) => Number(cells[row])),
      y,
    ) ||
      isCurve(both, cells, numbers))
  );
}

function isLine(x: readonly number[], y: readonly number[]): boolean {
  const [meanX, meanY] = [mean(x), mean(y)];
  const together = x.reduce((sum, value, index) => sum + (value - meanX) * ((y[index] ?? 0) - meanY), 0);
  const spread = squaresAround(x, meanX) * squaresAround(y, meanY);
  // The square of Pearson's correlation.
  return spread > 0 && together ** 2 / spread >= 1 - ROUNDING;
}

function isCurve(rows: readonly number[], cells: readonly string[], numbers: readonly number[]): boolean {
  const along = [...rows].sort(
    (a, b) => Number(cells[a]) - Number(cells[b]) || (numbers[a] ?? 0) - (numbers[b] ?? 0),
  );
  const values = along.map((row) => numbers[row] ?? 0);
  const way = values.reduce((sum, value, index) => sum + Math.abs(value - (values[index - 1] ?? value)), 0);
  return Math.abs((values.at(-1) ?? 0) - (values[0] ?? 0)) >= ONE_WAY * way;
}

/** Rows with the same value; a column of many numbers is cut into bins of neighbours. A missing value is a value. */
function groupsOf({ cells, isNumeric }: ColumnCells, rows: readonly number[]): number[][] {
  const byValue = byValueOf(cells, rows);
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

function byValueOf(cells: readonly string[], rows: readonly number[]): Map<string, number[]> {
  const byValue = new Map<string, number[]>();
  for (const row of rows) {
    const cell = cells[row] ?? '';
    const group = byValue.get(cell);
    if (group) group.push(row);
    else byValue.set(cell, [row]);
  }
  return byValue;
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
