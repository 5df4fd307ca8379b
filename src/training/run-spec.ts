import type { AutoMLSpec } from '../h2o/client/automl-spec.js';
import type { SortMetric, TrainingOptions } from '../domain/training-options.js';
import type { TrainingSample } from '../domain/training-sample.js';
import type { EngineNames } from './engine-names.js';
import { sortMetric } from './quality-bar.js';

const H2O_METRICS: Readonly<Record<Exclude<SortMetric, 'AUTO'>, string>> = {
  LOGLOSS: 'logloss',
  AUC: 'auc',
  AUCPR: 'aucpr',
  MEAN_PER_CLASS_ERROR: 'mean_per_class_error',
  RMSE: 'rmse',
  MSE: 'mse',
  MAE: 'mae',
  RMSLE: 'rmsle',
};

export type AskedOfRun = Pick<
  AutoMLSpec,
  'response' | 'seed' | 'sortMetric' | 'ignoredColumns' | 'weightsColumn' | 'balanceClasses' | 'monotone'
>;

/** What the options of a task mean to each of its runs, in the engine's names. */
export function askedOf(options: TrainingOptions, sample: TrainingSample, names: EngineNames): AskedOfRun {
  const { weightColumn, sortMetric: chosen } = options;
  return {
    response: names.inEngine(sample.target),
    seed: options.seed,
    sortMetric: chosen === 'AUTO' ? sortMetric(sample.problemType) : H2O_METRICS[chosen],
    ignoredColumns: notLearnedFrom(options, sample).map((name) => names.inEngine(name)),
    ...(weightColumn !== null && { weightsColumn: names.inEngine(weightColumn) }),
    balanceClasses: options.balanceClasses && sample.problemType !== 'REGRESSION',
    monotone: options.monotone.map(({ column, direction }) => ({
      column: names.inEngine(column),
      direction: direction === 'INCREASING' ? 1 : -1,
    })),
  };
}

/** Columns that divide or weigh the rows. A group is never learned from: that of a new row is another. */
function notLearnedFrom(
  { validation, weightColumn }: TrainingOptions,
  { columns }: TrainingSample,
): string[] {
  const isGroup = (name: string) => validation.kind === 'GROUPED' && name === validation.column;
  return columns
    .filter(({ name, auxiliary }) => name !== weightColumn && (auxiliary === true || isGroup(name)))
    .map(({ name }) => name);
}
