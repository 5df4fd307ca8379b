import { useMutation, useQuery } from '@apollo/client/react';
import { graphql } from '../gql/index.js';
import { notifyFailure } from '../ui/notify.js';

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
  const [remove] = useMutation(DELETE_DATASET);
  const page = data?.datasets;
  return {
    datasets: page?.edges.map(({ node }) => node),
    totalCount: page?.totalCount ?? 0,
    error,
    refetch: () => void refetch().catch(() => undefined),
    loadMore: page?.pageInfo.hasNextPage
      ? () => void fetchMore({ variables: { after: page.pageInfo.endCursor } }).catch(() => undefined)
      : undefined,
    remove: (id: string, fileName: string) => {
      remove({
        variables: { id },
        update: (cache) => {
          cache.evict({ id: cache.identify({ __typename: 'Dataset', id }) });
          cache.gc();
        },
      })
        .then(() => refetch())
        .catch((failure: unknown) => notifyFailure(`${fileName} was not deleted`, failure));
    },
  };
}

export type DatasetSummary = NonNullable<ReturnType<typeof useDatasets>['datasets']>[number];
