import { describe, expect, it } from 'vitest';
import type { ColumnProfile } from '../../../src/domain/column-profile.js';
import { ValidationOptions } from '../../../src/domain/training-options.js';
import { auxiliaryColumns, requireFit } from '../../../src/intake/sample/auxiliary-columns.js';
import type { SampleRequest } from '../../../src/intake/sample/sample-request.js';

const column = (
  name: string,
  type: ColumnProfile['type'],
  changes: Partial<ColumnProfile> = {},
): ColumnProfile => ({
  ...{ name, type, missing: 0, distinct: 9, examples: [], exampleCounts: [] },
  ...{ min: 1, max: 9, mean: 4, histogram: [] },
  ...changes,
});
const COLUMNS = [
  column('patient', 'TEXT'),
  column('day', 'TIME'),
  column('weight', 'NUMERIC'),
  column('debt', 'NUMERIC', { min: -4 }),
  column('y', 'NUMERIC'),
];
const request = (options: Partial<SampleRequest>): SampleRequest => ({
  target: 'y',
  problemType: 'AUTO',
  maxRows: null,
  ignoredColumns: [],
  seed: 1,
  outFile: '/nowhere',
  ...options,
});
const find = (options: Partial<SampleRequest>) => auxiliaryColumns(COLUMNS, 'y', request(options));

describe('columns that weigh or divide the rows', () => {
  it('go into the sample, also where they are free text', () => {
    const validation = ValidationOptions.parse({ kind: 'GROUPED', column: 'patient' });
    expect(find({ validation, weightColumn: 'weight' }).map(({ name }) => name)).toEqual([
      'weight',
      'patient',
    ]);
    expect(find({})).toEqual([]);
  });

  it.each([
    [{ weightColumn: 'wieght' }, 'weightColumn: the file has no column "wieght". Did you mean "weight"?'],
    [{ weightColumn: 'debt' }, 'weightColumn: a weight is a number, 0 or more, in every row; "debt" holds'],
    [{ weightColumn: 'y' }, 'weightColumn: "y" is the target.'],
    [
      { validation: ValidationOptions.parse({ kind: 'TIME_ORDERED', column: 'patient' }) },
      'validation.column: TIME_ORDERED needs a column of times or numbers',
    ],
    [
      { monotone: [{ column: 'day', direction: 'INCREASING' as const }] },
      'monotone: "day" is no column of numbers.',
    ],
  ])('are refused with a sentence: %o', (options, message) => {
    expect(() => find(options)).toThrow(message);
  });

  it.each([
    [{ sortMetric: 'AUC' as const }, 'REGRESSION', 'sortMetric: AUC does not fit a REGRESSION. Choose RMSE'],
    [{ balanceClasses: true }, 'REGRESSION', 'balanceClasses: a regression has no classes'],
    [
      { monotone: [{ column: 'x', direction: 'DECREASING' as const }] },
      'MULTICLASS',
      'monotone: a prediction of three',
    ],
  ] as const)('%o is refused for a %s', (options, problemType, message) => {
    expect(() => requireFit(request(options), problemType)).toThrow(message);
  });
});
