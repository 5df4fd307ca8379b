import { describe, expect, it } from 'vitest';
import { meetsQualityBar } from '../../../src/training/quality-bar.js';
import { metricsOf } from '../../../src/training/metrics.js';
import { modelOf } from './models.js';

const bar = { maxLogloss: 0.5, minR2: 0.7 };

describe('the quality bar', () => {
  it.each([
    ['BINARY', { logloss: 0.5 }, true],
    ['MULTICLASS', { logloss: 0.51 }, false],
    ['REGRESSION', { r2: 0.7, logloss: 9 }, true],
    ['REGRESSION', { r2: 0.69 }, false],
    ['BINARY', {}, false],
    ['REGRESSION', {}, false],
  ] as const)('judges a %s by %o: %s', (problemType, metrics, passes) => {
    expect(meetsQualityBar(metricsOf(modelOf({}, metrics), problemType), problemType, bar)).toBe(passes);
  });
});
