import { describe, expect, it } from 'vitest';
import { builderRequest } from '../../../src/h2o/client/automl-spec.js';
import { AutoML, FrameSummary } from '../../../src/h2o/client/wire-automl.js';
import { column, finite, Job, numbers, table } from '../../../src/h2o/client/wire.js';

describe('what H2O answers', () => {
  it('has numbers that are not finite as text; they are read as missing', () => {
    expect([1.5, 'NaN', 'Infinity', '-Infinity', null].map((value) => finite.parse(value))).toEqual([
      1.5,
      null,
      null,
      null,
      null,
    ]);
    expect(finite.safeParse('text').success).toBe(false);
  });

  it('has tables by column, with text where a number is missing', () => {
    const parsed = table.parse({
      columns: [
        { name: '', type: 'string' },
        { name: 'rmse', type: 'double' },
      ],
      rowcount: 2,
      data: [
        ['a', 'b'],
        [0.5, 'NaN'],
      ],
    });
    expect(column(parsed, '')).toEqual(['a', 'b']);
    expect(numbers(parsed, 'rmse')).toEqual([0.5, null]);
    expect(column(parsed, 'none')).toEqual([]);
  });

  it('has jobs with and without a result, and none of an unknown state', () => {
    const job = { key: { name: 'j' }, status: 'RUNNING', progress: 0.5, start_time: 7, msec: 9 };
    expect(Job.parse(job)).toEqual({
      key: 'j',
      status: 'RUNNING',
      progress: 0.5,
      message: null,
      startedAt: 7,
      elapsedMs: 9,
      destination: null,
      exception: null,
      warnings: [],
    });
    expect(Job.safeParse({ ...job, status: 'SLEEPING' }).success).toBe(false);
  });

  it('has an AutoML run without a leaderboard at its very start', () => {
    expect(AutoML.parse({ automl_id: { name: 'p@@y' }, project_name: 'p' })).toEqual({
      id: 'p@@y',
      project: 'p',
      leaderboard: { sortMetric: null, rows: [] },
      events: [],
    });
  });

  it('has a histogram of levels, the fullest bin of which names the commonest', () => {
    const level = (bins: number[], stride: number) =>
      FrameSummary.parse({
        frames: [
          {
            rows: 9,
            columns: [
              {
                label: 'c',
                type: 'enum',
                missing_count: 0,
                mins: ['NaN'],
                maxs: [2],
                mean: 'NaN',
                domain: ['a', 'b', 'c', 'd'],
                histogram_bins: bins,
                histogram_stride: stride,
              },
            ],
          },
        ],
      }).columns[0]?.commonest;
    expect(level([1, 5, 3, 0], 1)).toBe('b');
    expect(level([1, 5], 2)).toBe('c');
    expect(level([0, 0, 0, 0], 1)).toBeNull();
  });
});

describe('what H2O is asked', () => {
  const spec = { project: 'p', frame: 'f', response: 'y', folds: 3, seed: 1, maxRuntimeSecs: 60 };

  it('names algorithms or steps, never both, and keeps nothing of the cross-validation', () => {
    const byName = builderRequest({ ...spec, maxModels: 3, models: { algorithms: ['GLM'] } });
    expect(byName).toMatchObject({
      build_control: {
        keep_cross_validation_models: false,
        keep_cross_validation_predictions: false,
        stopping_criteria: { max_models: 3, max_runtime_secs: 60, seed: 1 },
      },
      input_spec: { training_frame: 'f', response_column: 'y', sort_metric: 'AUTO' },
      build_models: { include_algos: ['GLM'] },
    });
    const plan = [{ name: 'GBM' as const, steps: [{ id: 'def_2' }] }];
    expect(builderRequest({ ...spec, models: { plan } })).toMatchObject({
      build_control: { stopping_criteria: { max_models: 0 } },
      build_models: { modeling_plan: plan },
    });
  });
});
