export interface PairedDifference {
  readonly rows: number;
  /** Mean of the first loss less the second, over the rows: below 0 where the first is better. */
  readonly difference: number;
  /** Of `difference`: the standard deviation of the rows' differences, over the root of their number. */
  readonly standardError: number;
}

/** Fewer rows say nothing of how far their differences spread. */
const FEWEST_ROWS = 10;

/**
 * How much two models differ on the same rows. What makes a row hard for both cancels out, so that far smaller
 * differences show than between their mean losses.
 * @param first, second losses by row, of the same length; NaN for a row that is not judged
 * @returns null where fewer than ten rows are judged by both
 */
export function pairedDifference(first: Float64Array, second: Float64Array): PairedDifference | null {
  const differences = first.map((loss, row) => loss - (second[row] ?? NaN)).filter((loss) => !isNaN(loss));
  const rows = differences.length;
  if (rows < FEWEST_ROWS) return null;
  const difference = differences.reduce((sum, value) => sum + value, 0) / rows;
  const squares = differences.reduce((sum, value) => sum + (value - difference) ** 2, 0);
  return { rows, difference, standardError: Math.sqrt(squares / (rows - 1) / rows) };
}

/**
 * The loss of each row: -ln of the probability that its own class was given, or the square of the error.
 * @param targets by row: the index of the class, or the value; NaN where it is unknown
 * @param columns by row: one probability a class, or the value; NaN where the row was not predicted
 */
export function rowLosses(
  targets: Float64Array,
  columns: readonly Float64Array[],
  isClass: boolean,
): Float64Array {
  return targets.map((target, row) => {
    const predicted = columns[isClass ? target : 0]?.[row] ?? NaN;
    return isClass ? -Math.log(Math.min(1, Math.max(Number.EPSILON, predicted))) : (target - predicted) ** 2;
  });
}
