import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { linesOf, table, useIntake } from './support.js';

const intake = useIntake();

/** The stored table: header line and rows. */
async function stored(content: string | Readable): Promise<string[]> {
  return linesOf(readFileSync((await intake.upload(content)).file, 'utf8'));
}

describe('delimiters', () => {
  it.each([
    ['commas', ','],
    ['semicolons', ';'],
    ['tabs', '\t'],
    ['pipes', '|'],
  ])('are found: %s', async (_, delimiter) => {
    const content = table(['a', 'b', 'c'].join(delimiter), 12, (row) =>
      [row, 'x y', row / 2].join(delimiter),
    );
    expect((await stored(content)).slice(0, 3)).toEqual(['a,b,c', '0,x y,0', '1,x y,0.5']);
  });

  it('are semicolons where commas are decimal points', async () => {
    const lines = await stored(table('a;b', 12, (row) => `${row},5;1,25`));
    expect(lines.slice(0, 2)).toEqual(['a,b', '"0,5","1,25"']);
  });

  it('are commas where texts hold semicolons, tabs and pipes', async () => {
    const lines = await stored(table('a,b', 12, (row) => `${row},one; two | three\tfour`));
    expect(lines[1]).toBe('0,one; two | three\tfour');
  });

  it('are found around a quoted header that holds another one', async () => {
    const lines = await stored(table('"a,b,c";"d,e,f"', 12, (row) => `${row};${row}`));
    expect(lines[0]).toBe('"a,b,c","d,e,f"');
  });

  it('are those by which the header holds the target, where it is named', async () => {
    const content = table('place; code,target', 12, (row) => `Rome; ${row % 3},${row % 2}`);
    expect((await stored(content))[0]).toBe('place,"code,target"');
    const { target, file } = await intake.sample(content, { target: 'target' });
    expect(target).toBe('target');
    expect(linesOf(readFileSync(file, 'utf8'))[0]).toBe('Rome; 0,0');
  });
});

describe('quotes', () => {
  it('keep delimiters, quotes and line ends of a cell', async () => {
    const content = table('a,b', 12, (row) => `${row},"say ""hi"", \n then go"`);
    const { rows, file } = await intake.upload(content);
    expect(rows).toBe(12);
    expect(readFileSync(file, 'utf8')).toBe(content);
  });

  it('may hold CRLF and a lone CR', async () => {
    const { rows, columns } = await intake.upload(table('a,b', 12, (row) => `${row},"x\r\ny\rz"`, '\r\n'));
    expect(rows).toBe(12);
    expect(columns[1]?.examples).toEqual(['x\r\ny\rz']);
  });

  it('are read wherever the network cuts the file', async () => {
    const content = Buffer.from(table('a,b', 12, (row) => `${row},"é "" 😀\r\n${row}"`, '\r\n'));
    const whole = await stored(content.toString());
    const bytes = Array.from({ length: content.length }, (_, index) => content.subarray(index, index + 1));
    expect(await stored(Readable.from(bytes))).toEqual(whole);
  });
});

describe('line ends', () => {
  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('may be %s', async (_, end) => {
    const lines = await stored(table('a,b', 12, (row) => `${row},x`, end));
    expect(lines.slice(0, 2)).toEqual(['a,b', '0,x']);
    expect(lines).toHaveLength(13);
  });

  it('may be blank lines, and missing after the last row', async () => {
    const rows = table('\n\na,b', 12, (row) => `${row},x\n`).trimEnd();
    expect(await stored(rows)).toHaveLength(13);
  });
});

