import { createReadStream } from 'node:fs';
import { BadUserInputError } from '../../domain/errors.js';
import { parseRecords } from '../../csv/records/parse-records.js';
import type { TrainingOptions } from '../../domain/training-options.js';
import type { TrainingSample } from '../../domain/training-sample.js';
import { dealByClass, dealByGroup, dealByQuantile, type DealtRows } from './deal-folds.js';
import { rowHash } from './row-hash.js';

/** Of a row that is no fold's: the leaderboard is judged by it, or no model and no choice ever sees it. */
export const VALIDATION = -2;
export const TEST = -3;

/** What each row of a sample is for. The same for each attempt at a task. */
export interface RowPlan {
  readonly rows: number;
  /** 2 or more; 0: models are judged by the rows of {@link VALIDATION} instead. */
  readonly folds: number;
  /** By row of the sample: the fold that it is held out with, from 0, or {@link VALIDATION}, or {@link TEST}. */
  readonly places: Int16Array;
  /** By row: the target, as the engine gets it. */
  readonly targets: readonly string[];
  /** By row; undefined: each counts once. */
  readonly weights: Float64Array | undefined;
  /** Rows that are there before, cell by cell. */
  readonly duplicates: number;
  /** Columns as a linear model sees them: each level of a category is one. */
  readonly width: number;
}

/** From so many rows on one part of them judges as well as all in turn, in a quarter of the time. */
const ROWS_FOR_A_SPLIT = 50_000;
/** The part of the rows that judges, where there are no folds: one of so many. */
const PARTS_OF_SPLIT = 5;
/** More levels of a column are not counted. */
const LEVELS_COUNTED = 20_000;

/**
 * Folds of the cross-validation. With 5 the figures of docs/training.md come out better as often as worse, and cost
 * their share of time; fewer rows than 100 leave too little to train on when a third is held out. 0: one split.
 */
export function chooseFolds(rows: number, { algorithms, validation }: TrainingOptions): number {
  if (validation.kind === 'TIME_ORDERED') return 0;
  if (validation.folds !== null) return validation.folds;
  // An ensemble learns from what its models say of the rows that each was not shown.
  if (rows >= ROWS_FOR_A_SPLIT && !algorithms.includes('STACKED_ENSEMBLE')) return 0;
  return rows < 100 ? 5 : 3;
}

/**
 * Says what each row is for: test, validation or a fold, by class or quantile of the target evenly. That follows from
 * the content of a row and the seed, not from its place in the file: H2O's own folds go by row number, and of a table
 * that repeats every three rows one fold then lacks a class.
 * @throws {BadUserInputError} where the rows cannot be divided in the way asked for
 */
export async function planRows(
  sample: TrainingSample,
  options: TrainingOptions,
  signal: AbortSignal,
): Promise<RowPlan> {
  const { validation } = options;
  const { keys, targets, width, marks, weights } = await readRows(sample, options, signal);
  const duplicates = keys.length - new Set(keys).size;
  const folds = chooseFolds(keys.length, options);
  const places = new Int16Array(keys.length);
  const deal = (parts: number, isDealt: (row: number) => boolean): Int16Array => {
    const rows: DealtRows = { keys, folds: parts, isDealt };
    if (validation.kind === 'GROUPED') return dealByGroup(rows, marks);
    return sample.problemType === 'REGRESSION'
      ? dealByQuantile(rows, Float64Array.from(targets, Number))
      : dealByClass(rows, targets);
  };
  const isOpen = (row: number) => places[row] !== TEST;

  if (validation.kind === 'TIME_ORDERED') {
    const times = Float64Array.from(marks, (mark) => (mark === '' ? NaN : Number(mark)));
    markNewest(places, times, validation.testFraction, TEST);
    markNewest(places, times, 1 / PARTS_OF_SPLIT, VALIDATION);
    return { rows: keys.length, folds: 0, places, targets, weights, width, duplicates };
  }
  const testParts = validation.testFraction > 0 ? Math.round(1 / validation.testFraction) : 0;
  if (testParts > 1) {
    deal(testParts, () => true).forEach((part, row) => {
      if (part === 0) places[row] = TEST;
    });
  }
  if (folds === 0) {
    deal(PARTS_OF_SPLIT, isOpen).forEach((part, row) => {
      if (part === 0 && isOpen(row)) places[row] = VALIDATION;
    });
  } else {
    deal(folds, isOpen).forEach((fold, row) => {
      if (isOpen(row)) places[row] = fold;
    });
    requireFolds(places, folds, validation.column);
  }
  return { rows: keys.length, folds, places, targets, weights, width, duplicates };
}

/** Marks the latest rows that are free; all rows of one moment are on the same side. */
function markNewest(places: Int16Array, times: Float64Array, share: number, mark: number): void {
  const free = Array.from(places.keys()).filter((row) => places[row] === 0 && !Number.isNaN(times[row]));
  const wanted = Math.floor(free.length * share);
  if (wanted === 0) return;
  const sorted = free.map((row) => times[row] as number).sort((a, b) => a - b);
  const from = sorted[sorted.length - wanted] as number;
  const marked = free.filter((row) => (times[row] as number) >= from);
  if (marked.length === free.length) {
    throw new BadUserInputError(
      'validation: the rows are of one time, so none is later than the others. Choose another column, or RANDOM.',
    );
  }
  for (const row of marked) places[row] = mark;
}

function requireFolds(places: Int16Array, folds: number, column: string | null): void {
  const filled = new Set(places);
  if (Array.from({ length: folds }, (_, fold) => fold).every((fold) => filled.has(fold))) return;
  throw new BadUserInputError(
    column === null
      ? `validation: ${folds} folds are too many for these rows. Ask for fewer.`
      : `validation: the column ${JSON.stringify(column)} has fewer groups than ${folds} folds. Ask for fewer, or choose another column.`,
  );
}

async function readRows(
  { file, columns, target }: TrainingSample,
  { validation: { column }, weightColumn, seed }: TrainingOptions,
  signal: AbortSignal,
) {
  const keys: number[] = [];
  const targets: string[] = [];
  const marks: string[] = [];
  const targetIndex = columns.findIndex(({ name }) => name === target);
  const weights: number[] = [];
  const weightIndex = columns.findIndex(({ name }) => name === weightColumn);
  const markIndex = columns.findIndex(({ name }) => name === column);
  const levels = columns.map(({ type }, index) =>
    type === 'CATEGORICAL' && index !== targetIndex ? new Set<string>() : null,
  );
  for await (const records of parseRecords(createReadStream(file, { signal }), ',')) {
    for (const record of records) {
      keys.push(rowHash(record, seed));
      targets.push(record[targetIndex] ?? '');
      marks.push(record[markIndex] ?? '');
      if (weightIndex >= 0) weights.push(Number(record[weightIndex]));
      levels.forEach((seen, index) => {
        if (seen !== null && seen.size < LEVELS_COUNTED) seen.add(record[index] ?? '');
      });
    }
  }
  const width = levels.reduce((sum, seen) => sum + (seen?.size ?? 1), 0) - 1;
  const weighed = weightIndex >= 0 ? Float64Array.from(weights) : undefined;
  return { keys: Float64Array.from(keys), targets, marks, width, weights: weighed };
}
