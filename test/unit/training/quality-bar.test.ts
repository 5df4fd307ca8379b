import { describe, expect, it } from 'vitest';
import { ThresholdOptions } from '../../../src/domain/training-options.js';
import { meetsQualityBar } from '../../../src/training/quality-bar.js';
import { metricsOf } from '../../../src/training/metrics.js';
import { modelOf } from './models.js';

const bar = { maxLogloss: 0.5, minR2: 0.7, minSkill: 0.25 };
const figures = (metrics: object) =>
  metricsOf(modelOf({}, metrics), 'REGRESSION', ThresholdOptions.parse({}));

describe('the quality bar', () => {
  it.each([
    ['BINARY', { logloss: 0.5 }, 0.7, true],
    ['MULTICLASS', { logloss: 0.51 }, 2, false],
    ['REGRESSION', { r2: 0.7, logloss: 9 }, 9, true],
    ['REGRESSION', { r2: 0.69 }, 1, false],
    ['BINARY', {}, 0.7, false],
    ['REGRESSION', {}, 1, false],
  ] as const)('judges a %s by %o against a loss of %d: %s', (problemType, metrics, loss, passes) => {
    expect(meetsQualityBar(figures(metrics), figures({ logloss: loss }), problemType, bar)).toBe(passes);
  });

  it('is missed by a model that knows little more than the shares of the classes, however small its logloss', () => {
    const guessing = figures({ logloss: 0.1132 });
    expect(meetsQualityBar(figures({ logloss: 0.1144 }), guessing, 'BINARY', bar)).toBe(false);
    expect(meetsQualityBar(figures({ logloss: 0.08 }), guessing, 'BINARY', bar)).toBe(true);
  });
});
