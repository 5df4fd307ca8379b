import { useQuery } from '@apollo/client/react';
import { useDebouncedCallback } from '@mantine/hooks';
import { hasEnded } from '../../format/names.js';
import { graphql } from '../../gql/index.js';
import { useTaskChanges } from '../../task/use-task-changes.js';
import { useTaskDeletions } from '../../task/use-task-deletions.js';
import type { ListFilter } from './list-filter.js';

const TASKS = graphql(`
  query Tasks(
    $after: String
    $status: [TaskStatus!]
    $search: String
    $tag: String
    $target: String
    $sort: TaskSort
  ) {
    tasks(
      first: 25
      after: $after
      status: $status
      search: $search
      tag: $tag
      target: $target
      sort: $sort
    ) {
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

/** Many changes in one go are one look at the list. */
const LOOK_AGAIN_MS = 250;

/** The tasks that match, in their order, and kept so. */
export function useTasks({ status, search, ...others }: ListFilter) {
  const variables = { ...others, status: status && [status], search: search.trim() || null };
  const { data, previousData, error, refetch, fetchMore } = useQuery(TASKS, {
    variables,
    fetchPolicy: 'cache-and-network',
  });
  const page = (data ?? previousData)?.tasks;
  // A task may have left the filter since it was read.
  const tasks = page?.edges.map(({ node }) => node).filter((task) => !status || task.status === status);

  const lookAgain = useDebouncedCallback(() => void refetch().catch(() => undefined), LOOK_AGAIN_MS);
  useTaskChanges(({ id, status: now }) => {
    const listed = page?.edges.find(({ node }) => node.id === id);
    const belongs = status === null || status === now;
    // What the others are sorted by is known at the end; while a task trains, the list stands still.
    const mayMove = others.sort !== 'NEWEST' && hasEnded(now);
    if ((listed !== undefined) !== belongs || mayMove) lookAgain();
  });
  // Without the deleted task the next page would start one too far.
  useTaskDeletions(lookAgain);

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
