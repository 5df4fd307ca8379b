import { graphql } from '../gql/index.js';
import type { ModelRowFragment, TaskSummaryFragment } from '../gql/graphql.js';

/** Metrics are merged in the cache; all are asked for, so that none is missing where another part wants it. @public */
export const ALL_METRICS = graphql(`
  fragment AllMetrics on Metrics {
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
`);

/**
 * A model of a leaderboard. It has no identity of its own in the cache, so every query asks for all of this:
 * a narrower answer would take away what another part of the page shows.
 * @public
 */
export const MODEL_ROW = graphql(`
  fragment ModelRow on LeaderboardEntry {
    modelId
    algorithm
    rank
    trainingMs
    metrics {
      ...AllMetrics
    }
    spread {
      ...AllMetrics
    }
  }
`);
export type ModelRow = ModelRowFragment;

/** @public */
export const TASK_SUMMARY = graphql(`
  fragment TaskSummary on Task {
    id
    name
    tags
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
    rowsTotal
    rowsUsed
    options {
      sortMetric
    }
    leader {
      ...ModelRow
    }
    baseline {
      ...AllMetrics
    }
    error {
      code
      message
    }
  }
`);
export type TaskSummary = TaskSummaryFragment;
