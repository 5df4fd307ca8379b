import { graphql } from '../gql/index.js';
import type { FindingRowFragment } from '../gql/graphql.js';

/** @public Operations name it; only the code generator reads it. */
export const FINDING_ROW = graphql(`
  fragment FindingRow on Finding {
    code
    severity
    column
    rows
    examples
    message
  }
`);
export type FindingRow = FindingRowFragment;
