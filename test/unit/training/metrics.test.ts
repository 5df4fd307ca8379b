import { describe, expect, it } from 'vitest';
import { ThresholdOptions } from '../../../src/domain/training-options.js';
import { confusionMatrixOf, metricsOf, rocCurveOf, spreadOf } from '../../../src/training/metrics.js';
import { modelOf, tableOf } from './models.js';

const ACCURACY = ThresholdOptions.parse({ criterion: 'ACCURACY' });

const classifier = modelOf(
  { category: 'Binomial', names: ['x', 'y'], domains: [null, ['no', 'yes']] },
  {
    auc: 0.9,
    logloss: 0.3,
    rmse: 0.4,
    r2: 0.5,
    confusionMatrix: tableOf({
      no: [40, 5, 45],
      yes: [10, 45, 55],
      Error: [0.2, 0.1, 0.15],
      Rate: ['10 / 50', '5 / 50', '15 / 100'],
    }),
    thresholds: tableOf({
      threshold: [0.9, 0.1],
      fpr: [0, 1],
      tpr: [0.5, 1],
      tps: [40, 50],
      fps: [5, 50],
      tns: [45, 0],
      fns: [10, 0],
    }),
  },
);

describe('the metrics of a model', () => {
  it('gives two classes the accuracy at the threshold asked for, and no R²', () => {
    expect(metricsOf(classifier, 'BINARY', ACCURACY)).toMatchObject({
      auc: 0.9,
      logloss: 0.3,
      rmse: 0.4,
      accuracy: 0.85,
      r2: null,
      mae: null,
    });
  });

  it('gives a regression its R² and no accuracy', () => {
    const model = modelOf({}, { r2: 0.8, mae: 2 });
    expect(metricsOf(model, 'REGRESSION', ACCURACY)).toMatchObject({
      r2: 0.8,
      mae: 2,
      accuracy: null,
      auc: null,
    });
  });

  it('is all null where there was no cross-validation', () => {
    const metrics = metricsOf(modelOf({ crossValidationMetrics: null }), 'REGRESSION', ACCURACY);
    expect(new Set(Object.values(metrics))).toEqual(new Set([null]));
  });
});

describe('the spread over the folds', () => {
  it('is the standard deviation that H2O gives each metric', () => {
    const crossValidationSummary = tableOf({
      '': ['auc', 'pr_auc', 'r2'],
      mean: [0.9, 0.8, 0.5],
      sd: [0.1, 0.2, 0.3],
    });
    const spread = spreadOf(modelOf({ crossValidationSummary }), 'BINARY');
    expect(spread).toMatchObject({ auc: 0.1, aucpr: 0.2, logloss: null, r2: null });
    expect(spreadOf(modelOf({}), 'BINARY')).toBeNull();
  });
});

describe('the confusion matrix', () => {
  it('counts by actual, then by predicted label, without totals and rates', () => {
    expect(confusionMatrixOf(classifier)).toEqual({
      labels: ['no', 'yes'],
      counts: [
        [40, 10],
        [5, 45],
      ],
    });
  });

  it('is distinguished from its own columns when a class is called Error', () => {
    const model = modelOf(
      { domains: [null, ['Error', 'Rate']] },
      {
        confusionMatrix: tableOf({
          '': ['Error', 'Rate', 'Totals'],
          a: [1, 2, 3],
          b: [4, 5, 9],
          c: [0, 0, 0],
        }),
      },
    );
    expect(confusionMatrixOf(model)?.counts).toEqual([
      [1, 4],
      [2, 5],
    ]);
  });

  it('is null for a regression', () => {
    expect(confusionMatrixOf(modelOf({}))).toBeNull();
  });
});

describe('the ROC curve', () => {
  it('has a point a threshold', () => {
    expect(rocCurveOf(classifier)).toEqual([
      { threshold: 0.9, falsePositiveRate: 0, truePositiveRate: 0.5 },
      { threshold: 0.1, falsePositiveRate: 1, truePositiveRate: 1 },
    ]);
  });

  it('leaves out a point that is not finite', () => {
    const thresholds = tableOf({ threshold: [0.9, 0.1], fpr: [null, 1], tpr: [0.5, 1] });
    expect(rocCurveOf(modelOf({}, { thresholds }))).toHaveLength(1);
  });

  it('is null unless there are two classes', () => {
    expect(rocCurveOf(modelOf({}))).toBeNull();
  });
});
