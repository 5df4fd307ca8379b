import { describe, expect, it } from 'vitest';
import type { ColumnOptions } from '../../../src/domain/training-options.js';
import type { SignatureColumn } from '../../../src/domain/manifest.js';
import { cellReader, ODD } from '../../../src/csv/cells/cell-reader.js';
import { refusal, table, useIntake } from './support.js';

const intake = useIntake();

const wish = (options: Partial<ColumnOptions>): ColumnOptions => ({
  ...{ name: 'c', type: null, timeFormat: null, mergeVariants: false },
  ...options,
});

/** A table whose column has these cells, read as its owner says: the column of the sample, its cells, and how new ones are read. */
async function overruled(cells: readonly string[], options: Partial<ColumnOptions>, target = 'y') {
  const content = table('c,n,y', 24, (row) => `${cells[row % cells.length]},${row},${row % 2 ? 'a' : 'b'}`);
  const sample = await intake.sample(content, { target, maxRows: null, columns: [wish(options)] });
  const place = sample.columns.findIndex(({ name }) => name === 'c');
  const column = sample.columns[place];
  const written = sample.rows.slice(0, cells.length).map((row) => row.split(',')[place]);
  const levels = column?.type === 'CATEGORICAL' ? [...new Set(written as string[])].sort() : null;
  const signature = { ...column, levels, min: null, max: null, typical: null } as SignatureColumn;
  return { ...sample, column, written, levels, read: column && cellReader(signature, true) };
}

describe('a column is what its owner says, in the sample and in prediction', () => {
  it('CATEGORICAL, whatever numbers it holds', async () => {
    const { column, written, levels, read } = await overruled(['3', '1', '2.0'], { type: 'CATEGORICAL' });
    expect(column).toMatchObject({ type: 'CATEGORICAL', format: { kind: 'label' } });
    expect(written).toEqual(['3', '1', '2']);
    expect(['1.0', '3', '9'].map((cell) => read!(cell))).toEqual([
      levels!.indexOf('1'),
      levels!.indexOf('3'),
      ODD,
    ]);
  });

  it('CATEGORICAL, also where its dates or its times of day would be read', async () => {
    expect((await overruled(['2024-01-02', '2024-01-03'], { type: 'CATEGORICAL' })).written).toEqual([
      '2024-01-02',
      '2024-01-03',
    ]);
    expect((await overruled(['21:15', '15:21'], { type: 'CATEGORICAL' })).written).toEqual([
      '21:15',
      '15:21',
    ]);
  });

  it('NUMERIC, where only some of its cells are numbers', async () => {
    const { column, written, read } = await overruled(['1.5', 'low', '2', 'high'], { type: 'NUMERIC' });
    expect(column).toMatchObject({ type: 'NUMERIC', format: { kind: 'number' } });
    expect(written).toEqual(['1.5', '', '2', '']);
    expect(['7', 'low', ''].map((cell) => read!(cell))).toEqual([7, ODD, NaN]);
  });

  it('NUMERIC, where its numbers look like codes', async () => {
    const { column, written, read } = await overruled(['02134', '94103'], { type: 'NUMERIC' });
    expect(column!.type).toBe('NUMERIC');
    expect(written).toEqual(['2134', '94103']);
    expect(read!('02134')).toBe(2134);
  });

  it('TIME, by the format given', async () => {
    const { column, written, read, columns } = await overruled(['05/03/24', '06/04/24'], {
      timeFormat: 'MM/dd/yy',
    });
    expect(column).toMatchObject({ type: 'TIME', format: { order: 'mdy', given: true } });
    expect(written).toEqual([Date.UTC(2024, 4, 3), Date.UTC(2024, 5, 4)].map(String));
    expect(read!('07/08/24')).toBe(Date.UTC(2024, 6, 8));
    expect(columns.map(({ name }) => name)).toContain('c.month');
  });

  it('TIME, where its numbers are days in eight digits', async () => {
    const { written, read } = await overruled(['20240131', '20240201'], { timeFormat: 'yyyyMMdd' });
    expect(written).toEqual([Date.UTC(2024, 0, 31), Date.UTC(2024, 1, 1)].map(String));
    expect(read!('20240301')).toBe(Date.UTC(2024, 2, 1));
  });

  it('TEXT: it is left out', async () => {
    const { column, textColumns } = await overruled(['red', 'blue'], { type: 'TEXT' });
    expect(column).toBeUndefined();
    expect(textColumns).toEqual(['c']);
  });

  it('one label for spellings that differ in case only', async () => {
    const { written, read } = await overruled(['Yes please', 'yes Please', 'no'], { mergeVariants: true });
    expect(new Set(written).size).toBe(2);
    expect(read!('YES PLEASE')).toBe(read!('Yes please'));
  });

  it('and so is the target: classes of numbers, an amount of labels', async () => {
    const cells = Array.from({ length: 12 }, (_, row) => `${row}`);
    expect((await overruled(cells, { type: 'CATEGORICAL' }, 'c')).problemType).toBe('MULTICLASS');
    expect((await overruled(cells, {}, 'c')).problemType).toBe('REGRESSION');
  });

  it('is refused where no cell can be read so', async () => {
    const attempt = overruled(['red', 'blue'], { type: 'NUMERIC' });
    expect(await refusal(attempt)).toMatchObject({ code: 'BAD_USER_INPUT', column: 'c' });
  });
});
