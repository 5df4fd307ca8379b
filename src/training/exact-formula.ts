import { createReadStream } from 'node:fs';
import { parseRecords } from '../csv/records/parse-records.js';
import type { TrainingSample } from '../domain/training-sample.js';

/** What the target is of some columns, in every row that was looked at. */
export interface ExactFormula {
  readonly terms: readonly { readonly column: string; readonly factor: number }[];
  readonly constant: number;
}

/** A formula that holds in these holds in the rest. */
const ROWS = 2000;
/** Rows × columns to look at, at most. */
const CELLS = 400_000;
/** A column in which more is missing is not looked at: only rows with all values count. */
const MOST_MISSING = 0.2;
/** Fewer rows than this for each term may fit by chance. */
const ROWS_A_TERM = 10;
/** A sum of more is made by nobody's hand. */
const MOST_TERMS = 6;
/** Of the target's standard deviation: what rounding may leave. */
const TOLERANCE = 1e-3;

/**
 * The few numeric columns whose sum, each times a factor, is the target: `total` of `parts` and `labour`. null where there
 * are none. At most the first 2,000 rows are read, of which those with a value in each column that is looked at count.
 */
export async function findExactFormula(
  sample: TrainingSample,
  signal?: AbortSignal,
): Promise<ExactFormula | null> {
  const { columns, target } = sample;
  const used = columns.flatMap(({ name, type, auxiliary }, index) =>
    type === 'NUMERIC' && auxiliary !== true && name !== target ? [{ name, index }] : [],
  );
  const targetIndex = columns.findIndex(({ name }) => name === target);
  const read = await readRows(sample.file, [...used.map(({ index }) => index), targetIndex], signal);
  const isFilled = (place: number) =>
    read.filter((row) => Number.isNaN(row[place])).length <= MOST_MISSING * read.length;
  const places = [...used.keys()].filter(isFilled);
  const isWhole = (row: readonly number[]) =>
    !Number.isNaN(row.at(-1)) && places.every((place) => !Number.isNaN(row[place]));
  const rows = read.filter(isWhole);
  const formula = fit(
    places.map((place) => rows.map((row) => row[place] as number)),
    rows.map((row) => row.at(-1) as number),
  );
  if (formula === null) return null;
  const terms = formula.chosen.map((chosen, index) => ({
    column: used[places[chosen] ?? -1]?.name ?? '',
    factor: formula.factors[index] as number,
  }));
  return { terms, constant: formula.constant };
}

/** Orthogonal matching pursuit: the column that tells most of what is left joins, and all are fitted again. */
function fit(columns: readonly number[][], target: readonly number[]) {
  const centred = columns.map(centre);
  const y = centre(target);
  const spread = norm(y);
  if (spread === 0) return null;
  const chosen: number[] = [];
  let rest = y;
  while (chosen.length < MOST_TERMS && target.length >= ROWS_A_TERM * (chosen.length + 2)) {
    const next = bestOf(centred, rest, chosen);
    if (next === null) return null;
    chosen.push(next);
    const used = chosen.map((place) => centred[place] as number[]);
    const factors = leastSquares(used, y);
    if (factors === null) return null;
    rest = y.map(
      (value, row) => value - factors.reduce((sum, factor, i) => sum + factor * at(used, i, row), 0),
    );
    if (norm(rest) <= TOLERANCE * spread) {
      const constant =
        mean(target) -
        factors.reduce((sum, factor, i) => sum + factor * mean(columns[chosen[i] as number] ?? []), 0);
      return { chosen, factors, constant };
    }
  }
  return null;
}

function bestOf(
  columns: readonly number[][],
  rest: readonly number[],
  chosen: readonly number[],
): number | null {
  let best: number | null = null;
  let most = 0;
  columns.forEach((column, place) => {
    const length = norm(column);
    if (length === 0 || chosen.includes(place)) return;
    const share = Math.abs(dot(column, rest)) / length;
    if (share <= most) return;
    most = share;
    best = place;
  });
  return best;
}

/** By the normal equations, of at most six columns; null where they depend on each other. */
function leastSquares(columns: readonly number[][], target: readonly number[]): number[] | null {
  const size = columns.length;
  const matrix = columns.map((column) => [
    ...columns.map((other) => dot(column, other)),
    dot(column, target),
  ]);
  for (let pivot = 0; pivot < size; pivot++) {
    const row = matrix[pivot] as number[];
    const head = row[pivot] as number;
    if (Math.abs(head) <= 1e-10 * dot(columns[pivot] ?? [], columns[pivot] ?? [])) return null;
    for (let other = 0; other < size; other++) {
      if (other === pivot) continue;
      const factor = at(matrix, other, pivot) / head;
      matrix[other] = (matrix[other] as number[]).map((value, i) => value - factor * (row[i] as number));
    }
  }
  return matrix.map((row, pivot) => (row[size] as number) / (row[pivot] as number));
}

async function readRows(file: string, places: readonly number[], signal?: AbortSignal): Promise<number[][]> {
  const rows: number[][] = [];
  const most = Math.min(ROWS, Math.ceil(CELLS / places.length));
  const source = createReadStream(file, { signal });
  try {
    for await (const records of parseRecords(source, ',')) {
      for (const record of records) {
        if (rows.length === most) return rows;
        rows.push(places.map((place) => (record[place] ? Number(record[place]) : NaN)));
      }
    }
    return rows;
  } finally {
    source.destroy();
  }
}

const at = (rows: readonly (readonly number[])[], row: number, place: number): number =>
  rows[row]?.[place] ?? 0;
const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, index) => sum + value * (b[index] as number), 0);
const norm = (values: readonly number[]): number => Math.sqrt(dot(values, values));
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function centre(values: readonly number[]): number[] {
  const middle = mean(values);
  return values.map((value) => value - middle);
}
