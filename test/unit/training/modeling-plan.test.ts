import { describe, expect, it } from 'vitest';
import { chooseFolds, modelingPlan, type ModelingPlan } from '../../../src/training/modeling-plan.js';

const steps = (plan: ModelingPlan) =>
  plan.entries.flatMap((entry) => entry.steps.map((step) => ({ name: entry.name, ...step })));
const inOrder = (plan: ModelingPlan) =>
  steps(plan)
    .toSorted((a, b) => a.group! - b.group!)
    .map(({ name, id }) => `${name} ${id}`);

describe('the modeling plan', () => {
  it('builds one model of each requested algorithm before a second of any', () => {
    const plan = modelingPlan(['GLM', 'GBM', 'XGBOOST', 'DRF', 'DEEP_LEARNING'], 1000, 3, 10);
    expect(inOrder(plan).slice(0, 5)).toEqual([
      'GLM def_1',
      'XGBoost def_3',
      'GBM def_2',
      'DRF def_1',
      'DeepLearning def_1',
    ]);
  });

  it('leaves out the steps whose leaves want more rows than a fold has to train on', () => {
    const gbms = (rows: number, folds: number) =>
      inOrder(modelingPlan(['GBM'], rows, folds, 10)).filter((step) => step.includes('def_'));
    expect(gbms(10, 5)).toEqual(['GBM def_1']);
    expect(gbms(24, 5)).toEqual(['GBM def_1']);
    expect(gbms(25, 5)).toEqual(['GBM def_2', 'GBM def_3', 'GBM def_4', 'GBM def_1']);
    expect(gbms(299, 3)).not.toContain('GBM def_5');
    expect(gbms(300, 3)).toContain('GBM def_5');
  });

  it('holds to maxModels, unless there are more algorithms than that', () => {
    expect(modelingPlan(['GLM', 'GBM', 'XGBOOST'], 500, 3, 3).maxModels).toBe(3);
    expect(modelingPlan(['GLM', 'GBM', 'XGBOOST'], 500, 3, 2).maxModels).toBe(3);
  });

  it('puts ensembles last and does not count them', () => {
    const plan = modelingPlan(['STACKED_ENSEMBLE', 'GLM', 'GBM'], 500, 3, 2);
    expect(inOrder(plan).slice(-2)).toEqual([
      'StackedEnsemble best_of_family_xglm',
      'StackedEnsemble all_xglm',
    ]);
    expect(plan).toMatchObject({ maxModels: 2, expectedModels: 4 });
  });

  it('expects no more models than there are steps, where there is no grid to go on with', () => {
    expect(modelingPlan(['GLM', 'DRF'], 500, 3, 10).expectedModels).toBe(3);
    expect(modelingPlan(['GLM', 'GBM'], 500, 3, 20).expectedModels).toBe(20);
  });

  it('takes more folds where rows are few', () => {
    expect(chooseFolds(10)).toBe(5);
    expect(chooseFolds(100)).toBe(3);
  });
});
