import { describe, expect, it } from 'vitest';
import { DEFAULT_TRAINING_OPTIONS } from '../../../src/domain/training-options.js';
import { chooseFolds } from '../../../src/training/validation/row-plan.js';
import { modelingPlan, type ModelingPlan } from '../../../src/training/modeling-plan.js';

const ofRows = (rows: number, folds: number, width = 10) => ({ rows, folds, width });

const steps = (plan: ModelingPlan) =>
  plan.entries.flatMap((entry) => entry.steps.map((step) => ({ name: entry.name, ...step })));
const inOrder = (plan: ModelingPlan) =>
  steps(plan)
    .toSorted((a, b) => a.group! - b.group!)
    .map(({ name, id }) => `${name} ${id}`);

describe('the modeling plan', () => {
  it('builds one model of each requested algorithm before a second of any', () => {
    const plan = modelingPlan(['GLM', 'GBM', 'XGBOOST', 'DRF', 'DEEP_LEARNING'], ofRows(1000, 3), 10);
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
      inOrder(modelingPlan(['GBM'], ofRows(rows, folds), 10)).filter((step) => step.includes('def_'));
    expect(gbms(10, 5)).toEqual(['GBM def_1']);
    expect(gbms(24, 5)).toEqual(['GBM def_1']);
    expect(gbms(25, 5)).toEqual(['GBM def_2', 'GBM def_3', 'GBM def_4', 'GBM def_1']);
    expect(gbms(299, 3)).not.toContain('GBM def_5');
    expect(gbms(300, 3)).toContain('GBM def_5');
  });

  it('holds to maxModels, unless there are more algorithms than that', () => {
    expect(modelingPlan(['GLM', 'GBM', 'XGBOOST'], ofRows(500, 3), 3).maxModels).toBe(3);
    expect(modelingPlan(['GLM', 'GBM', 'XGBOOST'], ofRows(500, 3), 2).maxModels).toBe(3);
  });

  it('puts ensembles last and does not count them', () => {
    const plan = modelingPlan(['STACKED_ENSEMBLE', 'GLM', 'GBM'], ofRows(500, 3), 2);
    expect(inOrder(plan).slice(-2)).toEqual([
      'StackedEnsemble best_of_family_xglm',
      'StackedEnsemble all_xglm',
    ]);
    expect(plan).toMatchObject({ maxModels: 2, expectedModels: 4 });
  });

  it('expects no more models than there are steps, where there is no grid to go on with', () => {
    expect(modelingPlan(['GLM', 'DRF'], ofRows(500, 3), 10).expectedModels).toBe(3);
    expect(modelingPlan(['GLM', 'GBM'], ofRows(500, 3), 20).expectedModels).toBe(20);
  });

  it('begins with what is quick, and ends with the linear model of a wide table, so that there is a model', () => {
    const plan = modelingPlan(['GLM', 'GBM', 'XGBOOST'], ofRows(4000, 3, 3000), 3);
    expect(inOrder(plan).slice(0, 3)).toEqual(['XGBoost def_3', 'GBM def_2', 'GLM def_1']);
    expect(plan).toMatchObject({ timeShare: 1 / 4 });
    const longer = inOrder(modelingPlan(['GLM', 'GBM', 'XGBOOST'], ofRows(4000, 3, 3000), 10));
    expect(longer.slice(0, 8).filter((step) => step.startsWith('GLM'))).toEqual(['GLM def_1']);
    expect(longer.slice(0, 4)).not.toContain('GLM def_1');
  });

  it('begins with a linear model of few columns where there are more of them than rows, if the engine takes its penalty', () => {
    const [algorithms, rows] = [['GLM', 'GBM', 'XGBOOST'] as const, ofRows(40, 5, 3000)];
    const plan = modelingPlan(algorithms, rows, 3);
    expect(plan.parameters).toEqual([{ algorithm: 'GLM', name: 'alpha', value: [0.5] }]);
    expect(inOrder(plan)[0]).toBe('GLM def_1');
    expect(modelingPlan(algorithms, ofRows(10_000, 3, 500), 3).parameters).toEqual(plan.parameters);
    expect(modelingPlan(algorithms, ofRows(10_000, 3, 50), 3).parameters).toEqual([]);
    const plain = modelingPlan(algorithms, rows, 3, { takesParameters: false });
    expect(plain.parameters).toEqual([]);
    expect(inOrder(plain)[2]).toBe('GLM def_1');
  });

  it('takes more folds where rows are few, and none where they are many or in the order of time', () => {
    const options = DEFAULT_TRAINING_OPTIONS;
    expect(chooseFolds(10, options)).toBe(5);
    expect(chooseFolds(100, options)).toBe(3);
    expect(chooseFolds(50_000, options)).toBe(0);
    expect(chooseFolds(50_000, { ...options, algorithms: ['GBM', 'STACKED_ENSEMBLE'] })).toBe(3);
    const validation = { ...options.validation, folds: 4 };
    expect(chooseFolds(50_000, { ...options, validation })).toBe(4);
    expect(chooseFolds(100, { ...options, validation: { ...validation, kind: 'TIME_ORDERED' } })).toBe(0);
  });
});
