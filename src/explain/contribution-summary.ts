/** What a column does to the raw scores of many rows. */
export interface ContributionSummary {
  readonly column: string;
  /** Mean size of its contributions, whatever their direction. */
  readonly size: number;
  /**
   * Correlation of the column's values with its contributions, -1 to 1: above 0, higher values raise the score. null
   * for labels, and where either does not vary.
   */
  readonly direction: number | null;
}

/**
 * Columns by the mean size of their contributions, largest first. Rows whose value or contribution is missing (NaN) say
 * nothing on the direction.
 */
export function summarizeContributions(
  columns: readonly {
    readonly column: string;
    readonly isNumber: boolean;
    /** By row. */
    readonly values: Float64Array;
    /** By row. */
    readonly contributions: Float64Array;
  }[],
): ContributionSummary[] {
  return columns
    .map(({ column, isNumber, values, contributions }) => {
      const known = contributions.filter((contribution) => !Number.isNaN(contribution));
      const sum = known.reduce((total, contribution) => total + Math.abs(contribution), 0);
      return {
        column,
        size: known.length > 0 ? sum / known.length : 0,
        direction: isNumber ? correlation(values, contributions) : null,
      };
    })
    .sort((a, b) => b.size - a.size);
}

/** Pearson's. */
function correlation(x: Float64Array, y: Float64Array): number | null {
  const rows = Array.from(x.keys()).filter((row) => !Number.isNaN(x[row]) && !Number.isNaN(y[row]));
  const mean = (of: Float64Array): number =>
    rows.reduce((sum, row) => sum + (of[row] as number), 0) / rows.length;
  const [meanX, meanY] = [mean(x), mean(y)];
  let [xy, xx, yy] = [0, 0, 0];
  for (const row of rows) {
    const dx = (x[row] as number) - meanX;
    const dy = (y[row] as number) - meanY;
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : null;
}
