import type { SignatureColumn } from '../gql/graphql.js';

type Column = Pick<SignatureColumn, 'name' | 'type' | 'typical'>;

/**
 * A row that a model can score: the first of its table where there is one, else what is typical of the training rows.
 * @param names of the table's columns, in the order of `cells`
 */
export function exampleRow(
  columns: readonly Column[],
  names: readonly string[],
  cells: readonly (string | null)[] | undefined,
): Record<string, string | number | null> {
  return Object.fromEntries(
    columns.map(({ name, type, typical }) => {
      const cell = cells?.[names.indexOf(name)];
      return [name, valueOf(type, cell) ?? valueOf(type, typical) ?? null];
    }),
  );
}

/** @returns undefined for what is not there, or cannot be written as a number. */
function valueOf(type: Column['type'], text: string | null | undefined): string | number | undefined {
  if (text == null || text.trim() === '') return undefined;
  if (type !== 'NUMERIC') return text;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}