describe('the header', () => {
  const names = async (content: string, target?: string) => {
    const sample = target === undefined ? undefined : intake.request({ target });
    return (await intake.upload(content, { sample })).columns.map(({ name }) => name);
  };
  const texts = (row: number) => `t${row},${row % 2 === 0 ? 'red' : 'blue'}`;

  it('is found above numbers, above dates and above nothing but texts', async () => {
    expect(await names(table('a,b', 12, (row) => `${row},x${row}`))).toEqual(['a', 'b']);
    expect(await names(table('a,b', 12, (row) => `2024-01-${row + 10},x${row}`))).toEqual(['a', 'b']);
    expect(await names(table('name,colour', 12, texts))).toEqual(['name', 'colour']);
  });

  it('is C1, C2, … where the first row is one of values', async () => {
    expect(await names(table('1,2', 12, (row) => `${row},${row}`))).toEqual(['C1', 'C2']);
    expect(await names(table('5.1,setosa', 12, (row) => `${row},setosa`))).toEqual(['C1', 'C2']);
    expect(await names(table('x,red', 12, texts))).toEqual(['C1', 'C2']);
  });

  it('keeps every row of a file without one', async () => {
    expect(await intake.upload(table('1,x', 11, (row) => `${row},x`))).toMatchObject({ rows: 12 });
  });

  it('is what holds the name of the target, whatever it looks like', async () => {
    const numbers = table('12,47', 12, (row) => `${row % 4},${row % 3}`);
    expect(await names(numbers)).toEqual(['C1', 'C2']);
    expect(await names(numbers, '47')).toEqual(['12', '47']);
  });

  it.each([
    [
      'years',
      ['region', '2021', '2022', '2023'],
      (row: number) => `r${row % 3},${row},${row * 7},${row % 4}`,
    ],
    ['days', ['2024-01-01', '2024-01-08', '2024-01-15'], (row: number) => `${row},${row % 4},${row % 3}`],
    ['numbers that programs give', ['0', '1', '2'], (row: number) => `${row},${row % 4},${row % 3}`],
  ])('may be %s one after the other', async (_, header, row) => {
    expect(await names(table(header.join(','), 12, row))).toEqual(header);
  });

  it('is none of years above years', async () => {
    const spans = table('2019,2021,a', 12, (row) => `${2000 + row},${2003 + row},${row % 2 ? 'a' : 'b'}`);
    expect(await names(spans)).toEqual(['C1', 'C2', 'C3']);
  });

  it('gives a number to a name that comes again, and says so', async () => {
    const { columns, findings } = await intake.upload(
      table('a,b, a,a,a_2', 12, (row) => `${row},1,2,3,${row % 4}`),
    );
    expect(columns.map(({ name }) => name)).toEqual(['a', 'b', 'a_2_', 'a_3', 'a_2']);
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'DUPLICATE_NAMES', severity: 'WARNING', examples: ['a_2_', 'a_3'] }),
    );
  });

  it('gives a name to columns that have none, and trims the others', async () => {
    expect(await names(table(' a ,,C2,', 12, (row) => `${row},1,2,3`))).toEqual(['a', 'C2_', 'C2', 'C4']);
  });
});

describe('missing values', () => {
  const words = ['', ' ', '?', 'NA', 'N/A', 'n/a', 'NaN', 'nan', 'null', 'NULL', '<NA>', '#N/A', '#DIV/0!'];

  it.each(words)('are spelled %j in columns of numbers, dates, booleans and texts', async (word) => {
    const content = table('n,t,b,c,y', 12, (row) => {
      const cells = [
        `${row}.5`,
        `2024-01-${row + 10}`,
        row % 2 === 0 ? 'yes' : 'no',
        row % 3 === 0 ? 'u' : 'v',
      ];
      return [...(row === 5 ? cells.map(() => word) : cells), row % 2].join(',');
    });
    const { columns } = await intake.upload(content);
    expect(columns.map(({ type, missing }) => `${type} ${missing}`)).toEqual([
      ...['NUMERIC 1', 'TIME 1', 'CATEGORICAL 1', 'CATEGORICAL 1', 'NUMERIC 0'],
    ]);
  });

  it.each(['-', '--', '.', 'None', 'inf', '-Infinity'])(
    'are spelled %j among numbers, but that is a value among texts',
    async (word) => {
      const content = table('n,c,y', 12, (row) => (row === 5 ? `${word},${word},1` : `${row},c${row % 2},0`));
      const { columns } = await intake.upload(content);
      expect(columns[0]).toMatchObject({ type: 'NUMERIC', missing: 1 });
      expect(columns[1]).toMatchObject({ type: 'CATEGORICAL', missing: 0, distinct: 3 });
    },
  );

  it('are not words that only look like it', async () => {
    const content = table('c,y', 12, (row) => `${['Na', 'NULLARBOR', 'nano'][row % 3] ?? ''},${row % 2}`);
    expect((await intake.upload(content)).columns[0]).toMatchObject({ missing: 0, distinct: 3 });
  });
});
