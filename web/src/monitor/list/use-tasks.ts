import { useQuery } from '@apollo/client/react';
import { useDebouncedCallback } from '@mantine/hooks';
import { graphql } from '../gql/index.js';
import type { TaskStatus } from '../gql/graphql.js';
import { useTaskChanges } from './use-task-changes.js';

const TASKS = graphql(`
  query Tasks($after: String, $status: [TaskStatus!], $search: String) {
    tasks(first: 25, after: $after, status: $status, search: $search) {
      totalCount
      edges {
        node {
          ...TaskSummary
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export interface TaskFilter {
  /** null: all. */
  readonly status: TaskStatus | null;
  readonly search: string;
}

/** Many changes in one go are one look at the list. */
const LOOK_AGAIN_MS = 250;
/** No subscription tells of a task that was deleted elsewhere. */
const DELETIONS_SHOW_MS = 15_000;

/** The tasks that match, newest first, and kept so. */
export function useTasks({ status, search }: TaskFilter) {
  const variables = { status: status && [status], search: search.trim() || null };
  const { data, previousData, error, refetch, fetchMore } = useQuery(TASKS, {
    variables,
    fetchPolicy: 'cache-and-network',
    pollInterval: DELETIONS_SHOW_MS,
  });
  const page = (data ?? previousData)?.tasks;
  // A task may have left the filter since it was read.
  const tasks = page?.edges.map(({ node }) => node).filter((task) => !status || task.status === status);

  const lookAgain = useDebouncedCallback(() => void refetch().catch(() => undefined), LOOK_AGAIN_MS);
  useTaskChanges(({ id, status: now }) => {
    const isListed = page?.edges.some(({ node }) => node.id === id);
    const belongs = status === null || status === now;
    if (isListed !== belongs) lookAgain();
  });

  return {
    tasks,
    totalCount: page?.totalCount ?? 0,
    error,
    refetch: () => void refetch().catch(() => undefined),
    loadMore: page?.pageInfo.hasNextPage
      ? () => void fetchMore({ variables: { after: page.pageInfo.endCursor } }).catch(() => undefined)
      : undefined,
  };
}

export type { TaskSummary } from './fragments.js';
