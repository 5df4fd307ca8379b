import type { Algorithm, ProblemType, TaskStatus } from '../gql/graphql.js';

export const PROBLEM_NAMES: Readonly<Record<ProblemType, string>> = {
  BINARY: 'Yes/no (binary)',
  MULTICLASS: 'Several classes (multiclass)',
  REGRESSION: 'Number (regression)',
};

export const ALGORITHM_NAMES: Readonly<Record<Algorithm, string>> = {
  GLM: 'Linear model (GLM)',
  GBM: 'Boosted trees (GBM)',
  XGBOOST: 'XGBoost',
  DEEP_LEARNING: 'Deep learning',
  DRF: 'Random forest (DRF)',
  STACKED_ENSEMBLE: 'Stacked ensemble',
};

export const STATUS_NAMES: Readonly<Record<TaskStatus, string>> = {
  WAITING: 'Waiting',
  IN_PROGRESS: 'Training',
  DONE: 'Done',
  ERROR: 'Failed',
  CANCELLED: 'Cancelled',
};

export function hasEnded(status: TaskStatus): boolean {
  return status === 'DONE' || status === 'ERROR' || status === 'CANCELLED';
}
