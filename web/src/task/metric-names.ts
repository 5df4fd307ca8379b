import type { AllMetricsFragment as Metrics, ProblemType, SortMetric } from '../gql/graphql.js';

export type MetricName = Exclude<keyof Metrics, '__typename'>;

export interface MetricMeaning {
  readonly name: MetricName;
  readonly label: string;
  /** One line on what it says, and which values are good. */
  readonly meaning: string;
  readonly isBetterWhenHigher: boolean;
  /** A share from 0 to 1, to be shown as a percentage. */
  readonly isShare?: boolean;
}

const LOGLOSS: MetricMeaning = {
  name: 'logloss',
  label: 'Logloss',
  meaning: 'How far the probabilities are from the truth; being sure and wrong costs most. 0 is perfect.',
  isBetterWhenHigher: false,
};
const ACCURACY: MetricMeaning = {
  name: 'accuracy',
  label: 'Accuracy',
  meaning: 'The share of rows classified correctly.',
  isBetterWhenHigher: true,
  isShare: true,
};
const MEAN_PER_CLASS_ERROR: MetricMeaning = {
  name: 'meanPerClassError',
  label: 'Mean per-class error',
  meaning:
    'Balanced error: the share of wrong answers in each class, averaged, so that rare classes count as much.',
  isBetterWhenHigher: false,
  isShare: true,
};
const MSE: MetricMeaning = {
  name: 'mse',
  label: 'MSE',
  meaning: 'The mean of the squared errors. 0 is perfect.',
  isBetterWhenHigher: false,
};
const RMSE: MetricMeaning = {
  name: 'rmse',
  label: 'RMSE',
  meaning: 'The typical error, in the unit of the target; large errors weigh more.',
  isBetterWhenHigher: false,
};

const CLASSIFICATION = [LOGLOSS, ACCURACY, MEAN_PER_CLASS_ERROR];
const BINARY: readonly MetricMeaning[] = [
  LOGLOSS,
  {
    name: 'auc',
    label: 'AUC',
    meaning:
      'How often a row of the second class scores above one of the first. 0.5 is random guessing, 1 is perfect.',
    isBetterWhenHigher: true,
  },
  {
    name: 'aucpr',
    label: 'AUCPR',
    meaning:
      'Precision averaged over recall; says more than AUC where the second class is rare. 1 is perfect.',
    isBetterWhenHigher: true,
  },
  ACCURACY,
  MEAN_PER_CLASS_ERROR,
];
const REGRESSION: readonly MetricMeaning[] = [
  {
    name: 'r2',
    label: 'R²',
    meaning: 'The share of the target’s variance that is explained. 1 is perfect, 0 no better than the mean.',
    isBetterWhenHigher: true,
  },
  RMSE,
  {
    name: 'mae',
    label: 'MAE',
    meaning: 'The mean size of the error, in the unit of the target.',
    isBetterWhenHigher: false,
  },
  MSE,
  {
    name: 'rmsle',
    label: 'RMSLE',
    meaning: 'The typical error of the logarithm: it counts ratios, not differences. 0 is perfect.',
    isBetterWhenHigher: false,
  },
];

/** The metrics that mean something for a problem, the one that ranks the leaderboard first. */
export function metricsFor(problemType: ProblemType | null | undefined): readonly MetricMeaning[] {
  if (problemType === 'REGRESSION') return REGRESSION;
  return problemType === 'BINARY' ? BINARY : [...CLASSIFICATION, MSE, RMSE];
}

/** The one that a leaderboard is sorted by; automatic: the first of its kind. */
export function mainMetric(
  problemType: ProblemType | null | undefined,
  sortMetric: SortMetric = 'AUTO',
): MetricMeaning {
  const metrics = metricsFor(problemType);
  return metrics.find(({ name }) => name === METRIC_OF[sortMetric]) ?? metrics[0] ?? LOGLOSS;
}

const METRIC_OF: Readonly<Record<SortMetric, MetricName | null>> = {
  AUTO: null,
  LOGLOSS: 'logloss',
  AUC: 'auc',
  AUCPR: 'aucpr',
  MEAN_PER_CLASS_ERROR: 'meanPerClassError',
  RMSE: 'rmse',
  MSE: 'mse',
  MAE: 'mae',
  RMSLE: 'rmsle',
};

/** The few that matter most, for the top of a result. */
export function keyMetricsFor(problemType: ProblemType | null | undefined): readonly MetricMeaning[] {
  const names: readonly MetricName[] =
    problemType === 'REGRESSION'
      ? ['r2', 'rmse', 'mae']
      : problemType === 'BINARY'
        ? ['auc', 'logloss', 'accuracy']
        : ['accuracy', 'meanPerClassError', 'logloss'];
  return metricsFor(problemType).filter(({ name }) => names.includes(name));
}
