import { skipToken, useQuery } from '@apollo/client/react';
import { graphql } from '../gql/index.js';
import type { Kind } from './settings/settings.js';

const ADVICE = graphql(`
  query Advice($id: ID!, $target: String!, $problemType: ProblemTypeChoice!) {
    dataset(id: $id) {
      id
      advice(target: $target, problemType: $problemType) {
        problemType
        reason
        problem
        columns {
          column
          concern
          message
        }
      }
    }
  }
`);

/** What the service says of a target: the problem it poses, and the columns to check. */
export function useAdvice(id: string, target: string | null, choice: Kind) {
  const { data, previousData, error } = useQuery(
    ADVICE,
    target === null ? skipToken : { variables: { id, target, problemType: choice } },
  );
  return { advice: (data ?? previousData)?.dataset?.advice, error };
}

export type Advice = NonNullable<ReturnType<typeof useAdvice>['advice']>;
export type ColumnAdvice = Advice['columns'][number];
