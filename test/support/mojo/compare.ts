import type { MojoModel } from '../../../src/mojo/index.js';
import type { EngineColumns } from './lab.js';
import { rowsOf, toBatch, type Table } from './table.js';

export interface Difference {
  readonly rows: number;
  /** Rows with another label than the engine's, or without a prediction where the engine has one. */
  readonly labels: number;
  /** Largest difference of a number, relative to the larger of the two. */
  readonly relative: number;
  /** Largest difference of a probability; of a value, the same as `relative`. */
  readonly absolute: number;
  /**
   * Rows of equally likely classes with a level that training never saw: H2O draws their label by a lot that depends
   * on the other rows of the frame. They are left out of `labels`.
   */
  readonly lots: number;
}

/** Scores a table with the model, beside what the engine said of the same rows. */
export function compare(model: MojoModel, table: Table, engine: EngineColumns): Difference {
  const scores = model.score(toBatch(table));
  const rows = rowsOf(table);
  const said = engine.get('predict')!;
  if (scores.values !== undefined) {
    const labels = said.filter((text, i) => (text === '') !== Number.isNaN(scores.values[i]!)).length;
    const relative = largestDifference(scores.values, said, relativeDifference);
    return { rows, labels, lots: 0, relative, absolute: relative };
  }
  const { probabilities } = scores;
  const names = model.signature.response.labels ?? [];
  const others = said.flatMap((label, i) => ((names[scores.labels[i]!] ?? '') === label ? [] : [i]));
  const unseen = unseenRows(model, table);
  const lots = others.filter((i) => unseen.has(i) && isTie(probabilities, i)).length;
  // By position: the engine puts a `p` before labels that are numbers.
  const columns = [...engine.values()].slice(1, 1 + names.length);
  const largest = (measure: typeof relativeDifference): number =>
    Math.max(...probabilities.map((ours, k) => largestDifference(ours, columns[k]!, measure)));
  return {
    rows,
    labels: others.length - lots,
    lots,
    relative: largest(relativeDifference),
    absolute: largest(absoluteDifference),
  };
}

/** Rows with a level that training never saw. */
function unseenRows(model: MojoModel, table: Table): ReadonlySet<number> {
  const rows = new Set<number>();
  for (const { name, levels } of model.signature.features) {
    const known = levels && new Set(levels);
    table
      .find((column) => column.name === name)
      ?.cells.forEach((cell, i) => {
        if (known && cell !== null && !known.has(String(cell))) rows.add(i);
      });
  }
  return rows;
}

function isTie(probabilities: readonly Float64Array[], i: number): boolean {
  const values = probabilities.map((column) => column[i]!);
  return values.filter((value) => value === Math.max(...values)).length > 1;
}

const absoluteDifference = (a: number, b: number): number => Math.abs(a - b);

const relativeDifference = (a: number, b: number): number =>
  a === b ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));

/** Of the rows in which both are numbers. */
function largestDifference(
  ours: Float64Array,
  theirs: readonly string[],
  measure: (a: number, b: number) => number,
): number {
  return theirs.reduce((largest, text, i) => {
    const value = ours[i]!;
    return text === '' || Number.isNaN(value) ? largest : Math.max(largest, measure(value, Number(text)));
  }, 0);
}
