import { ALGORITHM_NAMES } from '../format/names.js';
import { formatCount, plural } from '../format/number.js';
import { formatDuration } from '../format/time.js';
import type { Algorithm } from '../gql/graphql.js';

export const ALGORITHMS = Object.keys(ALGORITHM_NAMES) as Algorithm[];

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

export function describeOptions(
  { maxRows, maxModels, maxRuntimeSecs, algorithms }: MoreOptions,
  rows: number,
): string {
  const size =
    maxRows === null || maxRows >= rows
      ? `all ${plural(rows, 'row')}`
      : `${formatCount(maxRows)} of the ${plural(rows, 'row')}`;
  const kinds = algorithms.map((algorithm) => ALGORITHM_NAMES[algorithm]).join(', ');
  const time = formatDuration(1000 * maxRuntimeSecs);
  return `On ${size}, at most ${plural(maxModels, 'model')} within ${time}: ${kinds}.`;
}
