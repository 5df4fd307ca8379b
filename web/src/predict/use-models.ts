import { useQuery } from '@apollo/client/react';
import { graphql } from '../gql/index.js';

const MODELS = graphql(`
  query Models {
    tasks(first: 100, status: [DONE]) {
      totalCount
      edges {
        node {
          id
          name
          fileName
          target
          finishedAt
        }
      }
    }
  }
`);

const MODEL = graphql(`
  query Model($id: ID!) {
    task(id: $id) {
      id
      status
      fileName
      target
      problemType
      modelDetails {
        modelId
        algorithm
        threshold
        variableImportance {
          column
          relative
        }
        signature {
          problemType
          response {
            name
            levels
          }
          columns {
            name
            type
            levels
            min
            max
            typical
          }
        }
      }
    }
  }
`);

/** The finished models, newest first. */
export function useModels() {
  const { data, error, refetch } = useQuery(MODELS, { fetchPolicy: 'cache-and-network' });
  return {
    models: data?.tasks.edges.map(({ node }) => node),
    error,
    refetch: () => void refetch().catch(() => undefined),
  };
}

/** One model with what it wants to be given. */
export function useModel(taskId: string) {
  const { data, error, refetch } = useQuery(MODEL, { variables: { id: taskId } });
  return { task: data?.task, error, refetch: () => void refetch().catch(() => undefined) };
}

type ModelTask = NonNullable<ReturnType<typeof useModel>['task']>;
export type Signature = NonNullable<NonNullable<ModelTask['modelDetails']>['signature']>;
export type SignatureColumn = Signature['columns'][number];
