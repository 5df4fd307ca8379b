import type { ColumnProfile } from '../../domain/column-profile.js';
import type { ColumnTally } from './column-tally.js';
import type { TableHints } from './decide-numbers.js';

/** What a column says about the others; 0 where it says nothing. */
export interface ColumnVotes {
  /** 1: its decimal mark is the comma, -1: the point. */
  readonly decimalComma: number;
  /** 1: its days stand before its months, -1: behind. */
  readonly dayFirst: number;
}

export function votesOf({ numbers, times }: ColumnTally): ColumnVotes {
  let [comma, point] = [0, 0];
  for (const { evidence } of numbers.values()) {
    comma += evidence.comma;
    point += evidence.point;
  }
  return {
    decimalComma: Math.sign(comma - point),
    dayFirst: Math.sign(times.only.dmy.rows - times.only.mdy.rows),
  };
}

/** What the columns of a table that are beyond doubt say about the others. */
export function hintsOf(votes: readonly ColumnVotes[], commaSeparated: boolean): TableHints {
  let [commas, days] = [0, 0];
  for (const { decimalComma, dayFirst } of votes) {
    commas += decimalComma;
    days += dayFirst;
  }
  return {
    decimalComma: commas === 0 ? null : commas > 0,
    commaSeparated,
    dayOrder: days === 0 ? null : days > 0 ? 'dmy' : 'mdy',
  };
}

/** The same, from columns that were decided on before; what separated their cells is not known any more. */
export function hintsOfProfiles(columns: readonly ColumnProfile[]): TableHints {
  const decimalComma =
    columns.some(({ format }) => format?.kind === 'number' && format.decimal === ',') || null;
  const times = columns.flatMap(({ format }) =>
    format?.kind === 'time' && /^[dM]/.test(format.pattern) ? [format.order] : [],
  );
  return { decimalComma, commaSeparated: decimalComma === null, dayOrder: times[0] ?? null };
}
