import type { ColumnAdvice } from '../gql/graphql.js';
import { EXCLUDED_CONCERNS } from './columns/concerns.js';
import type { Settings } from './settings/settings.js';

type Advice = Pick<ColumnAdvice, 'column' | 'concern'>;
type Choice = Pick<Settings, 'excluded' | 'included' | 'keepsFlagged'>;

/** The columns that no model sees: those the user excluded, and leaks and identifiers unless the user included them. */
export function excludedColumns(
  { excluded, included, keepsFlagged }: Choice,
  target: string | null,
  advice: readonly Advice[],
): ReadonlySet<string> {
  const flagged = keepsFlagged ? [] : advice.filter(({ concern }) => EXCLUDED_CONCERNS.has(concern));
  const columns = new Set([
    ...excluded,
    ...flagged.map(({ column }) => column).filter((column) => !included.includes(column)),
  ]);
  if (target !== null) columns.delete(target);
  return columns;
}

/** The choice after some columns were excluded or included; that a column is used has to be said of a flagged one only. */
export function withExcluded(
  { excluded, included }: Choice,
  columns: readonly string[],
  isExcluded: boolean,
  advice: readonly Advice[],
): Pick<Settings, 'excluded' | 'included'> {
  const flagged = new Set(advice.map(({ column }) => column));
  const without = (list: readonly string[]) => list.filter((column) => !columns.includes(column));
  return isExcluded
    ? { excluded: [...without(excluded), ...columns], included: without(included) }
    : {
        excluded: without(excluded),
        included: [...without(included), ...columns.filter((column) => flagged.has(column))],
      };
}
