import { logloss, probabilityOfActual } from '../metrics/classification.js';
import { meanSquaredError } from '../metrics/regression.js';
import type { ExplainedColumn, ModelRows, ModelScores, ScoreRows } from './model.js';
import { seededRandom, shuffledIndexes } from './random.js';
import { scoring, type Work } from './work.js';

/** What became of each row: the index of its class, or its value. */
export type Truth =
  | { readonly labels: Int32Array; readonly values?: undefined }
  | { readonly values: Float64Array; readonly labels?: undefined };

export interface PermutationImportance {
  readonly column: string;
  /** Mean growth of the loss: the logloss of a classification, the mean squared error of a regression. */
  readonly importance: number;
  /** Standard deviation over the shuffles. */
  readonly spread: number;
  /** Share of the largest importance; 0 where there is none. */
  readonly relative: number;
}

/** A model, and rows to ask it about. */
export interface AskedRows {
  readonly score: ScoreRows;
  readonly rows: ModelRows;
  readonly truth: Truth;
}

export interface PermutationOptions {
  /** How often each column is shuffled. */
  readonly repeats?: number;
  readonly seed?: number;
}

/**
 * How much worse a model does when the values of a column are dealt to other rows, so that they say nothing any more:
 * most important first. Features that were derived from one column are dealt together. Each repeat deals all columns
 * alike, which makes them comparable.
 *
 * @param asked one model and its rows, or several that each answer for their own rows: values are dealt among the rows of
 *   one model, and the loss is that of all rows.
 *
 * Source: Breiman, "Random Forests" (2001), section 10; Fisher, Rudin, Dominici, "All Models are Wrong, but Many are
 * Useful" (2019).
 */
export function* permutationImportance(
  asked: readonly AskedRows[],
  columns: readonly ExplainedColumn[],
  { repeats = 5, seed = 1 }: PermutationOptions = {},
): Work<PermutationImportance[]> {
  const before = yield* lossOfAll(asked, (rows) => rows);
  const random = seededRandom(seed);
  const deals = Array.from({ length: repeats }, () =>
    asked.map(({ rows }) => shuffledIndexes(rows.count, random)),
  );
  const found: Omit<PermutationImportance, 'relative'>[] = [];
  for (const column of columns) {
    const growths: number[] = [];
    for (const orders of deals) {
      const after = yield* lossOfAll(asked, (rows, index) =>
        dealt(rows, column, orders[index] as Int32Array),
      );
      growths.push(after - before);
    }
    const importance = mean(growths);
    found.push({ column: column.name, importance, spread: deviation(growths, importance) });
  }
  const largest = Math.max(0, ...found.map(({ importance }) => importance));
  return found
    .map((entry) => ({ ...entry, relative: largest > 0 ? Math.max(0, entry.importance / largest) : 0 }))
    .sort((a, b) => b.importance - a.importance);
}

function dealt({ count, columns }: ModelRows, { features }: ExplainedColumn, order: Int32Array): ModelRows {
  return {
    count,
    columns: columns.map((values, feature) =>
      features.includes(feature) ? Float64Array.from(order, (row) => values[row] as number) : values,
    ),
  };
}

/** Mean over all rows of all models. */
function* lossOfAll(
  asked: readonly AskedRows[],
  changed: (rows: ModelRows, index: number) => ModelRows,
): Work<number> {
  let [sum, count] = [0, 0];
  for (const [index, { score, rows, truth }] of asked.entries()) {
    sum += rows.count * lossOf(yield* scoring(score, changed(rows, index)), truth);
    count += rows.count;
  }
  return sum / count;
}

/** NaN where the model predicts nothing for a row. */
function lossOf({ values }: ModelScores, truth: Truth): number {
  const loss =
    truth.labels === undefined
      ? meanSquaredError(truth.values, values[0] ?? new Float64Array(truth.values.length))
      : logloss(probabilityOfActual(truth.labels, values));
  return loss ?? Number.NaN;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function deviation(values: readonly number[], around: number): number {
  if (values.length < 2) return 0;
  const squares = values.reduce((sum, value) => sum + (value - around) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}
