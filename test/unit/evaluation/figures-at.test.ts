import { expect, it } from 'vitest';
import { figuresAt } from '../../../src/evaluation/cross-validated.js';
import { thresholdPoint } from '../../../src/metrics/threshold-point.js';

const NONE = {
  auc: null,
  aucpr: null,
  logloss: null,
  meanPerClassError: null,
  accuracy: null,
  mse: null,
  rmse: null,
  mae: null,
  rmsle: null,
  r2: null,
};
const metrics = { ...NONE, logloss: 0.4, accuracy: 0.9, auc: 0.8 };
const baseline = { ...NONE, logloss: 0.6, accuracy: 0.7 };
const point = thresholdPoint(0.2, {
  truePositives: 20,
  falsePositives: 30,
  trueNegatives: 40,
  falseNegatives: 10,
});

it('matrix, accuracy and verdict follow a threshold; what does not depend on it stays', () => {
  const { confusionMatrix, metrics: after, verdict } = figuresAt(point, ['no', 'yes'], metrics, baseline);
  expect(confusionMatrix.counts).toEqual([
    [40, 30],
    [10, 20],
  ]);
  expect(after).toMatchObject({ accuracy: 0.6, logloss: 0.4, auc: 0.8 });
  expect(verdict).toContain('right in 60 % of the rows');
});

it('a task without a baseline keeps its verdict', () => {
  expect(figuresAt(point, ['no', 'yes'], metrics, null)).not.toHaveProperty('verdict');
});
