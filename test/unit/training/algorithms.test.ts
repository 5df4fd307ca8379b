import { describe, expect, it } from 'vitest';
import { chooseAlgorithms, withoutTooWide } from '../../../src/training/algorithms.js';

const ALL = new Set(['XGBoost', 'AutoML']);
const WITHOUT_XGBOOST = new Set(['AutoML']);

describe('the algorithms of a task', () => {
  it('are those asked for', () => {
    expect(chooseAlgorithms(['XGBOOST', 'GLM'], ALL)).toEqual({ algorithms: ['XGBOOST', 'GLM'], notes: [] });
  });

  it('are trained without XGBoost where the platform lacks it, and the task says so', () => {
    const chosen = chooseAlgorithms(['GLM', 'XGBOOST'], WITHOUT_XGBOOST);
    expect(chosen.algorithms).toEqual(['GLM']);
    expect(chosen.notes).toEqual(['H2O has no XGBoost on this platform: trained without it.']);
  });

  it('are refused when XGBoost was the only one', () => {
    expect(() => chooseAlgorithms(['XGBOOST'], WITHOUT_XGBOOST)).toThrow(
      expect.objectContaining({
        taskCode: 'NO_MODEL',
        message: expect.stringContaining('Add GBM or GLM') as string,
      }),
    );
  });

  it('give an ensemble that was asked for alone something to combine', () => {
    expect(chooseAlgorithms(['STACKED_ENSEMBLE'], WITHOUT_XGBOOST).algorithms).toEqual([
      'GLM',
      'GBM',
      'STACKED_ENSEMBLE',
    ]);
    expect(chooseAlgorithms(['STACKED_ENSEMBLE'], ALL).notes).toEqual([
      'An ensemble combines other models: trained GLM, GBM, XGBOOST for it.',
    ]);
  });
});

describe('a linear model of more columns than the engine can hold', () => {
  const heap = 1024 ** 3;

  it('is left out, so that the other models are not lost with it', () => {
    expect(withoutTooWide(['GLM', 'GBM'], 500, heap)).toEqual({ algorithms: ['GLM', 'GBM'], notes: [] });
    expect(withoutTooWide(['GLM', 'GBM'], 20_000, null).algorithms).toEqual(['GLM', 'GBM']);
    const { algorithms, notes } = withoutTooWide(['GLM', 'GBM'], 20_000, heap);
    expect(algorithms).toEqual(['GBM']);
    expect(notes).toEqual([expect.stringMatching(/^Trained without GLM: it makes 20000 columns/)]);
  });

  it('is refused where nothing else was asked for', () => {
    expect(() => withoutTooWide(['GLM'], 20_000, heap)).toThrow(
      expect.objectContaining({
        taskCode: 'NO_MODEL',
        message: expect.stringContaining('Add GBM') as string,
      }),
    );
  });
});
