import { expect, it } from 'vitest';
import type { LeaderboardEntry } from '../../../src/domain/leaderboard.js';
import { linearFailed } from '../../../src/training/linear.js';

const events = [
  'AutoML: starting GLM_1_AutoML_3_20261124_00635 model training',
  'GLM_1_AutoML_3_20261124_00635 [GLM def_1] failed: java.lang.ArrayIndexOutOfBoundsException: Index 20 out of bounds for length 20',
].map((message, index) => ({ timestamp: index, level: index === 0 ? 'INFO' : 'ERROR', message }));
const entry = (algorithm: LeaderboardEntry['algorithm']) =>
  ({ algorithm, modelId: '', rank: 1 }) as unknown as LeaderboardEntry;

it('tells where a linear model of several classes failed inside H2O, so that it is tried with another penalty', () => {
  const failed = { entries: [entry('GBM')], events };
  expect(linearFailed(['GLM', 'GBM'], 'MULTICLASS', failed)).toBe(true);
  expect(linearFailed(['GLM', 'GBM'], 'BINARY', failed)).toBe(false);
  expect(linearFailed(['GBM'], 'MULTICLASS', failed)).toBe(false);
  expect(linearFailed(['GLM'], 'MULTICLASS', { entries: [entry('GLM')], events })).toBe(false);
  expect(linearFailed(['GLM'], 'MULTICLASS', { entries: [], events: [] })).toBe(false);
});
