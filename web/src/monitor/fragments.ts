import { graphql } from '../gql/index.js';
import type { ModelRowFragment, TaskSummaryFragment } from '../gql/graphql.js';

/**
 * A model of a leaderboard. It has no identity of its own in the cache, so whoever asks for one asks for all of this:
 * a narrower answer would take away what another part of the page shows.
 */
export const MODEL_ROW = graphql(`
  fragment ModelRow on LeaderboardEntry {
    modelId
    algorithm
    rank
    metrics {
      auc
      aucpr
      logloss
      meanPerClassError
      accuracy
      mse
      rmse
      mae
      rmsle
      r2
    }
  }
`);
export type ModelRow = ModelRowFragment;

export const TASK_SUMMARY = graphql(`
  fragment TaskSummary on Task {
    id
    fileName
    status
    queuePosition
    progress
    message
    createdAt
    startedAt
    finishedAt
    target
    problemType
    leader {
      ...ModelRow
    }
    error {
      code
      message
    }
  }
`);
export type TaskSummary = TaskSummaryFragment;
