import { numberReader } from '../../csv/cells/read-number.js';
import { timeReader } from '../../csv/cells/read-time.js';
import type { ColumnFormat } from '../../domain/column-format.js';
import type { ColumnProfile } from '../../domain/column-profile.js';
import type { ColumnTally } from './column-tally.js';
import type { ColumnDecision } from './decide-column.js';
import { groupValues, type Group } from './groups.js';
import { histogramOf } from './histogram.js';

const EXAMPLES = 10;

/** The profile of a column that was decided on. */
export function describeColumn(name: string, tally: ColumnTally, decision: ColumnDecision): ColumnProfile {
  const { type, as, labels } = decision;
  if (as === 'labels') {
    const common = labels.groups.slice(0, EXAMPLES);
    return {
      ...describeExamples(name, common),
      type,
      format: labels.format,
      missing: tally.rows - labels.rows,
      odd: 0,
      distinct: labels.distinct,
      ...NO_RANGE,
    };
  }
  const { summary, format } = as === 'numbers' ? decision.numbers : decision.times;
  const read = readerOf(format);
  const { count, min, max, mean } = summary;
  const values = [...tally.values.entries()].map(([text, { rows }]) => ({ text, rows }));
  const groups = groupValues(values, ({ text }) => numberOrNull(read(text))).sort((a, b) => b.rows - a.rows);
  return {
    ...describeExamples(name, groups.slice(0, EXAMPLES)),
    type,
    format,
    ...(as === 'times' ? { timeParts: decision.times.parts } : {}),
    missing: tally.rows - count,
    odd: decision.odd.rows,
    distinct: Math.min(groups.length * tally.values.scale, count),
    ...(count === 0
      ? NO_RANGE
      : { min, max, mean, histogram: histogramOf(Float64Array.from(tally.sample, read), min, max) }),
  };
}

const NO_RANGE = { min: null, max: null, mean: null, histogram: [] };

const describeExamples = (name: string, common: readonly Group[]) => ({
  name,
  examples: common.map((group) => group.text),
  exampleCounts: common.map((group) => group.rows),
});

function readerOf(format: Exclude<ColumnFormat, { kind: 'label' }>): (text: string) => number {
  if (format.kind === 'number') return numberReader(format);
  const read = timeReader(format);
  return (text) => read(text)?.instant ?? NaN;
}

const numberOrNull = (number: number): number | null => (Number.isNaN(number) ? null : number);
