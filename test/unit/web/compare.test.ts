import { describe, expect, it } from 'vitest';
import { describeJudgement } from '../../../web/src/compare/describe-judgement.js';
import { judge, pairToCompare, withPairs, type Judged } from '../../../web/src/compare/judge.js';
import type { AllMetricsFragment as Metrics } from '../../../web/src/gql/graphql.js';

const metrics = (changes: Partial<Metrics>): Metrics => changes;

function task(id: string, logloss: number, spread: number | null, changes: Partial<Judged> = {}): Judged {
  const entry = { modelId: id, algorithm: 'GBM' as const, rank: 1 };
  return {
    id,
    target: 'y',
    problemType: 'BINARY',
    datasetId: 'one',
    baseline: metrics({ logloss: 0.7 }),
    leader: {
      ...entry,
      metrics: metrics({ logloss, auc: 1 - logloss }),
      spread: spread === null ? null : metrics({ logloss: spread }),
    },
    leaderboard: [],
    options: OPTIONS,
    ...changes,
  };
}

const OPTIONS: Judged['options'] = {
  problemType: 'AUTO',
  algorithms: ['GBM'],
  escalate: false,
  ignoredColumns: [],
  includeColumns: [],
  maxModels: 1,
  maxRuntimeSecs: 60,
  seed: 1,
  columns: [],
  validation: { kind: 'RANDOM', testFraction: 0 },
  sortMetric: 'AUTO',
  threshold: { criterion: 'AUTO', falsePositiveCost: 1, falseNegativeCost: 1 },
  balanceClasses: false,
  monotone: [],
};

describe('which of some tasks is better', () => {
  it('is the one whose metric is better by more than the spread over the folds of either', () => {
    const judgement = judge([task('a', 0.5, 0.02), task('b', 0.4, 0.05), task('c', 0.6, 0.01)]);
    expect(judgement).toMatchObject({
      kind: 'ranked',
      values: [0.4, 0.5],
      spread: 0.05,
      isClear: true,
      isSameTable: true,
    });
    expect(describeJudgement(judgement, (id) => id)).toContain(
      '“b” is better than “a”: Logloss 0.4 against 0.5.',
    );
  });

  it('is not said where the difference is within the spread, or where there are no folds', () => {
    const close = judge([task('a', 0.5, 0.02), task('b', 0.47, 0.05)]);
    expect(describeJudgement(close, (id) => id)).toMatch(/^No clear winner/);
    const foldless = judge([task('a', 0.5, null), task('b', 0.4, 0.05)]);
    expect(describeJudgement(foldless, (id) => id)).toContain('nothing says whether that is chance');
  });

  it('is not asked of tasks that predict different things, and doubtful on different tables', () => {
    expect(judge([task('a', 0.5, 0.1), task('b', 0.4, 0.1, { target: 'z' })]).kind).toBe('different');
    expect(judge([task('a', 0.5, 0.1), task('b', 0.4, 0.1, { leader: null })]).kind).toBe('too few');
    const judgement = judge([task('a', 0.5, 0.1), task('b', 0.4, 0.1, { datasetId: 'two' })]);
    expect(judgement).toMatchObject({ isSameTable: false });
  });

  it('goes by the metric that all are sorted by', () => {
    const options: Judged['options'] = { ...OPTIONS, sortMetric: 'AUC' };
    expect(judge([task('a', 0.5, 0.1, { options }), task('b', 0.4, 0.1, { options })])).toMatchObject({
      metric: { name: 'auc' },
      values: [0.6, 0.5],
      isClear: null,
    });
  });

  it('is found row by row where the rows are the same, which shows what the folds hide', () => {
    const close = judge([task('a', 0.5, 0.02), task('b', 0.49, 0.05)]);
    expect(pairToCompare(close)).toEqual(['b', 'a']);
    const sure = withPairs(close, { rows: 3000, difference: -0.01, standardError: 0.002 });
    expect(describeJudgement(sure, (id) => id)).toBe(
      '“b” is better than “a”: Logloss 0.49 against 0.5. Row by row, on the same 3,000 rows, none of which the models ' +
        'had seen, its logloss is lower by 0.01 ± 0.004: more than chance.',
    );
    const unsure = withPairs(close, { rows: 3000, difference: -0.01, standardError: 0.008 });
    expect(describeJudgement(unsure, (id) => id)).toMatch(
      /^No clear winner: .*may be chance \(0\.01 ± 0\.016/,
    );
    expect(withPairs(close, null)).toBe(close);
  });

  it('is not found row by row for a metric that no row has by itself', () => {
    const options: Judged['options'] = { ...OPTIONS, sortMetric: 'AUC' };
    expect(
      pairToCompare(judge([task('a', 0.5, 0.1, { options }), task('b', 0.4, 0.1, { options })])),
    ).toBeNull();
  });
});
