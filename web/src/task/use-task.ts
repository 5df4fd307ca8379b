import { skipToken, useQuery, useSubscription } from '@apollo/client/react';
import { useEffect } from 'react';
import { hasEnded } from '../format/names.js';
import { graphql } from '../gql/index.js';
import type { WholeTaskFragment } from '../gql/graphql.js';
import { useRestartOnReconnect } from './use-restart.js';
import { useTaskChanges } from './use-task-changes.js';
import { useTaskDeletions } from './use-task-deletions.js';

const TASK = graphql(`
  query Task($id: ID!) {
    task(id: $id) {
      ...WholeTask
    }
  }

  fragment WholeTask on Task {
    ...TaskSummary
    note
    datasetId
    estimatedStart
    estimatedEnd
    attempts
    notes
    findings {
      ...FindingRow
    }
    events {
      at
      message
    }
    options {
      target
      problemType
      algorithms
      escalate
      ignoredColumns
      includeColumns
      maxModels
      maxRows
      maxRuntimeSecs
      seed
      columns {
        name
        type
        timeFormat
        mergeVariants
      }
      validation {
        kind
        column
        folds
        testFraction
      }
      sortMetric
      threshold {
        criterion
        falsePositiveCost
        falseNegativeCost
        value
      }
      weightColumn
      balanceClasses
      monotone {
        column
        direction
      }
    }
    leaderboard {
      ...ModelRow
    }
    modelDetails {
      modelId
      algorithm
      escalated
      skill
      verdict
      threshold
      thresholdCriterion
      metrics {
        ...AllMetrics
      }
      confusionMatrix {
        labels
        counts
      }
      rocCurve {
        threshold
        falsePositiveRate
        truePositiveRate
      }
      holdout {
        actual
        predicted
      }
    }
  }
`);

const TASK_STATUS = graphql(`
  subscription TaskStatus($taskId: ID!) {
    taskStatus(taskId: $taskId) {
      ...WholeTask
    }
  }
`);

/** A task, live until it ends and again after a retry; null where there is none of that id. */
export function useTask(id: string) {
  const { data, previousData, error, refetch } = useQuery(TASK, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
  });
  const task = (data ?? (previousData?.task?.id === id ? previousData : undefined))?.task;
  const lookAgain = () => void refetch().catch(() => undefined);
  const isLive = task != null && !hasEnded(task.status);
  const { restart } = useSubscription(
    TASK_STATUS,
    isLive ? { variables: { taskId: id }, ignoreResults: true } : skipToken,
  );
  // The list's subscription may be the first to tell that the task is done, and it does not tell what came of it.
  const lacksResult = task?.status === 'DONE' && task.modelDetails == null;
  useEffect(() => {
    if (lacksResult) refetch().catch(() => undefined);
  }, [lacksResult, refetch]);
  useRestartOnReconnect(() => isLive && restart());
  useTaskChanges();
  useTaskDeletions((deleted) => deleted === id && lookAgain());
  return { task, error, refetch: lookAgain };
}

export type WholeTask = WholeTaskFragment;
export type Model = NonNullable<WholeTask['modelDetails']>;
export type Metrics = Model['metrics'];
