import type { ConfusionMatrix, Metrics, RocPoint } from '../domain/leaderboard.js';
import type { ProblemType, ThresholdOptions } from '../domain/training-options.js';
import type { Model, ModelMetrics } from '../h2o/client/wire-model.js';
import { column, numbers } from '../h2o/client/wire.js';
import { engineThresholdFor } from './threshold.js';

/**
 * A model's metrics over the holdout predictions of all folds. For two classes, what counts predicted classes is that at
 * the threshold which the options ask for. The R² that H2O gives a classifier (of its probabilities) is left out.
 */
export function metricsOf(model: Model, problemType: ProblemType, options: ThresholdOptions): Metrics {
  const cv = crossValidated(model);
  const classes = problemType !== 'REGRESSION';
  const point = engineThresholdFor(model, options);
  return {
    auc: cv?.auc ?? null,
    aucpr: cv?.aucpr ?? null,
    logloss: cv?.logloss ?? null,
    meanPerClassError: point ? 1 - (point.recall + point.specificity) / 2 : (cv?.meanPerClassError ?? null),
    accuracy: point?.accuracy ?? accuracy(confusionMatrixOf(model)),
    mse: cv?.mse ?? null,
    rmse: cv?.rmse ?? null,
    mae: cv?.mae ?? null,
    rmsle: cv?.rmsle ?? null,
    r2: classes ? null : (cv?.r2 ?? null),
  };
}

/** null for a regression. */
export function confusionMatrixOf(model: Model): ConfusionMatrix | null {
  const labels = model.domains[model.names.length - 1];
  const table = crossValidated(model)?.confusionMatrix;
  if (!labels || !table) return null;
  // One column a predicted label, then Error and Rate; the rows have a last one with the totals.
  const rowHeader = table.columns[0] === '' ? 1 : 0;
  const counts = labels.map((_, actual) =>
    labels.map((__, predicted) => Number(table.cells[predicted + rowHeader]?.[actual] ?? 0)),
  );
  return { labels, counts };
}

/** From the highest threshold to the lowest, at most 400 points; null unless there are two classes. */
export function rocCurveOf(model: Model): RocPoint[] | null {
  const table = crossValidated(model)?.thresholds;
  if (!table) return null;
  const falsePositiveRates = numbers(table, 'fpr');
  const truePositiveRates = numbers(table, 'tpr');
  return numbers(table, 'threshold').flatMap((threshold, i) => {
    const falsePositiveRate = falsePositiveRates[i] ?? null;
    const truePositiveRate = truePositiveRates[i] ?? null;
    if (threshold === null || falsePositiveRate === null || truePositiveRate === null) return [];
    return [{ threshold, falsePositiveRate, truePositiveRate }];
  });
}

/** Standard deviation of the metrics over the folds; null where there are no folds. */
export function spreadOf(model: Model, problemType: ProblemType): Metrics | null {
  const table = model.crossValidationSummary;
  if (!table) return null;
  const metrics = column(table, '');
  const deviations = numbers(table, 'sd');
  const of = (name: string) => deviations[metrics.indexOf(name)] ?? null;
  const classes = problemType !== 'REGRESSION';
  return {
    auc: of('auc'),
    aucpr: of('pr_auc'),
    logloss: of('logloss'),
    meanPerClassError: of('mean_per_class_error'),
    accuracy: of('accuracy'),
    mse: of('mse'),
    rmse: of('rmse'),
    mae: of('mae'),
    rmsle: of('rmsle'),
    r2: classes ? null : of('r2'),
  };
}

/** Of the rows that the model was not shown: those of all folds in turn, or those of the one split. */
const crossValidated = (model: Model): ModelMetrics | null =>
  model.crossValidationMetrics ?? model.validationMetrics;

function accuracy(matrix: ConfusionMatrix | null): number | null {
  if (!matrix) return null;
  const total = matrix.counts.flat().reduce((sum, count) => sum + count, 0);
  const right = matrix.counts.reduce((sum, row, label) => sum + (row[label] ?? 0), 0);
  return total > 0 ? right / total : null;
}
