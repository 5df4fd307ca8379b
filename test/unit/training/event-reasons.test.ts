import { describe, expect, it } from 'vitest';
import type { AutoMLEvent } from '../../../src/h2o/client/wire-automl.js';
import { eventReasons, ranOutOfTime } from '../../../src/training/event-reasons.js';

const event = (level: string, message: string): AutoMLEvent => ({
  timestamp: 0,
  level,
  message,
  stage: null,
});

describe('the reasons in the event log', () => {
  it('are given by algorithm and without H2O’s wrapping', () => {
    const reasons = eventReasons([
      event('INFO', 'AutoML: starting XGBoost_1_AutoML_3_20261124_00635 model training'),
      event('INFO', 'AutoML: starting GBM_1_AutoML_3_20261124_00635 model training'),
      event(
        'ERROR',
        '_min_rows param, The dataset size is too small to split for min_rows=100.0: must have at least 200.0 (weighted) rows, but have only 150.0.',
      ),
      event(
        'ERROR',
        'DRF_1_AutoML_3_20261124_00635 [DRF def_1] failed: water.exceptions.H2OModelBuilderIllegalArgumentException: Illegal argument(s) for DRF model: DRF_1.  Details: ERRR on field: _response: Response cannot be constant.',
      ),
    ]);
    expect([...reasons]).toEqual([
      [
        'GBM',
        [
          'The dataset size is too small to split for min_rows=100.0: must have at least 200.0 (weighted) rows, but have only 150.0.',
        ],
      ],
      ['DRF', ['Response cannot be constant.']],
    ]);
  });

  it('are given once each', () => {
    const again = event('ERROR', 'Response cannot be constant.');
    expect([...eventReasons([again, again])]).toEqual([[null, ['Response cannot be constant.']]]);
  });

  it('tell when the time was over', () => {
    expect(ranOutOfTime([event('DEBUG', 'AutoML: out of time; skipping GBM def_5')])).toBe(true);
    expect(ranOutOfTime([event('DEBUG', 'AutoML: hit the max_models limit; skipping GBM def_5')])).toBe(
      false,
    );
  });
});
