import { useQuery } from '@apollo/client/react';
import { graphql } from '../../gql/index.js';
import type { ContributionSummaryQuery, ImportanceQuery, DependenceQuery } from '../../gql/graphql.js';

const IMPORTANCE = graphql(`
  query Importance($id: ID!) {
    task(id: $id) {
      id
      modelDetails {
        modelId
        importanceRows
        importance {
          column
          importance
          spread
          relative
        }
        signature {
          columns {
            name
            type
            unit
          }
        }
      }
    }
  }
`);

const CONTRIBUTIONS = graphql(`
  query ContributionSummary($id: ID!) {
    task(id: $id) {
      id
      modelDetails {
        modelId
        contributionSummary {
          unit
          rows
          columns {
            column
            size
            direction
          }
        }
      }
    }
  }
`);

const DEPENDENCE = graphql(`
  query Dependence($id: ID!, $column: String!) {
    task(id: $id) {
      id
      modelDetails {
        modelId
        partialDependence(column: $column) {
          column
          labels
          points {
            value
            means
            rows
          }
        }
      }
    }
  }
`);

type Details<Query extends { task?: { modelDetails?: unknown } | null }> = NonNullable<
  NonNullable<Query['task']>['modelDetails']
>;
export type ColumnImportance = Details<ImportanceQuery>['importance'][number];
export type ContributionSummary = NonNullable<Details<ContributionSummaryQuery>['contributionSummary']>;
export type Dependence = Details<DependenceQuery>['partialDependence'];

/** What the columns of a model are worth. Computed when first asked for, which takes a second or so. */
export function useImportance(taskId: string) {
  // Not kept: the signature is asked for in other parts by another query.
  const { data, error, refetch } = useQuery(IMPORTANCE, {
    variables: { id: taskId },
    fetchPolicy: 'no-cache',
  });
  return {
    details: data?.task?.modelDetails ?? undefined,
    error,
    refetch: () => void refetch().catch(() => undefined),
  };
}

/** Which way and how far columns move the predictions; undefined until it is there, and where it is not known. */
export function useContributionSummary(taskId: string): ContributionSummary | undefined {
  const { data } = useQuery(CONTRIBUTIONS, { variables: { id: taskId }, fetchPolicy: 'no-cache' });
  return data?.task?.modelDetails?.contributionSummary ?? undefined;
}

/** How the prediction changes with a column; that of the last column until the next is there. */
export function useDependence(taskId: string, column: string) {
  const { data, previousData, error, refetch } = useQuery(DEPENDENCE, { variables: { id: taskId, column } });
  return {
    dependence: (data ?? previousData)?.task?.modelDetails?.partialDependence,
    error,
    refetch: () => void refetch().catch(() => undefined),
  };
}
