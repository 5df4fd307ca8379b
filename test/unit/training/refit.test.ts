import { describe, expect, it } from 'vitest';
import { Recipe } from '../../../src/h2o/client/wire-recipe.js';
import { settingsOf } from '../../../src/training/refit.js';

const recipeOf = (algo: string, actual: Record<string, unknown>, output: object = {}) =>
  Recipe.parse({
    models: [
      {
        algo,
        parameters: Object.entries(actual).map(([name, actual_value]) => ({ name, actual_value })),
        output,
      },
    ],
  });

describe('the settings of a model that is trained again', () => {
  it('are those that make it what it is, with as many trees as it stopped at', () => {
    const summary = {
      columns: [{ name: 'number_of_trees', type: 'long' }],
      rowcount: 1,
      data: [[45]],
    };
    const gbm = recipeOf(
      'gbm',
      {
        model_id: { name: 'GBM_1' },
        ntrees: 10_000,
        max_depth: 7,
        stopping_rounds: 3,
        histogram_type: 'UniformAdaptive',
        fold_column: null,
      },
      { model_summary: summary },
    );
    expect(settingsOf(gbm)).toEqual({ ntrees: 45, max_depth: 7, histogram_type: 'UniformAdaptive' });
  });

  it('are the penalty that a linear model found best, in place of the search for it', () => {
    const glm = recipeOf(
      'glm',
      { lambda_search: true, alpha: [0, 0.5], lambda: [15, 0.1], missing_values_handling: 'MeanImputation' },
      { lambda_best: 0.004, alpha_best: 0.5 },
    );
    expect(settingsOf(glm)).toEqual({
      missing_values_handling: 'MeanImputation',
      lambda: [0.004],
      alpha: [0.5],
    });
  });

  it('are none of an ensemble', () => {
    expect(settingsOf(recipeOf('stackedensemble', {}))).toBeNull();
  });
});
