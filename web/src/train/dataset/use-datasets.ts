import { useMutation, useQuery } from '@apollo/client/react';
import { graphql } from '../../gql/index.js';
import { notifyFailure } from '../../ui/notify.js';

const DATASETS = graphql(`
  query Datasets($after: String) {
    datasets(first: 10, after: $after) {
      totalCount
      edges {
        node {
          id
          fileName
          bytes
          rows
          createdAt
          columns {
            name
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const DELETE_DATASET = graphql(`
  mutation DeleteDataset($id: ID!) {
    deleteDataset(id: $id)
  }
`);

export function useDatasets() {
  const { data, error, refetch, fetchMore } = useQuery(DATASETS, { fetchPolicy: 'cache-and-network' });
  const remove = useDatasetDeletion();
  const page = data?.datasets;
  return {
    datasets: page?.edges.map(({ node }) => node),
    totalCount: page?.totalCount ?? 0,
    error,
    refetch: () => void refetch().catch(() => undefined),
    loadMore: page?.pageInfo.hasNextPage
      ? () => void fetchMore({ variables: { after: page.pageInfo.endCursor } }).catch(() => undefined)
      : undefined,
    remove: (id: string, fileName: string) =>
      void remove(id, fileName)
        .then((isDone) => (isDone ? refetch() : undefined))
        .catch(() => undefined),
  };
}

/** Deletes a dataset; a refusal is shown in a notification. The call answers whether it worked. */
export function useDatasetDeletion() {
  const [mutate] = useMutation(DELETE_DATASET);
  return async (id: string, fileName: string): Promise<boolean> => {
    try {
      await mutate({
        variables: { id },
        update: (cache) => {
          cache.evict({ id: 'ROOT_QUERY', fieldName: 'datasets' });
          cache.evict({ id: cache.identify({ __typename: 'Dataset', id }) });
          cache.gc();
        },
      });
      return true;
    } catch (failure) {
      notifyFailure(`${fileName} was not deleted`, failure);
      return false;
    }
  };
}

export type DatasetSummary = NonNullable<ReturnType<typeof useDatasets>['datasets']>[number];
