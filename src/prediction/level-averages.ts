import type { ModelSignature } from '../domain/manifest.js';
import type { Contributions } from './contributions.js';
import { averageRow } from './sampled-contributions.js';
import type { EncodedRows } from './scorer.js';

/** By output, then by column: what its levels add on average over the rows of the training. */
export type LevelAverages = readonly ReadonlyMap<string, number>[];

/**
 * What the levels of each category add on average. Columns of which the signature does not say how often each level
 * occurs are left out.
 * @param explain a model whose columns add the same whatever the others are: a linear one
 */
export function levelAverages(
  signature: ModelSignature,
  explain: (rows: EncodedRows) => Contributions,
): LevelAverages {
  const average = averageRow(signature);
  const averages: Map<string, number>[] = [];
  signature.columns.forEach(({ name, levels, levelRows }, place) => {
    const known = levelRows?.reduce((sum, rows) => sum + rows, 0) ?? 0;
    if (!levels || !levelRows || known === 0) return;
    const rows = {
      count: levels.length,
      columns: Array.from(average, (value, column) =>
        column === place ? Float64Array.from(levels.keys()) : new Float64Array(levels.length).fill(value),
      ),
    };
    explain(rows).outputs.forEach(({ columns }, output) => {
      const values = columns.find(({ column }) => column === name)?.values ?? [];
      const sum = levelRows.reduce((total, count, level) => total + count * (values[level] ?? 0), 0);
      (averages[output] ??= new Map()).set(name, sum / known);
    });
  });
  return averages;
}

/** Contributions that count from the average of the levels, in place of from one of them. The sum stays what it is. */
export function fromAverages(contributions: Contributions, averages: LevelAverages): Contributions {
  return {
    ...contributions,
    outputs: contributions.outputs.map(({ bias, columns }, output) => {
      const of = averages[output];
      return {
        bias: [...(of?.values() ?? [])].reduce((sum, average) => sum + average, bias),
        columns: columns.map((column) => {
          const average = of?.get(column.column) ?? 0;
          return average === 0
            ? column
            : { ...column, values: column.values.map((value) => value - average) };
        }),
      };
    }),
  };
}
