import { describe, expect, it } from 'vitest';
import type { StoredSample } from '../../../src/domain/training-sample.js';
import { resultFindings, type TrainedResult } from '../../../src/training/result-findings.js';

const repeat = (...parts: [string, number][]) =>
  parts.flatMap(([label, times]) => Array.from({ length: times }, () => label));

interface Case extends Partial<Omit<TrainedResult, 'sample' | 'plan' | 'details'>> {
  readonly targets?: readonly string[];
  readonly skill?: number | null;
  readonly sample?: Partial<StoredSample>;
  readonly duplicates?: number;
}

/** Of a good model of two even classes and 200 rows, unless said otherwise. */
function findings({ targets = repeat(['no', 100], ['yes', 100]), skill = 0.5, ...rest }: Case = {}) {
  const sample: StoredSample = {
    columns: [{ name: 'y', type: 'CATEGORICAL' }],
    target: 'y',
    problemType: 'BINARY',
    rowsTotal: targets.length,
    rowsUsed: targets.length,
    rowsWithoutTarget: 0,
    textColumns: [],
    findings: [],
    ...rest.sample,
  };
  return resultFindings({
    sample,
    plan: { targets, duplicates: rest.duplicates ?? 0 },
    details: { skill, variableImportance: [{ column: 'size', relative: 1 }] },
    evidence: rest.evidence ?? 9,
    formula: rest.formula ?? null,
  });
}
const codes = (of: Case) => findings(of).map(({ code }) => code);
const regression = { sample: { problemType: 'REGRESSION' as const } };

describe('what is found in a finished training', () => {
  it('is nothing where nothing is odd', () => {
    expect(findings()).toEqual([]);
  });

  it('is a model that is no better than guessing, or by no more than chance may give', () => {
    expect(findings({ skill: 0.01 })[0]).toMatchObject({
      code: 'NO_BETTER_THAN_BASELINE',
      severity: 'PROBLEM',
      message: expect.stringContaining('no better than knowing the shares of the classes') as string,
    });
    expect(findings({ skill: 0.05, evidence: 1.7, ...regression })[0]?.message).toContain(
      'better than always answering the mean, but by no more than chance may give',
    );
    expect(codes({ skill: 0.05, evidence: 4 })).toEqual([]);
    expect(codes({ skill: null })).toEqual([]);
  });

  it('is a nearly perfect one, with the column that does it, unless that is the order of time', () => {
    expect(findings({ skill: 0.99 })[0]).toMatchObject({ code: 'NEARLY_PERFECT', column: 'size' });
    const ordered = { code: 'TIME_ORDERED' as const, severity: 'WARNING' as const, column: 'size' };
    const known = [{ ...ordered, rows: null, examples: [], message: '' }];
    expect(codes({ skill: 0.99, sample: { findings: known } })).toEqual([]);
  });

  it('is what the target is made of', () => {
    const term = (column: string, factor = 1) => ({ column, factor });
    const formula = { terms: [term('parts'), term('labour')], constant: 0 };
    expect(findings({ skill: 0.999, formula, ...regression })[0]).toMatchObject({
      code: 'LEAK',
      examples: ['parts', 'labour'],
      message: expect.stringContaining('"y" is the sum of "parts" and "labour"') as string,
    });
    const copy = { terms: [term('cents', 100)], constant: 0 };
    expect(findings({ formula: copy, ...regression })[0]).toMatchObject({ code: 'LEAK', column: 'cents' });
  });

  it('are few rows, a sample, and rows that come twice', () => {
    expect(codes({ targets: repeat(['no', 30], ['yes', 30]) })).toEqual(['FEW_ROWS']);
    expect(findings({ sample: { rowsTotal: 1500, rowsUsed: 500 } })[0]).toMatchObject({
      code: 'SAMPLED',
      rows: 500,
      message: expect.stringContaining('500 of 1500 rows') as string,
    });
    expect(codes({ duplicates: 20 })).toEqual(['DUPLICATE_ROWS']);
    expect(codes({ duplicates: 5 })).toEqual([]);
  });

  it('are imbalance with the number of the rarer class, and classes of few rows', () => {
    const imbalanced = findings({ targets: repeat(['no', 385], ['yes', 15]) });
    expect(imbalanced).toMatchObject([
      { code: 'IMBALANCED', severity: 'WARNING', rows: 15, examples: ['yes'] },
    ]);
    const multiclass = { sample: { problemType: 'MULTICLASS' as const } };
    const rare = findings({ targets: repeat(['a', 100], ['b', 95], ['odd', 1], ['r', 4]), ...multiclass });
    expect(rare).toMatchObject([{ code: 'RARE_CLASS', rows: 5, examples: ['odd', 'r'] }]);
  });

  it('is that classes are numbers, whose order the model does not know', () => {
    const multiclass = { sample: { problemType: 'MULTICLASS' as const } };
    expect(codes({ targets: repeat(['1', 60], ['2', 60], ['3', 60]), ...multiclass })).toEqual([
      'ORDERED_CLASSES',
    ]);
    expect(codes({ targets: repeat(['0', 60], ['1', 60]) })).toEqual([]);
  });
});
