import type { ModelSignature } from '../domain/manifest.js';
import type { ModelScores, ScoreRows } from '../explain/model.js';
import { samplingShapley } from '../explain/sampling-shapley.js';
import type { Contributions } from './contributions.js';
import type { EncodedRows } from './scorer.js';

/** A probability beyond these says no more: its log-odds would leave the others nothing to add. */
const CERTAIN = 1 - 1e-15;
const IMPOSSIBLE = 1e-15;

/**
 * Contributions of a model that has none of its own, by sampling: against the row of means and commonest levels, on the
 * log-odds of the second class or of each of several, or on the value.
 */
export function sampledContributions(
  score: ScoreRows,
  signature: ModelSignature,
  rows: EncodedRows,
): Contributions {
  const { levels } = signature.response;
  const average = averageRow(signature);
  const wanted = levels === null ? [0] : levels.length === 2 ? [1] : levels.map((_, index) => index);
  const toRaw = levels === null ? valueOf : logOddsOf;
  const outputs = wanted.map(() => ({
    bias: NaN,
    columns: signature.columns.map(({ name }) => ({
      column: name,
      values: new Float64Array(rows.count),
      errors: new Float64Array(rows.count),
    })),
  }));
  const row = new Float64Array(average.length);
  for (let i = 0; i < rows.count; i++) {
    for (let j = 0; j < row.length; j++) row[j] = rows.columns[j]?.[i] ?? NaN;
    samplingShapley(score, row, average, wanted, toRaw).forEach(({ bias, values, errors }, output) => {
      const into = outputs[output];
      if (into === undefined) return;
      into.bias = bias;
      into.columns.forEach((column, j) => {
        column.values[i] = values[j] as number;
        column.errors[i] = errors[j] as number;
      });
    });
  }
  return { unit: levels === null ? 'VALUE' : 'LOG_ODDS', outputs };
}

/** The commonest level or the mean of each column; NaN where there is none. */
export function averageRow({ columns }: ModelSignature): Float64Array {
  return Float64Array.from(columns, ({ levels, typical }) => {
    if (levels === null) return typeof typical === 'number' ? typical : NaN;
    const index = levels.indexOf(String(typical));
    return index < 0 ? NaN : index;
  });
}

function logOddsOf({ values }: ModelScores, output: number, row: number): number {
  const p = Math.min(CERTAIN, Math.max(IMPOSSIBLE, values[output]?.[row] ?? NaN));
  return Math.log(p / (1 - p));
}

function valueOf({ values }: ModelScores, output: number, row: number): number {
  return values[output]?.[row] ?? NaN;
}
