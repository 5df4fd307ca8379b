import type { LabelledScores } from '../prediction/labelled.js';

/**
 * Rows of a sample that a model was not shown, as rows of a table that it was asked about.
 * @param targets by row of the sample: the index of the class, or the value; NaN for a class that the model never saw.
 * @param columns by row of the sample: one probability a class, or the value; NaN for a row that the model was shown.
 * @returns the scores, and the rows of the sample that they are of
 */
export function heldOutScores(
  targets: Float64Array,
  columns: readonly Float64Array[],
  isClass: boolean,
): { scores: LabelledScores; rows: readonly number[] } {
  const [first = new Float64Array()] = columns;
  const held = Array.from(first.keys()).filter((row) => !Number.isNaN(first[row]));
  const rows = held.filter((row) => !Number.isNaN(targets[row]));
  const of = (values: Float64Array) => Float64Array.from(rows, (row) => values[row] as number);
  const actual = of(targets);
  const probabilities = isClass ? columns.map(of) : [];
  const scores: LabelledScores = {
    rows: held.length,
    unlabelled: 0,
    unseen: held.length - rows.length,
    unseenExamples: [],
    actual,
    predicted: isClass ? mostLikely(probabilities, rows.length) : of(first),
    likelihoods: Float64Array.from(
      isClass ? actual : [],
      (label, index) => probabilities[label]?.[index] ?? NaN,
    ),
    second: (probabilities.length === 2 && probabilities[1]) || new Float64Array(),
    later: new Int32Array(),
  };
  return { scores, rows };
}

/** The first of equally likely ones, as in the engine. */
function mostLikely(probabilities: readonly Float64Array[], rows: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) =>
    probabilities.reduce(
      (best, values, label) => ((values[row] as number) > (probabilities[best]?.[row] ?? 0) ? label : best),
      0,
    ),
  );
}
