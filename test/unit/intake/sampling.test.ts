import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sampleDataset } from '../../../src/intake/sample/sample-dataset.js';
import { linesOf, table, useIntake, type Asked } from './support.js';

const intake = useIntake();

/** How often each value occurs in the last cell. */
function countLast(rows: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of rows) {
    const value = row.slice(row.lastIndexOf(',') + 1);
    counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
}

describe('the sample of a classification', () => {
  const rare = table('x,y', 10_000, (row) => {
    return `${row},${row === 17 || row === 9000 ? 'rare' : row === 5000 ? 'single' : row % 4 === 0 ? 'some' : 'most'}`;
  });

  it('has the classes in proportion, and two rows of a rare class', async () => {
    const { rows, rowsUsed, rowsTotal } = await intake.sample(rare, { maxRows: 100 });
    expect({ rowsUsed, rowsTotal }).toEqual({ rowsUsed: 100, rowsTotal: 10_000 });
    expect(countLast(rows)).toEqual({ rare: 2, single: 1, some: 24, most: 73 });
  });

  it('has one row of each class where there is no room for two, and its size in any case', async () => {
    const classes = table('x,y', 4000, (row) => `${row},c${row % 40}`);
    const { rows } = await intake.sample(classes, { maxRows: 50 });
    expect(Object.values(countLast(rows)).sort()).toEqual([
      ...Array<number>(30).fill(1),
      ...Array<number>(10).fill(2),
    ]);
    expect((await intake.sample(classes, { maxRows: 12 })).rowsUsed).toBe(12);
  });

  it('takes the spellings of a class together', async () => {
    const content = table('x,y', 1000, (row) => `${row},${['1', '1.0', 'NA', '0', '+0'][row % 5] ?? ''}`);
    const { rows, rowsWithoutTarget } = await intake.sample(content, { maxRows: 100 });
    expect(countLast(rows)).toEqual({ 0: 50, 1: 50 });
    expect(rowsWithoutTarget).toBe(200);
  });
});

describe('the sample of a regression', () => {
  it('is even over the file', async () => {
    const content = table('x,y', 20_000, (row) => `${row % 7},${row}.5`);
    const { rows } = await intake.sample(content, { maxRows: 2000 });
    const quarters = [0, 0, 0, 0];
    for (const row of rows) quarters[Math.floor(Number(row.split(',')[1]) / 5000)]!++;
    // 500 are expected; the standard deviation is 18.
    for (const count of quarters) expect(Math.abs(count - 500)).toBeLessThan(75);
  });
});

describe('every sample', () => {
  const content = table('when;name;flag;n;y', 3000, (row) =>
    [
      `2024-01-02 03:${10 + (row % 50)}`,
      row % 3 === 0 ? `"a;""${row % 5}"""` : ' b ',
      ['True', 'FALSE', '-'][row % 3],
      row % 11 === 0 ? 'NA' : `${row},50`,
      row % 13 === 0 ? '' : row % 2,
    ].join(';'),
  );

  it('holds what the engine wants: no header, numbers, epoch milliseconds, trimmed texts, empty where missing', async () => {
    const { columns, rows, rowsWithoutTarget, rowsUsed } = await intake.sample(content, { maxRows: null });
    expect(columns.map(({ name, type }) => ({ name, type }))).toEqual([
      { name: 'when', type: 'TIME' },
      { name: 'name', type: 'CATEGORICAL' },
      { name: 'flag', type: 'CATEGORICAL' },
      { name: 'n', type: 'NUMERIC' },
      { name: 'y', type: 'CATEGORICAL' },
    ]);
    expect({ rowsUsed, rowsWithoutTarget }).toEqual({ rowsUsed: 3000 - 231, rowsWithoutTarget: 231 });
    expect(rows.slice(0, 3)).toEqual([
      '1704165060000,b,FALSE,1.5,1',
      '1704165120000,b,,2.5,0',
      '1704165180000,"a;""3""",True,3.5,1',
    ]);
  });

  it('leaves out what it is asked to, free text and empty columns', async () => {
    const wide = table('drop,text,empty,x,y', 200, (row) => `${row},text ${row},,${row % 9},${row % 2}`);
    const { columns, textColumns, rows } = await intake.sample(wide, { ignoredColumns: [' drop '] });
    expect(columns.map(({ name }) => name)).toEqual(['x', 'y']);
    expect(textColumns).toEqual(['text']);
    expect(rows[0]).toBe('0,0');
  });

  it('keeps the columns in the order of the file, wherever the target is', async () => {
    const { columns, target } = await intake.sample(intake.fixture('penguins.csv'), { target: 'species' });
    expect(columns[0]).toMatchObject({ name: 'species', type: 'CATEGORICAL' });
    expect(target).toBe('species');
  });

  it.each<Asked>([
    { maxRows: 300 },
    { maxRows: 300, problemType: 'REGRESSION' },
    { maxRows: 1 },
    { maxRows: null },
    { maxRows: 100_000 },
    { maxRows: 300, target: 'name' },
    { maxRows: 300, target: 'n', ignoredColumns: ['y', 'flag'], seed: -5 },
  ])('is the same in one pass and from the stored table, for the same seed: %j', async (asked) => {
    const inOnePass = await intake.sample(content, asked);
    const { file, columns, findings } = await intake.upload(content);
    const later = await sampleDataset({ file, columns, findings }, intake.request(asked));
    expect(linesOf(readFileSync(later.file, 'utf8'))).toEqual(inOnePass.rows);
    expect({ ...later, rows: inOnePass.rows }).toEqual(inOnePass);
  });

  it('is another for another seed', async () => {
    const one = await intake.sample(content, { maxRows: 300 });
    const other = await intake.sample(content, { maxRows: 300, seed: 2 });
    expect(other.rows).toHaveLength(300);
    expect(other.rows).not.toEqual(one.rows);
  });

  it('is drawn evenly from more texts than there can be classes', async () => {
    const many = table('x,y', 9000, (row) => `${row % 7},${row % 10 === 0 ? '-' : row}.5`);
    const { rowsUsed, problemType } = await intake.sample(many, { maxRows: 500 });
    expect({ rowsUsed, problemType }).toEqual({ rowsUsed: 500, problemType: 'REGRESSION' });
  });
});
