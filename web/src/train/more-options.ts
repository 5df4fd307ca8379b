import type { Algorithm } from '../gql/graphql.js';

export interface MoreOptions {
  /** null: all rows. */
  readonly maxRows: number | null;
  readonly algorithms: Algorithm[];
  readonly escalate: boolean;
  readonly maxModels: number;
  readonly maxRuntimeSecs: number;
  readonly seed: number;
}

/** The defaults of the API. */
export const DEFAULT_OPTIONS: MoreOptions = {
  maxRows: 500,
  algorithms: ['GLM', 'GBM', 'XGBOOST'],
  escalate: true,
  maxModels: 10,
  maxRuntimeSecs: 300,
  seed: 1,
};
