import { expect, test } from 'vitest';
import { FINDING_CODES, StoredFindings } from '../../../src/domain/finding.js';
import { Metrics } from '../../../src/domain/leaderboard.js';
import { TrainingOptions } from '../../../src/domain/training-options.js';

const FINDING = {
  code: 'LEAK',
  severity: 'WARNING',
  column: 'paid',
  rows: null,
  examples: [],
  message: 'paid gives the target away. Leave it out.',
};

test('finding codes are sorted, each there once', () => {
  expect([...FINDING_CODES]).toEqual([...new Set(FINDING_CODES)].sort());
});

test('a finding with a code of a newer version is left out, and the others stay', () => {
  expect(StoredFindings.parse([FINDING, { ...FINDING, code: 'OF_TOMORROW' }])).toEqual([FINDING]);
});

test("options of the first release open with today's defaults for what they did not have", () => {
  const old = {
    target: 'species',
    problemType: 'AUTO',
    maxRows: null,
    ignoredColumns: ['id'],
    algorithms: ['GLM'],
    escalate: false,
    maxModels: 2,
    maxRuntimeSecs: 20,
    seed: 7,
  };
  expect(TrainingOptions.parse(old)).toEqual({
    ...old,
    includeColumns: [],
    columns: [],
    validation: { kind: 'RANDOM', column: null, folds: null, testFraction: 0 },
    sortMetric: 'AUTO',
    weightColumn: null,
    balanceClasses: false,
    monotone: [],
    threshold: { criterion: 'AUTO', value: null, falsePositiveCost: 1, falseNegativeCost: 1 },
  });
});

test('a field of a newer version passes through a record unharmed', () => {
  const metrics = Object.fromEntries(Object.keys(Metrics.shape).map((name) => [name, null]));
  expect(Metrics.parse({ ...metrics, mcc: 0.5 })).toEqual({ ...metrics, mcc: 0.5 });
});
