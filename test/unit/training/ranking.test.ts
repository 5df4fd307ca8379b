import { describe, expect, it } from 'vitest';
import type { Metrics } from '../../../src/domain/leaderboard.js';
import type { ProblemType, SortMetric } from '../../../src/domain/training-options.js';
import { ranked } from '../../../src/training/ranking.js';

const NONE: Metrics = {
  ...{ auc: null, aucpr: null, logloss: null, meanPerClassError: null, accuracy: null },
  ...{ mse: null, rmse: null, mae: null, rmsle: null, r2: null },
};

function order(field: keyof Metrics, sortMetric: SortMetric, problemType: ProblemType = 'BINARY') {
  const of = (modelId: string, value: number | null) => ({
    ...{ modelId, algorithm: 'GBM' as const, spread: null, trainingMs: null },
    metrics: { ...NONE, [field]: value },
  });
  const entries = [of('none', null), of('middle', 0.5), of('most', 0.9), of('least', 0.1)];
  return ranked(entries, sortMetric, problemType).map(({ modelId, rank }) => `${rank} ${modelId}`);
}

describe('the leaderboard', () => {
  it.each([
    ['AUC', 'auc'],
    ['AUCPR', 'aucpr'],
  ] as const)('begins with the largest %s', (metric, field) => {
    expect(order(field, metric)).toEqual(['1 most', '2 middle', '3 least', '4 none']);
  });

  it.each([
    ['LOGLOSS', 'logloss'],
    ['MEAN_PER_CLASS_ERROR', 'meanPerClassError'],
    ['RMSE', 'rmse'],
    ['MSE', 'mse'],
    ['MAE', 'mae'],
    ['RMSLE', 'rmsle'],
  ] as const)('begins with the smallest %s', (metric, field) => {
    expect(order(field, metric)).toEqual(['1 least', '2 middle', '3 most', '4 none']);
  });

  it('goes by logloss or RMSE unless asked', () => {
    expect(order('logloss', 'AUTO')[0]).toBe('1 least');
    expect(order('rmse', 'AUTO', 'REGRESSION')[0]).toBe('1 least');
  });
});
