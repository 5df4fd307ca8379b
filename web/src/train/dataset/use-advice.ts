import { skipToken, useQuery } from '@apollo/client/react';
import { useMemo } from 'react';
import { graphql } from '../../gql/index.js';
import type { AdviceQuery } from '../../gql/graphql.js';
import type { Kind } from '../settings/settings.js';

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
        findings {
          ...FindingRow
        }
        leftOut
      }
    }
  }
`);

/** Findings that the list of columns to check shows, so that they need no place of their own. */
const COLUMN_CONCERNS = { CONSTANT: 'CONSTANT', IDENTIFIER: 'IDENTIFIER', LEAK: 'LEAK' } as const;

/** What the service says of a target: the problem it poses, and the columns to check. */
export function useAdvice(id: string, target: string | null, choice: Kind) {
  const { data, previousData, error } = useQuery(
    ADVICE,
    target === null ? skipToken : { variables: { id, target, problemType: choice } },
  );
  const found = (data ?? previousData)?.dataset?.advice;
  const advice = useMemo(() => found && withFoundConcerns(found), [found]);
  return { advice, error };
}

/** Concerns that only the findings name stand among the columns to check as well. */
function withFoundConcerns<Found extends FoundAdvice>(advice: Found): Found {
  const known = new Set(advice.columns.map(({ column }) => column));
  const more = advice.findings.flatMap(({ code, column, message }): ColumnAdvice[] => {
    const concern = code in COLUMN_CONCERNS ? COLUMN_CONCERNS[code as keyof typeof COLUMN_CONCERNS] : null;
    if (concern === null || column == null || known.has(column)) return [];
    return [{ column, concern, message: message.replace(LEFT_OUT, '') }];
  });
  return { ...advice, columns: [...advice.columns, ...more] };
}

/** The page says by itself what it excludes. */
const LEFT_OUT = / It is left out; `includeColumns` takes it in\.$/;

type FoundAdvice = NonNullable<NonNullable<AdviceQuery['dataset']>['advice']>;
export type Advice = NonNullable<ReturnType<typeof useAdvice>['advice']>;
export type ColumnAdvice = FoundAdvice['columns'][number];
