import type { ColumnAdvice } from '../gql/graphql.js';
import { EXCLUDED_CONCERNS } from './columns/concerns.js';
import type { Settings } from './settings/settings.js';

/** What is known of the columns for a target. */
export interface ColumnsAdvice {
  readonly columns: readonly Pick<ColumnAdvice, 'column' | 'concern'>[];
  /** Columns that training leaves out unless it is asked for them by name. */
  readonly leftOut: readonly string[];
}

export const NO_ADVICE: ColumnsAdvice = { columns: [], leftOut: [] };

type Choice = Pick<Settings, 'excluded' | 'included' | 'keepsFlagged'>;

/**
 * The columns that no model sees: those the user excluded, those that training leaves out by itself, and leaks and
 * identifiers, unless the user included them.
 */
export function excludedColumns(
  { excluded, included, keepsFlagged }: Choice,
  target: string | null,
  { columns, leftOut }: ColumnsAdvice,
): ReadonlySet<string> {
  const flagged = keepsFlagged ? [] : columns.filter(({ concern }) => EXCLUDED_CONCERNS.has(concern));
  const byThePage = [...flagged.map(({ column }) => column), ...leftOut];
  const all = new Set([...excluded, ...byThePage.filter((column) => !included.includes(column))]);
  if (target !== null) all.delete(target);
  return all;
}

/** The choice after some columns were excluded or included; that a column is used has to be said of a flagged one only. */
export function withExcluded(
  { excluded, included }: Choice,
  columns: readonly string[],
  isExcluded: boolean,
  advice: ColumnsAdvice,
): Pick<Settings, 'excluded' | 'included'> {
  const flagged = new Set([...advice.columns.map(({ column }) => column), ...advice.leftOut]);
  const without = (list: readonly string[]) => list.filter((column) => !columns.includes(column));
  return isExcluded
    ? { excluded: [...without(excluded), ...columns], included: without(included) }
    : {
        excluded: without(excluded),
        included: [...without(included), ...columns.filter((column) => flagged.has(column))],
      };
}
