import { useMutation, useQuery } from '@apollo/client/react';
import { graphql } from '../../gql/index.js';
import type { ThresholdOptions } from '../../gql/graphql.js';

const THRESHOLDS = graphql(`
  query Thresholds($id: ID!) {
    task(id: $id) {
      id
      modelDetails {
        modelId
        thresholds {
          ...Point
        }
        calibration {
          ...Bin
        }
      }
    }
  }
`);

const SET_THRESHOLD = graphql(`
  mutation SetThreshold($taskId: ID!, $threshold: ThresholdOptions!) {
    setThreshold(taskId: $taskId, threshold: $threshold) {
      id
      modelDetails {
        modelId
        threshold
        thresholdCriterion
        verdict
        skill
        metrics {
          ...AllMetrics
        }
        confusionMatrix {
          labels
          counts
        }
        thresholds {
          ...Point
        }
      }
    }
  }
`);

/** What holds at each threshold of a model of two classes, and how the threshold is set. */
export function useThresholds(taskId: string) {
  const { data, error, refetch } = useQuery(THRESHOLDS, { variables: { id: taskId } });
  const [mutate, saving] = useMutation(SET_THRESHOLD);
  return {
    details: data?.task?.modelDetails,
    error,
    refetch: () => void refetch().catch(() => undefined),
    isSaving: saving.loading,
    saveError: saving.error,
    /** @returns whether it was saved. */
    save: async (threshold: ThresholdOptions): Promise<boolean> => {
      try {
        await mutate({ variables: { taskId, threshold } });
        return true;
      } catch {
        return false;
      }
    },
  };
}
