import type { WholeTaskFragment } from '../../gql/graphql.js';
import { ALGORITHMS, type Settings } from './settings.js';

/** The settings that a task was trained with, to train again with the same or with others. */
export function settingsOfTask({ target, options }: Pick<WholeTaskFragment, 'target' | 'options'>): Settings {
  const { problemType, ignoredColumns, maxRows, algorithms, escalate, maxModels, maxRuntimeSecs, seed } =
    options;
  return {
    target: target ?? options.target ?? null,
    kind: problemType,
    excluded: ignoredColumns,
    included: [],
    keepsFlagged: true,
    rows: maxRows ?? 'all',
    algorithms: ALGORITHMS.filter((algorithm) => algorithms.includes(algorithm)),
    escalate,
    maxModels,
    maxRuntimeSecs,
    seed,
  };
}
