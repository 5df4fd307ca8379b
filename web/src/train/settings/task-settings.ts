import type { WholeTaskFragment } from '../../gql/graphql.js';
import { ALGORITHMS, type Settings } from './settings.js';

/** The settings that a task was trained with, to train again with the same or with others. */
export function settingsOfTask({ target, options }: Pick<WholeTaskFragment, 'target' | 'options'>): Settings {
  const { problemType, ignoredColumns, includeColumns, maxRows, algorithms, escalate } = options;
  const { maxModels, maxRuntimeSecs, seed, columns, validation, sortMetric, threshold } = options;
  const along = (direction: 'INCREASING' | 'DECREASING') =>
    options.monotone.filter((constraint) => constraint.direction === direction).map(({ column }) => column);
  return {
    target: target ?? options.target ?? null,
    kind: problemType,
    excluded: ignoredColumns,
    included: includeColumns,
    keepsFlagged: true,
    columns: columns.map(({ name, type = null, timeFormat = null, mergeVariants }) => ({
      ...{ name, type, timeFormat },
      merges: mergeVariants,
    })),
    rows: maxRows ?? 'all',
    algorithms: ALGORITHMS.filter((algorithm) => algorithms.includes(algorithm)),
    ...{ escalate, maxModels, maxRuntimeSecs, seed, sortMetric },
    validation: {
      kind: validation.kind,
      column: validation.column ?? null,
      folds: validation.folds ?? null,
      testFraction: validation.testFraction,
    },
    threshold: {
      criterion: threshold.criterion,
      falsePositiveCost: threshold.falsePositiveCost,
      falseNegativeCost: threshold.falseNegativeCost,
      value: threshold.value ?? null,
    },
    weightColumn: options.weightColumn ?? null,
    balanceClasses: options.balanceClasses,
    rises: along('INCREASING'),
    falls: along('DECREASING'),
  };
}
