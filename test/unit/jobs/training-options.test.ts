import { describe, expect, test } from 'vitest';
import { readTrainingOptions, type RequestedOptions } from '../../../src/jobs/training-options.js';
import { DEFAULT_TRAINING_OPTIONS } from '../../../src/domain/training-options.js';
import { BadUserInputError } from '../../../src/domain/errors.js';

function refusal(input: RequestedOptions): BadUserInputError {
  try {
    readTrainingOptions(input);
  } catch (error) {
    if (error instanceof BadUserInputError) return error;
    throw error;
  }
  throw new Error('The options were accepted.');
}

describe('training options', () => {
  test('are the defaults where nothing is said', () => {
    expect(readTrainingOptions(undefined)).toEqual(DEFAULT_TRAINING_OPTIONS);
    expect(readTrainingOptions({})).toEqual(DEFAULT_TRAINING_OPTIONS);
  });

  test('take null for the default, and for all rows where it is maxRows', () => {
    const options = readTrainingOptions({ maxModels: null, algorithms: null, seed: null, maxRows: null });
    expect(options).toEqual({ ...DEFAULT_TRAINING_OPTIONS, maxRows: null });
  });

  test.each([
    ['maxRows', 9, '10 or more, or null for all rows'],
    ['maxModels', 0, '1 to 1000'],
    ['maxModels', 1001, '1 to 1000'],
    ['maxRuntimeSecs', 0, '1 to 86400'],
    ['maxRuntimeSecs', 86_401, '1 to 86400'],
    ['seed', -1, '0 or more'],
  ] as const)('refuse %s: %d and say what is allowed', (field, value, allowed) => {
    const error = refusal({ [field]: value });
    expect(error.message).toBe(`options.${field}: ${value} is out of range. It must be ${allowed}.`);
    expect(error.details).toMatchObject({ field: `options.${field}`, value });
  });

  test.each<[string, RequestedOptions, RegExp]>([
    ['no algorithm', { algorithms: [] }, /options\.algorithms: .* at least one/],
    ['an algorithm twice', { algorithms: ['GBM', 'GLM', 'GBM'] }, /names GBM twice/],
    ['an ensemble of nothing', { algorithms: ['STACKED_ENSEMBLE'] }, /combines the models of others/],
    ['a target without a name', { target: '' }, /options\.target/],
    ['the target among the ignored', { target: 'a', ignoredColumns: ['a'] }, /must not hold the target/],
    ['a column ignored twice', { ignoredColumns: ['a', 'b', 'a'] }, /names "a" twice/],
  ])('refuse %s', (_what, input, message) => {
    expect(refusal(input).message).toMatch(message);
  });

  test('take an ensemble beside another algorithm', () => {
    expect(readTrainingOptions({ algorithms: ['GBM', 'STACKED_ENSEMBLE'] }).algorithms).toHaveLength(2);
  });
});
