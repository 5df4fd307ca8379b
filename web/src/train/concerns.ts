import type { ColumnConcern } from '../gql/graphql.js';

export const CONCERNS: Readonly<Record<ColumnConcern, string>> = {
  CONSTANT: 'Constant',
  IDENTIFIER: 'Identifier',
  LEAK: 'Likely leak',
  TEXT: 'Free text',
};
