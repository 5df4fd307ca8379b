import type { Signature, SignatureColumn } from './use-models.js';

/** Values of a row by column, as they are sent. */
export type SentRow = Readonly<Record<string, string | number | null>>;

/** A row in which one column has another value. */
export interface Candidate {
  readonly column: string;
  readonly value: string | number;
  /** How far it is from the row's own value, as a share of the range; null for a label, and where that is missing. */
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
  const from = own === null ? null : numberIn(own);
  // Of what is not known no change is the smallest.
  if (own !== null && from === null) return [];
  return numbersOf(column, from, [min, max], STEPS);
}

/**
 * Numbers between the last that did not turn the answer and the first that did, as far as is known.
 * @param found of {@link candidatesFor}
 */
export function finerCandidates(
  row: SentRow,
  { columns }: Pick<Signature, 'columns'>,
  found: readonly TurningPoint[],
): readonly Candidate[] {
  return found.flatMap(({ column: name, value }) => {
    const column = columns.find((entry) => entry.name === name);
    const from = numberIn(row[name] ?? '');
    if (typeof value !== 'number' || column?.min == null || column.max == null || from === null) return [];
    const step = (column.max - column.min) / STEPS;
    const nearer = value > from ? Math.max(from, value - step) : Math.min(from, value + step);
    return numbersOf(column, from, [nearer, value], STEPS);
  });
}

/** Values of a number, evenly between two. */
function numbersOf(
  { name, min, max }: SignatureColumn,
  from: number | null,
  [start, end]: readonly [number, number],
  most: number,
): Candidate[] {
  if (min == null || max == null) return [];
  const isWhole = [min, max, from ?? min].every((value) => Number.isInteger(value));
  const steps = isWhole ? Math.max(1, Math.min(most, Math.round(Math.abs(end - start)))) : most;
  const values = Array.from({ length: steps + 1 }, (_, step) => {
    const value = start + (step / steps) * (end - start);
    return isWhole ? Math.round(value) : Number(value.toPrecision(4));
  });
  return [...new Set(values)]
    .filter((value) => value !== from)
    .map((value) => ({
      column: name,
      value,
      distance: from === null ? null : Math.abs(value - from) / (max - min),
    }));
}

const CURRENCY = /[\s€$£¥]/g;
/** `90,4` and `1.234,50`; `1,234` may be either. */
const DECIMAL_COMMA = /^-?(?:\d{1,3}(?:\.\d{3})+,\d+|\d+,(?!\d{3}$)\d+)$/;
const THOUSANDS = /^-?\d{1,3}(?:(?:,\d{3}){2,}(?:\.\d+)?|,\d{3}\.\d+)$/;

/** A number as a file writes it; null where that is not sure. */
function numberIn(own: string | number): number | null {
  if (typeof own === 'number') return own;
  const text = own.replace(CURRENCY, '');
  const plain = DECIMAL_COMMA.test(text)
    ? text.replaceAll('.', '').replace(',', '.')
    : THOUSANDS.test(text)
      ? text.replaceAll(',', '')
      : text;
  return plain !== '' && Number.isFinite(Number(plain)) ? Number(plain) : null;
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
