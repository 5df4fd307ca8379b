import { graphql } from '../gql/index.js';
import type { FindingRowFragment } from '../gql/graphql.js';

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
