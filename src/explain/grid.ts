import type { ExplainedColumn, ModelRows } from './model.js';

/** A value that a column is set to. */
export interface GridPoint {
  /** A number, a label, or a time in ISO 8601. */
  readonly value: string;
  /** Row whose values of the column's features are taken. */
  readonly donor: number;
  /** Rows whose value is this one, or nearer to it than to any other point. */
  readonly rows: number;
}

/** The furthest that a Date goes, in epoch milliseconds. */
const MAX_TIME = 8.64e15;

/**
 * Values of a column at which to look at a model, at most `points`: of numbers and times the quantiles, ascending; of
 * labels the commonest first. Missing values are left out. Each is that of a row, from which features derived from the
 * same time are taken together, so that no date is made up that is a Monday and a Sunday at once.
 */
export function gridOf(rows: ModelRows, column: ExplainedColumn, points: number): GridPoint[] {
  const values = rows.columns[column.features[0] as number] ?? new Float64Array(0);
  const known = Array.from({ length: rows.count }, (_, row) => row).filter(
    (row) => !Number.isNaN(values[row]),
  );
  const donors = new Map<number, { donor: number; rows: number }>();
  for (const donor of known) {
    const entry = donors.get(values[donor] as number);
    if (entry) entry.rows += 1;
    else donors.set(values[donor] as number, { donor, rows: 1 });
  }
  const distinct = [...donors].map(([value, entry]) => ({ value, ...entry }));
  const { levels } = column;
  if (levels !== null) {
    return distinct
      .sort((a, b) => b.rows - a.rows || a.value - b.value)
      .slice(0, points)
      .map(({ value, ...entry }) => ({ ...entry, value: levels[value] ?? '' }));
  }
  distinct.sort((a, b) => a.value - b.value);
  const chosen = distinct.length <= points ? distinct : quantilesOf(distinct, known.length, points);
  return chosen.map(({ value, donor }, index) => ({
    donor,
    value: textOf(value, column.type),
    rows: rowsNear(distinct, chosen, index),
  }));
}

interface Distinct {
  readonly value: number;
  readonly donor: number;
  readonly rows: number;
}

/** A value that spans several quantiles is one of them. */
function quantilesOf(sorted: readonly Distinct[], total: number, points: number): Distinct[] {
  const chosen = new Set<Distinct>();
  let index = 0;
  let passed = sorted[0]?.rows ?? 0;
  for (let point = 0; point < points; point++) {
    const rank = Math.round(((total - 1) * point) / Math.max(1, points - 1));
    while (passed <= rank) passed += sorted[++index]?.rows ?? Infinity;
    const entry = sorted[index];
    if (entry) chosen.add(entry);
  }
  return [...chosen];
}

function rowsNear(all: readonly Distinct[], chosen: readonly Distinct[], index: number): number {
  const value = (at: number): number => chosen[at]?.value ?? (at < 0 ? -Infinity : Infinity);
  const from = (value(index - 1) + value(index)) / 2;
  const to = (value(index) + value(index + 1)) / 2;
  return all.reduce((sum, entry) => sum + (entry.value > from && entry.value <= to ? entry.rows : 0), 0);
}

function textOf(value: number, type: ExplainedColumn['type']): string {
  return type === 'TIME' && Math.abs(value) <= MAX_TIME ? new Date(value).toISOString() : String(value);
}
