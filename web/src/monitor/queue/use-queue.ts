import { useQuery } from '@apollo/client/react';
import { useDebouncedCallback } from '@mantine/hooks';
import { graphql } from '../../gql/index.js';
import { useTaskChanges } from '../../task/use-task-changes.js';

const QUEUE = graphql(`
  query Queue($after: String) {
    tasks(first: 50, after: $after, status: [IN_PROGRESS, WAITING], sort: QUEUE) {
      totalCount
      edges {
        node {
          ...TaskSummary
          estimatedStart
          estimatedEnd
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Many changes in one go are one look at the queue. */
const LOOK_AGAIN_MS = 250;
/** The estimates follow the progress of what runs. */
const ESTIMATES_MS = 10_000;

/** The tasks that run and wait, in running order, with when each is likely to start and end. */
export function useQueue() {
  const { data, refetch, fetchMore } = useQuery(QUEUE, {
    fetchPolicy: 'cache-and-network',
    pollInterval: ESTIMATES_MS,
    skipPollAttempt: () => document.hidden,
  });
  const page = data?.tasks;
  // A task may have ended since the queue was read.
  const tasks = page?.edges
    .map(({ node }) => node)
    .filter(({ status }) => status === 'IN_PROGRESS' || status === 'WAITING')
    .toSorted((a, b) => (a.queuePosition ?? 0) - (b.queuePosition ?? 0));
  const lookAgain = useDebouncedCallback(() => void refetch().catch(() => undefined), LOOK_AGAIN_MS);
  useTaskChanges(({ id, status }) => {
    const known = tasks?.find((task) => task.id === id);
    if (known?.status !== status) lookAgain();
  });
  return {
    tasks,
    left: page ? page.totalCount - page.edges.length : 0,
    loadMore: page?.pageInfo.hasNextPage
      ? () => void fetchMore({ variables: { after: page.pageInfo.endCursor } }).catch(() => undefined)
      : undefined,
  };
}

export type QueuedTask = NonNullable<ReturnType<typeof useQueue>['tasks']>[number];
