import { describe, expect, it } from 'vitest';
import { readJudging } from '../../../src/jobs/judging-options.js';

describe('what models are judged by', () => {
  it('has a default for each', () => {
    expect(readJudging(undefined, ['GLM'])).toEqual({
      validation: { kind: 'RANDOM', column: null, folds: null, testFraction: 0 },
      sortMetric: 'AUTO',
      weightColumn: null,
      balanceClasses: false,
      monotone: [],
    });
  });

  it.each([
    ['a group without its column', { validation: { kind: 'GROUPED' } }, 'options.validation.column: give it'],
    ['a column without its kind', { validation: { column: 'day' } }, 'options.validation.column: give it'],
    ['one fold', { validation: { folds: 1 } }, 'options.validation.folds: it must be 2 to 20.'],
    [
      'folds of time',
      { validation: { kind: 'TIME_ORDERED', column: 'day', folds: 3 } },
      'options.validation.folds: TIME_ORDERED has none',
    ],
    [
      'too large a test',
      { validation: { testFraction: 0.6 } },
      'options.validation.testFraction: it must be',
    ],
    [
      'a monotone linear model',
      { monotone: [{ column: 'x', direction: 'INCREASING' }] },
      'options.monotone: only GBM and XGBOOST',
    ],
  ] as const)('refuses %s', (_, input, message) => {
    expect(() => readJudging(input as Parameters<typeof readJudging>[0], ['GLM'])).toThrow(message);
  });
});
