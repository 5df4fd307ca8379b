import type { MojoModel, MojoScores } from '../../../src/mojo/index.js';
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
   * Rows with a level that training never saw, of which the engine's answer depends on the other rows of the frame: a
   * lot between equally likely classes, or a GLM some of whose coefficients are 0. They count by what the engine says
   * of the row with that level left empty.
   */
  readonly arbitrary: number;
}

/** What the engine says of rows, and of the same rows with a missing value for each level that it never saw. */
export interface EnginePredictions {
  readonly given: EngineColumns;
  readonly unseenMissing: EngineColumns;
}

interface RowDifference {
  readonly label: boolean;
  readonly relative: number;
  readonly absolute: number;
}

/** Relative; far above what rounding leaves. */
const CLOSE = 1e-12;

/** Scores a table with the model, beside what the engine said of the same rows. */
export function compare(
  model: MojoModel,
  table: Table,
  { given, unseenMissing }: EnginePredictions,
): Difference {
  const scores = model.score(toBatch(table));
  const labels = model.signature.response.labels;
  const rows = Array.from({ length: rowsOf(table) }, (_, i) => compareRow(scores, labels, given, i));
  let arbitrary = 0;
  for (const i of unseenRows(model, table)) {
    const row = rows[i]!;
    if (!row.label && row.relative <= CLOSE) continue;
    rows[i] = compareRow(scores, labels, unseenMissing, i);
    arbitrary++;
  }
  return {
    rows: rows.length,
    labels: rows.filter((row) => row.label).length,
    relative: rows.reduce((most, row) => Math.max(most, row.relative), 0),
    absolute: rows.reduce((most, row) => Math.max(most, row.absolute), 0),
    arbitrary,
  };
}

function compareRow(
  scores: MojoScores,
  labels: readonly string[] | null,
  engine: EngineColumns,
  i: number,
): RowDifference {
  // By position: the engine puts a `p` before labels that are numbers.
  const [said = '', ...probabilities] = [...engine.values()].map((column) => column[i]!);
  if (scores.values !== undefined) {
    const ours = scores.values[i]!;
    const relative = said === '' ? 0 : relativeDifference(ours, Number(said));
    return { label: (said === '') !== Number.isNaN(ours), relative, absolute: relative };
  }
  const pairs = probabilities.flatMap((text, k) =>
    text === '' ? [] : [[scores.probabilities[k]![i]!, Number(text)] as const],
  );
  return {
    label: (labels?.[scores.labels[i]!] ?? '') !== said,
    relative: Math.max(0, ...pairs.map(([a, b]) => relativeDifference(a, b))),
    absolute: Math.max(0, ...pairs.map(([a, b]) => Math.abs(a - b))),
  };
}

function relativeDifference(a: number, b: number): number {
  return a === b ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
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
