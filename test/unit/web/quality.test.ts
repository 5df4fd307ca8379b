import { describe, expect, it } from 'vitest';
import { judge } from '../../../web/src/predict/quality.js';

describe('how good predictions are', () => {
  it('counts classes by actual and predicted, of the rows whose class is known', () => {
    const rows = ['0', '1', '1', '0', '1'].map((predict) => ({ predict }));
    expect(judge(rows, ['0', '1.0', '0', '', 'other'], ['0', '1'])).toEqual({
      kind: 'classes',
      rows: 3,
      accuracy: 2 / 3,
      counts: [
        [1, 1],
        [0, 1],
      ],
    });
  });

  it('measures numbers by R², RMSE and MAE', () => {
    const rows = [{ predict: 1 }, { predict: 2 }, { predict: 5 }, { predict: null }];
    const quality = judge(rows, ['1', '2', '3', '4'], null);
    // Errors 0, 0 and 2 beside deviations -1, 0 and 1.
    expect(quality).toEqual({ kind: 'numbers', rows: 3, rmse: Math.sqrt(4 / 3), mae: 2 / 3, r2: -1 });
  });

  it('says nothing where no row has both', () => {
    expect(judge([{ predict: 'a' }], [''], ['a', 'b'])).toBeNull();
    expect(judge([{ predict: null }], ['1'], null)).toBeNull();
  });
});
