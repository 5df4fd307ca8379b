import { useQuery } from '@apollo/client/react';
import { useDebouncedCallback } from '@mantine/hooks';
import { graphql } from '../gql/index.js';
import { useTaskChanges } from '../task/use-task-changes.js';
import { useTaskDeletions } from '../task/use-task-deletions.js';

const DATASET_TASKS = graphql(`
  query DatasetTasks($id: ID!, $after: String) {
    dataset(id: $id) {
      id
      tasks(first: 25, after: $after) {
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
  }
`);

const LOOK_AGAIN_MS = 250;

/** The tasks trained on a dataset, newest first. */
export function useDatasetTasks(id: string) {
  const { data, error, refetch, fetchMore } = useQuery(DATASET_TASKS, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
  });
  const page = data?.dataset?.tasks;
  const lookAgain = useDebouncedCallback(() => void refetch().catch(() => undefined), LOOK_AGAIN_MS);
  useTaskChanges(({ id: changed }) => {
    if (page && !page.edges.some(({ node }) => node.id === changed)) lookAgain();
  });
  useTaskDeletions(lookAgain);
  return {
    tasks: page?.edges.map(({ node }) => node),
    totalCount: page?.totalCount ?? 0,
    error,
    refetch: () => void refetch().catch(() => undefined),
    loadMore: page?.pageInfo.hasNextPage
      ? () => void fetchMore({ variables: { after: page.pageInfo.endCursor } }).catch(() => undefined)
      : undefined,
  };
}
