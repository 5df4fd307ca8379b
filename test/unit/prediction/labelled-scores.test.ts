import { expect, it } from 'vitest';
import { tableOf } from '../../../src/csv/bytes/field-table.js';
import type { SignatureColumn } from '../../../src/domain/manifest.js';
import { laterRows } from '../../../src/evaluation/evaluation-findings.js';
import { joinLabelled, LabelComparer } from '../../../src/prediction/csv/labelled-scores.js';

const number = (name: string): SignatureColumn => ({
  name,
  type: 'NUMERIC',
  levels: null,
  min: null,
  max: null,
  typical: null,
});
const columns: SignatureColumn[] = [
  { ...number('sold'), type: 'TIME', max: 1000 },
  { ...number('sold_year'), max: 2024, derived: { from: 'sold', part: 'year' } },
  { ...number('area'), max: 5 },
];
const signature = {
  problemType: 'REGRESSION' as const,
  response: { name: 'price', levels: null },
  columns,
};

it('parts of a table are compared by row, and joined in their order', () => {
  const comparer = new LabelComparer(signature, { column: number('price'), place: 1 }, true);
  const part = (cells: string[], sold: number[], values: number[]) =>
    comparer.compare(
      tableOf(
        cells.map((cell) => ['x', cell]),
        2,
      ),
      {
        count: cells.length,
        columns: [sold, [2023, 2025, 2025], [9, 9, 9]].map((each) => Float64Array.from(each)),
      },
      { count: cells.length, labels: null, values: [Float64Array.from(values)] },
    );
  const scores = joinLabelled([
    part(['10', '', '30'], [900, 1001, 1002], [11, 22, 33]),
    part(['what', '50'], [1000, 2000], [44, 55]),
  ]);
  expect(scores).toMatchObject({ rows: 5, unlabelled: 2, unseen: 0 });
  expect([...scores.actual]).toEqual([10, 30, 50]);
  expect([...scores.predicted]).toEqual([11, 33, 55]);
  expect(laterRows(scores, signature)).toMatchObject([{ code: 'LATER_ROWS', column: 'sold', rows: 3 }]);
});
