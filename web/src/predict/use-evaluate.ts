import { useMutation } from '@apollo/client/react';
import { graphql } from '../gql/index.js';
import type { EvaluatedFragment } from '../gql/graphql.js';
import type { Source } from './use-predict.js';

const EVALUATE = graphql(`
  mutation Evaluate($taskId: ID!, $file: Upload, $datasetId: ID, $threshold: Float) {
    evaluate(taskId: $taskId, file: $file, datasetId: $datasetId, threshold: $threshold) {
      ...Evaluated
    }
  }
`);

/** Compares the predictions for a table with the target that it has. */
export function useEvaluate(taskId: string) {
  const [mutate] = useMutation(EVALUATE, { fetchPolicy: 'no-cache' });
  return async (source: Source, threshold: number | null): Promise<EvaluatedFragment | null> => {
    const from = source instanceof File ? { file: source } : { datasetId: source.datasetId };
    const { data } = await mutate({ variables: { taskId, ...from, threshold } });
    return data?.evaluate ?? null;
  };
}
