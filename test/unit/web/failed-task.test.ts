import { expect, it } from 'vitest';
import { classFigures, confusions } from '../../../web/src/monitor/classes/class-figures.js';
import { diagnose } from '../../../web/src/monitor/failure/remedies.js';
import { excludedColumns, withExcluded } from '../../../web/src/train/excluded-columns.js';

const options = {
  target: 'y',
  problemType: 'AUTO',
  ignoredColumns: ['id'],
  maxRows: null,
  algorithms: ['GLM'],
  escalate: false,
  maxModels: 3,
  maxRuntimeSecs: 60,
  seed: 7,
  sortMetric: 'AUTO',
  includeColumns: ['key'],
  columns: [{ name: 'day', type: 'TIME', timeFormat: 'dd/MM/yyyy', mergeVariants: false }],
  validation: { kind: 'GROUPED', column: 'patient', folds: null, testFraction: 0.2 },
  threshold: { criterion: 'COST', falsePositiveCost: 1, falseNegativeCost: 5, value: null },
  weightColumn: 'weight',
  balanceClasses: true,
  monotone: [{ column: 'age', direction: 'INCREASING' }],
} as const;
const failed = (code: string, message: string) => ({
  error: { code, message },
  options: {
    ...options,
    algorithms: [...options.algorithms],
    ignoredColumns: [...options.ignoredColumns],
    includeColumns: [...options.includeColumns],
    columns: [...options.columns],
    monotone: [...options.monotone],
  },
  target: 'y',
  rowsUsed: 100_000,
  rowsTotal: 100_000,
});

it('a task that ran out of time offers more time or fewer rows, with its other settings kept', () => {
  const { text, remedies, mayRepeat } = diagnose(
    failed(
      'NO_MODEL',
      'H2O built no model. No model was finished within maxRuntimeSecs (60 s); allow more time.',
    ),
  );
  expect(text).toBe('No model was finished within 1 min. Allow more time, or train on fewer rows.');
  expect(remedies.map(({ label }) => label)).toEqual(['Allow 4 min', 'Train on 25,000 rows']);
  expect(remedies[0]?.settings).toMatchObject({
    maxRuntimeSecs: 240,
    excluded: ['id'],
    seed: 7,
    sortMetric: 'AUTO',
    rows: 'all',
  });
  expect(remedies[1]?.settings).toMatchObject({ maxRuntimeSecs: 60, rows: 25_000 });
  expect(mayRepeat).toBe(false);
});

it('a lost engine may be tried again, data that it refused may not', () => {
  expect(diagnose(failed('ENGINE_LOST', 'Lost.')).mayRepeat).toBe(true);
  expect(diagnose(failed('OUT_OF_MEMORY', 'Full.'))).toMatchObject({
    title: 'The training engine ran out of memory',
    remedies: [{ label: 'Train on 25,000 rows' }],
    mayRepeat: false,
  });
  expect(diagnose(failed('ENGINE_REFUSED', 'H2O refused the data.')).mayRepeat).toBe(false);
});

it('leaks and identifiers are excluded until the user includes them, and never the target', () => {
  const columns = [
    { column: 'alive', concern: 'LEAK', message: '' },
    { column: 'id', concern: 'IDENTIFIER', message: '' },
    { column: 'same', concern: 'CONSTANT', message: '' },
  ] as const;
  const advice = { columns, leftOut: ['key'] };
  const start = { excluded: ['x'], included: [], keepsFlagged: false };
  expect([...excludedColumns(start, 'y', advice)]).toEqual(['x', 'alive', 'id', 'key']);
  const next = { ...start, ...withExcluded(start, ['alive', 'x', 'key'], false, advice) };
  expect([...excludedColumns(next, 'y', advice)]).toEqual(['id']);
  expect(next.included).toEqual(['alive', 'key']);
  // Trained again: what the training leaves out by itself it leaves out again.
  expect([...excludedColumns({ ...start, keepsFlagged: true }, 'x', advice)]).toEqual(['key']);
});

it('of many classes those found least and taken for each other most come first', () => {
  const matrix = {
    labels: ['a', 'b', 'c'],
    counts: [
      [9, 1, 0],
      [4, 6, 0],
      [0, 0, 0],
    ],
  };
  expect(classFigures(matrix)).toEqual([
    { label: 'b', rows: 10, recall: 0.6, precision: 6 / 7 },
    { label: 'a', rows: 10, recall: 0.9, precision: 9 / 13 },
    { label: 'c', rows: 0, recall: null, precision: null },
  ]);
  expect(confusions(matrix)).toEqual([
    { actual: 'b', predicted: 'a', rows: 4, share: 0.4 },
    { actual: 'a', predicted: 'b', rows: 1, share: 0.1 },
  ]);
});
