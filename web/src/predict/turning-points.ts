import type { Signature, SignatureColumn } from './use-models.js';

/** Values of a row by column, as they are sent. */
export type SentRow = Readonly<Record<string, string | number | null>>;

/** A row in which one column has another value. */
export interface Candidate {
  readonly column: string;
  readonly value: string | number;
  /** How far it is from the row's own value, as a share of the range; null for a label. */
  readonly distance: number | null;
}

/** A candidate that is predicted otherwise. */
export interface TurningPoint extends Candidate {
  readonly predict: string;
  /** Of that class. */
  readonly probability: number;
}

/** Values of a number that are tried, evenly over the range of the training. */
const STEPS = 40;
const LEVELS = 40;
/** Cells that are sent at once. */
const CELLS = 100_000;
const SHOWN = 5;

/**
 * Changes of one column each, of the most important columns as far as there is room.
 * @param importance names of columns, most important first
 */
export function candidatesFor(
  row: SentRow,
  { columns }: Pick<Signature, 'columns'>,
  importance: readonly string[],
): readonly Candidate[] {
  const byName = new Map(columns.map((column) => [column.name, column]));
  const ranked = [...importance.flatMap((name) => byName.get(name) ?? []), ...columns];
  const all = [...new Set(ranked)].flatMap((column) => valuesOf(column, row[column.name] ?? null));
  return all.slice(0, Math.floor(CELLS / Math.max(1, columns.length)));
}

function valuesOf(column: SignatureColumn, own: string | number | null): Candidate[] {
  const { name, type, levels, min, max } = column;
  if (type === 'CATEGORICAL') {
    return (levels ?? [])
      .filter((level) => level !== own)
      .slice(0, LEVELS)
      .map((value) => ({ column: name, value, distance: null }));
  }
  if (type !== 'NUMERIC' || min == null || max == null || !(max > min)) return [];
  const isWhole = Number.isInteger(min) && Number.isInteger(max) && Number.isInteger(Number(own ?? min));
  const steps = isWhole ? Math.min(STEPS, max - min) : STEPS;
  const values = Array.from({ length: steps + 1 }, (_, step) => {
    const value = min + (step / steps) * (max - min);
    return isWhole ? Math.round(value) : Number(value.toPrecision(4));
  });
  const from = typeof own === 'number' ? own : null;
  return [...new Set(values)]
    .filter((value) => value !== own)
    .map((value) => ({
      column: name,
      value,
      distance: from === null ? 1 : Math.abs(value - from) / (max - min),
    }));
}

/**
 * The smallest change of each column that turns the answer, the smallest first; labels before numbers.
 * @param answers of the candidates, in their order
 */
export function turningPoints(
  candidates: readonly Candidate[],
  answers: readonly Readonly<Record<string, unknown>>[],
  own: string,
): readonly TurningPoint[] {
  const best = new Map<string, TurningPoint>();
  candidates.forEach((candidate, at) => {
    const predict = answers[at]?.['predict'];
    if (typeof predict !== 'string' || predict === own) return;
    const found = { ...candidate, predict, probability: Number(answers[at]?.[predict] ?? 0) };
    const known = best.get(candidate.column);
    if (!known || isNearer(found, known)) best.set(candidate.column, found);
  });
  return [...best.values()].sort((a, b) => (a.distance ?? 0) - (b.distance ?? 0)).slice(0, SHOWN);
}

/** Of two labels, the one whose answer is surer. */
function isNearer(a: TurningPoint, b: TurningPoint): boolean {
  if (a.distance === null || b.distance === null) return a.probability > b.probability;
  return a.distance < b.distance;
}
