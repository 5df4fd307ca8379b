import { useMutation, useQuery } from '@apollo/client/react';
import { graphql } from '../../gql/index.js';
import type { TrainingOptions } from '../../gql/graphql.js';

const DATASET = graphql(`
  query Dataset($id: ID!) {
    dataset(id: $id) {
      id
      fileName
      bytes
      rows
      createdAt
      reading {
        format
        encoding
        delimiter
        header
        skippedLines
        sheet
        sheets
      }
      columns {
        name
        type
        format
        unit
        odd
        missing
        distinct
        examples
        exampleCounts
        min
        max
        mean
        histogram
      }
      head(rows: 8)
      findings {
        ...FindingRow
      }
    }
  }
`);

const TRAIN = graphql(`
  mutation Train($datasetId: ID!, $options: TrainingOptions!) {
    trainModel(datasetId: $datasetId, options: $options) {
      id
    }
  }
`);

export function useDataset(id: string) {
  const { data, error, refetch } = useQuery(DATASET, { variables: { id } });
  return {
    dataset: data?.dataset,
    error,
    refetch: () => void refetch().catch(() => undefined),
  };
}

export type Dataset = NonNullable<ReturnType<typeof useDataset>['dataset']>;
export type Column = Dataset['columns'][number];

export function useTraining(datasetId: string) {
  const [mutate, { loading, error }] = useMutation(TRAIN);
  return {
    loading,
    error,
    /** Answers the task's id; null where it was refused. */
    train: async (options: TrainingOptions): Promise<string | null> => {
      try {
        const { data } = await mutate({ variables: { datasetId, options } });
        return data?.trainModel.id ?? null;
      } catch {
        return null;
      }
    },
  };
}
