import type { ColumnConcern, DatasetColumn } from '../../gql/graphql.js';

export const CONCERNS: Readonly<Record<ColumnConcern, string>> = {
  CONSTANT: 'Constant',
  IDENTIFIER: 'Identifier',
  LEAK: 'Likely leak',
  TEXT: 'Free text',
};

/** Columns that a model is better off without, and that the page excludes until the user includes them. */
export const EXCLUDED_CONCERNS: ReadonlySet<ColumnConcern> = new Set(['LEAK', 'IDENTIFIER']);

const LONGEST_IDENTIFIER = 40;

/** Texts without a space that (nearly) never repeat name a row: `C-100017` is no free text. */
export function isIdentifierText({
  type,
  examples,
  exampleCounts,
}: Pick<DatasetColumn, 'type' | 'examples' | 'exampleCounts'>): boolean {
  return (
    type === 'TEXT' &&
    examples.length > 0 &&
    exampleCounts.every((count) => count === 1) &&
    examples.every((text) => text.length <= LONGEST_IDENTIFIER && !/\s/.test(text.trim()))
  );
}
