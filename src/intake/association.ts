import { canonicalCategory, parseNumber } from './cells.js';

/** A column of text cells, null where missing. */
export type Cells = readonly (string | null)[];

/** Rows of like values taken together: fewer would look like knowledge where there is chance. */
const ROWS_A_BIN = 20;

/**
 * How well a column alone tells a class, from 0 (no better than always naming the commonest class) to 1 (always
 * right). Each row is guessed from the other rows of its group, so that a column of unique values tells nothing.
 */
export function tellsClass(column: Cells, isNumeric: boolean, labels: Cells): number {
  const known = labels.flatMap((label, row) => (label === null ? [] : [row]));
  const commonest = Math.max(...countOf(known.map((row) => labels[row] ?? '')).values());
  const guessable = known.length - commonest;
  if (guessable === 0) return 0;
  let wrong = 0;
  for (const rows of groupsOf(column, isNumeric, known)) {
    const counts = countOf(rows.map((row) => labels[row] ?? ''));
    for (const row of rows) {
      const own = labels[row] ?? '';
      const others = [...counts].map(([label, count]) => [label, label === own ? count - 1 : count] as const);
      const best = others.reduce((a, b) => (b[1] > a[1] ? b : a));
      if (best[1] === 0 || best[0] !== own) wrong += 1;
    }
  }
  return Math.max(0, 1 - wrong / guessable);
}

/** How well a column alone tells a number: the share of its variance that is explained, 0 to 1, guessed as above. */
export function tellsNumber(column: Cells, isNumeric: boolean, numbers: readonly number[]): number {
  const known = numbers.flatMap((number, row) => (Number.isNaN(number) ? [] : [row]));
  const all = known.map((row) => numbers[row] ?? 0);
  const total = squaresAround(all, mean(all));
  if (total === 0) return 0;
  if (isNumeric) {
    const values = column.map((cell) => (cell === null ? NaN : parseNumber(cell)));
    const both = known.filter((row) => !Number.isNaN(values[row] ?? NaN));
    if (both.length < known.length * 0.5) return 0;
    return (
      correlation(
        both.map((row) => values[row] ?? 0),
        both.map((row) => numbers[row] ?? 0),
      ) ** 2
    );
  }
  let unexplained = 0;
  for (const rows of groupsOf(column, false, known)) {
    const sum = rows.reduce((before, row) => before + (numbers[row] ?? 0), 0);
    for (const row of rows) {
      const own = numbers[row] ?? 0;
      const guess = rows.length === 1 ? mean(all) : (sum - own) / (rows.length - 1);
      unexplained += (own - guess) ** 2;
    }
  }
  return Math.max(0, 1 - unexplained / total);
}

/** Rows with the same value; a column of many numbers is cut into bins of neighbours. A missing value is a value. */
function groupsOf(column: Cells, isNumeric: boolean, rows: readonly number[]): number[][] {
  const byValue = new Map<string, number[]>();
  for (const row of rows) {
    const cell = column[row] ?? null;
    const key = cell === null ? '' : canonicalCategory(cell);
    const group = byValue.get(key);
    if (group) group.push(row);
    else byValue.set(key, [row]);
  }
  if (!isNumeric || byValue.size * ROWS_A_BIN <= rows.length) return [...byValue.values()];
  const valueOf = (row: number) => parseNumber(column[row] ?? '');
  const sorted = rows.filter((row) => !Number.isNaN(valueOf(row))).sort((a, b) => valueOf(a) - valueOf(b));
  const bins: number[][] = byValue.has('') ? [byValue.get('') ?? []] : [];
  for (let from = 0; from < sorted.length; from += ROWS_A_BIN)
    bins.push(sorted.slice(from, from + ROWS_A_BIN));
  return bins;
}

function countOf(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const squaresAround = (values: readonly number[], centre: number): number =>
  values.reduce((sum, value) => sum + (value - centre) ** 2, 0);

/** Pearson's. */
function correlation(a: readonly number[], b: readonly number[]): number {
  const meanA = mean(a);
  const meanB = mean(b);
  const together = a.reduce((sum, value, index) => sum + (value - meanA) * ((b[index] ?? 0) - meanB), 0);
  const spread = Math.sqrt(squaresAround(a, meanA) * squaresAround(b, meanB));
  return spread === 0 ? 0 : together / spread;
}
