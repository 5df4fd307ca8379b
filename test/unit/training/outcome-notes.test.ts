import { describe, expect, it } from 'vitest';
import { DEFAULT_TRAINING_OPTIONS } from '../../../src/domain/training-options.js';
import type { AutoMLEvent } from '../../../src/h2o/client/wire-automl.js';
import { limitNotes, noModel } from '../../../src/training/outcome-notes.js';

const event = (level: string, message: string): AutoMLEvent => ({ timestamp: 0, level, message });
const over = { failure: null, isCutOff: false };
const options = { ...DEFAULT_TRAINING_OPTIONS, maxRuntimeSecs: 5 };

describe('the error of a run without a model', () => {
  it('names the budget where that was too short for any', () => {
    const events = [event('INFO', 'AutoML: out of time; skipping XGBoost def_3')];
    expect(noModel(events, options, over)).toMatchObject({
      taskCode: 'NO_MODEL',
      message:
        'H2O built no model. No model was finished within maxRuntimeSecs (5 s); allow more time, fewer rows or fewer columns.',
    });
    expect(noModel([], options, { ...over, isCutOff: true }).message).toContain('maxRuntimeSecs (5 s)');
  });

  it('has the reasons of each algorithm and of the job, or says that there was none', () => {
    const events = [
      event('INFO', 'AutoML: starting GLM_1_AutoML_3_20261124_00635 model training'),
      event('ERROR', 'Response cannot be constant.'),
    ];
    expect(noModel(events, options, { ...over, failure: 'disk full' }).message).toBe(
      'H2O built no model. GLM: Response cannot be constant. disk full',
    );
    expect(noModel([], options, over).message).toBe('H2O built no model. It gave no reason.');
  });
});

it('tells that maxModels gives way to one model of each algorithm', () => {
  expect(limitNotes(['GLM', 'GBM'], 1)).toEqual([
    'maxModels is 1, but 2 algorithms were to be trained: built one model of each.',
  ]);
  expect(limitNotes(['GLM', 'GBM', 'STACKED_ENSEMBLE'], 2)).toEqual([]);
});
