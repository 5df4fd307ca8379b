import type { SignatureColumn } from './use-models.js';

/** A form of more fields shows those that matter first, and the others when asked for. */
export const SHOWN_FIELDS = 24;

/**
 * The fields of the form, in the order of the table; of many the most important ones.
 * @param importance names of columns, most important first
 * @param search part of a name; empty: no search
 */
export function fieldsToShow(
  columns: readonly SignatureColumn[],
  importance: readonly string[],
  search: string,
  showsAll: boolean,
): readonly SignatureColumn[] {
  const wanted = search.trim().toLowerCase();
  if (wanted !== '') {
    return columns.filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, SHOWN_FIELDS);
  }
  if (showsAll || columns.length <= SHOWN_FIELDS) return columns;
  const rank = new Map(importance.map((name, place) => [name, place]));
  const rankOf = ({ name }: SignatureColumn) => rank.get(name) ?? Number.POSITIVE_INFINITY;
  const chosen = new Set(columns.toSorted((a, b) => compare(rankOf(a), rankOf(b))).slice(0, SHOWN_FIELDS));
  return columns.filter((column) => chosen.has(column));
}

const compare = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);
