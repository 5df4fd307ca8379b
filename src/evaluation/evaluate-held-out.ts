import type { Metrics } from '../domain/leaderboard.js';
import { evaluateRows, type Evaluation } from './evaluation.js';
import { evaluationFindings } from './evaluation-findings.js';
import type { LabelledScores } from './labelled-scores.js';

/** Predictions of rows of a sample that the model did not learn from, beside their targets. */
export interface HeldOutPredictions {
  /** By row: the label or the number, as it stands in the sample; empty where it is not known. */
  readonly targets: readonly string[];
  /** One probability for each level, or the value; then by row. NaN: the row is not one of those held out. */
  readonly columns: readonly Float64Array[];
}

/**
 * Evaluates a model on rows that were held out, such as those of `testFraction`, as {@link evaluateRows} does on a table.
 * @param levels of the classes; null for a regression.
 * @param threshold of two classes: the second is predicted from this probability on.
 * @param validated metrics of the cross-validation, to compare with.
 * @returns null where no row was held out whose target the model knows.
 */
export function evaluateHeldOut(
  heldOut: HeldOutPredictions,
  levels: readonly string[] | null,
  threshold: number | null,
  validated: Metrics,
): Evaluation | null {
  const scores = labelledScores(heldOut, levels);
  if (scores.actual.length === 0) return null;
  const evaluated = evaluateRows(scores, levels, threshold);
  return { ...evaluated, findings: evaluationFindings(evaluated, scores, validated), warnings: [] };
}

function labelledScores(
  { targets, columns }: HeldOutPredictions,
  levels: readonly string[] | null,
): LabelledScores {
  const [first = new Float64Array()] = columns;
  const held = Array.from(first.keys()).filter((row) => !Number.isNaN(first[row]));
  const indexes = levels && new Map(levels.map((level, index) => [level, index]));
  const labelled = held.filter((row) => targets[row] !== '');
  const strange = indexes ? labelled.filter((row) => !indexes.has(targets[row] ?? '')) : [];
  const known = indexes ? labelled.filter((row) => indexes.has(targets[row] ?? '')) : labelled;
  const actual = Float64Array.from(known, (row) => indexes?.get(targets[row] ?? '') ?? Number(targets[row]));
  const of = (column: number) => Float64Array.from(known, (row) => columns[column]?.[row] ?? NaN);
  const none = new Float64Array();
  return {
    rows: held.length,
    unlabelled: held.length - labelled.length,
    unseen: strange.length,
    unseenExamples: [...new Set(strange.map((row) => targets[row] ?? ''))].slice(0, MAX_EXAMPLES),
    actual,
    predicted: indexes ? Float64Array.from(known, (row) => likeliest(columns, row)) : of(0),
    likelihoods: indexes
      ? Float64Array.from(known, (row, i) => columns[actual[i] as number]?.[row] ?? NaN)
      : none,
    second: levels?.length === 2 ? of(1) : none,
  };
}

const MAX_EXAMPLES = 5;

/** The first of equally likely classes. */
function likeliest(columns: readonly Float64Array[], row: number): number {
  let best = 0;
  for (let index = 1; index < columns.length; index++) {
    if ((columns[index]?.[row] ?? 0) > (columns[best]?.[row] ?? 0)) best = index;
  }
  return best;
}
