import {
  UnsupportedContributionsError,
  type MojoContributions,
  type MojoModel,
  type MojoOutputContributions,
} from '../../../src/mojo/index.js';
import type { EngineColumns } from './lab.js';
import { rowsOf, toBatch, type Table } from './table.js';

export interface ContributionDifference {
  /** Rows compared. */
  readonly rows: number;
  /** Largest difference from the engine's contributions, the bias among them; null where it has none. */
  readonly engine: number | null;
  /** Largest difference of a row's sum, brought to the scale of the prediction, from the prediction. */
  readonly sum: number;
  /** The same of the engine's own contributions, which are rounded to 32 bits; null where it has none. */
  readonly engineSum: number | null;
}

/** From the scale on which contributions add up to that of the prediction. */
export type InverseLink = (raw: number) => number;

/** What the engine says of the same rows. */
export interface EngineAnswer {
  readonly predictions: EngineColumns;
  /** By column and `BiasTerm`; null where it has none. */
  readonly contributions: EngineColumns | null;
  readonly inverseLink: InverseLink;
}

/** @returns null where models of its kind have no contributions, or the engine has none to compare with. */
export function explain(model: MojoModel, table: Table): MojoOutputContributions | null {
  try {
    const { outputs } = model.contributions(toBatch(table));
    return outputs.length === 1 ? outputs[0]! : null;
  } catch (error) {
    if (error instanceof UnsupportedContributionsError) return null;
    throw error;
  }
}

export function compareContributions(
  model: MojoModel,
  ours: MojoOutputContributions,
  table: Table,
  { predictions, contributions, inverseLink }: EngineAnswer,
): ContributionDifference {
  // The value of a regression, or the probability of the second of two classes.
  const predicted = [...predictions.values()].at(-1)!;
  const gap = ({ bias, values }: Pick<MojoOutputContributions, 'bias' | 'values'>, i: number): number =>
    difference(inverseLink(values.reduce((sum, column) => sum + column[i]!, bias)), Number(predicted[i]));
  // A GLM that skips missing values predicts nothing for some rows.
  const rows = Array.from({ length: rowsOf(table) }, (_, i) => i).filter((i) => predicted[i] !== '');
  if (contributions === null) {
    const sum = largest(rows, (i) => gap(ours, i));
    return { rows: rows.length, engine: null, sum, engineSum: null };
  }
  const theirs = asContributions(model, contributions);
  const ofRow = (i: number): number =>
    Math.max(...ours.values.map((column, j) => difference(column[i]!, theirs.values[j]![i]!)));
  const engine = Math.max(difference(ours.bias, theirs.bias), largest(rows, ofRow));
  const engineSum = largest(rows, (i) => gap(theirs, i));
  return {
    rows: rows.length,
    engine,
    sum: largest(rows, (i) => gap(ours, i)),
    engineSum,
  };
}

/** Largest difference of the probabilities that the raw scores of several classes add up to from those predicted. */
export function compareClasses(
  { unit, outputs }: MojoContributions,
  table: Table,
  predictions: EngineColumns,
): number {
  return largest([...Array(rowsOf(table)).keys()], (i) => {
    const raw = outputs.map(({ bias, values }) => values.reduce((sum, column) => sum + column[i]!, bias));
    const most = Math.max(...raw);
    const parts = unit === 'PROBABILITY' ? raw : raw.map((score) => Math.exp(score - most));
    const total = parts.reduce((sum, part) => sum + part, 0);
    return Math.max(
      ...outputs.map(({ label }, k) => difference(parts[k]! / total, Number(predictions.get(label!)![i]))),
    );
  });
}

function asContributions(model: MojoModel, engine: EngineColumns): MojoOutputContributions {
  const biases = engine.get('BiasTerm')!;
  const values = model.signature.features.map(({ name }) =>
    // The engine leaves out columns that the model does not use.
    Float64Array.from(engine.get(name) ?? biases.map(() => '0'), Number),
  );
  return { label: null, bias: Number(biases[0]), values };
}

/** Of numbers beyond 1, relative to their size. */
function difference(a: number, b: number): number {
  return a === b ? 0 : Math.abs(a - b) / Math.max(1, Math.abs(a), Math.abs(b));
}

function largest(rows: readonly number[], measure: (row: number) => number): number {
  return rows.reduce((most, row) => Math.max(most, measure(row)), 0);
}
