import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { RecordsOptions } from '../../../../src/csv/open-records.js';
import { openRecords } from '../../../support/open-records.js';
import { InvalidCsvError } from '../../../../src/domain/errors.js';

interface Read {
  readonly header: readonly string[];
  readonly rows: string[][];
}

async function read(text: string, options: Partial<RecordsOptions> = {}): Promise<Read> {
  const source = Readable.from([Buffer.from(text)]);
  const table = await openRecords(source, { maxBytes: 1e9, fewestColumns: 2, ...options });
  const rows: string[][] = [];
  for await (const batch of table.records) rows.push(...batch);
  return { header: table.header, rows };
}

const refused = async (text: string): Promise<string> => {
  const error: unknown = await read(text).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(InvalidCsvError);
  return (error as InvalidCsvError).message;
};

const lines = (count: number, line: (row: number) => string): string =>
  Array.from({ length: count }, (_, row) => `${line(row)}\n`).join('');
const colour = (row: number) => (row % 2 === 0 ? 'red' : 'blue');

/** Twelve rows of size, weight, colour, and what they are read as. */
const body = (delimiter = ',', end = '') =>
  lines(12, (row) => [row, `${row}.5`, colour(row)].join(delimiter) + end);
const expected: Read = {
  header: ['size', 'weight', 'colour'],
  rows: Array.from({ length: 12 }, (_, row) => [String(row), `${row}.5`, colour(row)]),
};

describe('what stands above the table is skipped', () => {
  it.each([
    ['a hint for Excel', `sep=;\nsize;weight;colour\n${body(';')}`],
    ['a hint in quotes, and another delimiter than the usual', `"sep=^"\nsize^weight^colour\n${body('^')}`],
    ['a title', `Monthly report\nsize,weight,colour\n${body()}`],
    ['titles, one with a value beside it', `Report\nPeriod:,2024-01\n\nsize,weight,colour\n${body()}`],
    ['padded titles', `Report,,\nPeriod:,2024,\n,,\nsize,weight,colour\n${body()}`],
    ['a title with commas above semicolons', `Report, of May\nsize;weight;colour\n${body(';')}`],
    ['comments', `# made by hand\n# one, two, "three\nsize,weight,colour\n${body()}`],
    ['comments of another kind', `% made by hand\nsize\tweight\tcolour\n${body('\t')}`],
    ['comments of a third kind', `// made by hand\n\nsize,weight,colour\n${body()}`],
    ['comments, the last of which is the header', `# made by hand\n# size,weight,colour\n${body()}`],
    ['a group of names above the names', `,measured,\nsize,weight,colour\n${body()}`],
  ])('%s', async (_, text) => {
    expect(await read(text)).toEqual(expected);
  });

  it('a rule, also where the table has one row', async () => {
    const text = '------\n| size | weight |\n------\n| 1 | 2.5 |\n------\n';
    const table = await read(text, { knownNames: ['size', 'weight'] });
    expect(table.header).toEqual(['size', 'weight']);
    expect(table.rows.map((row) => row.map((cell) => cell.trim()))).toEqual([['1', '2.5']]);
  });

  it('as many settings as an instrument writes, also where little of the file comes at first', async () => {
    const text = `${lines(40, (row) => `Setting ${row}: on`)}size;weight;colour\n${lines(5, () => body(';'))}`;
    const table = await openRecords(
      Readable.from((text.match(/[^]{1,100}/g) ?? []).map((piece) => Buffer.from(piece))),
      { maxBytes: 1e9 },
    );
    expect(table.header).toEqual(expected.header);
    expect(table.reading().skippedLines).toBe(40);
    await table.close();
  });

  it('but not a header that begins with a mark of comments', async () => {
    const { header, rows } = await read(`#size,weight,colour\n${body()}`);
    expect(header).toEqual(['#size', 'weight', 'colour']);
    expect(rows).toHaveLength(12);
  });
});

describe('what stands below the header is skipped', () => {
  it.each([
    ['units', `size,weight,colour\nmm,kg,\n${body()}`],
    ['units in brackets', `size,weight,colour\n[mm],[kg],-\n${body()}`],
    ['compound units', `size,weight,colour\nm/s,W/m²,\n${body()}`],
    ['the header once more', `size,weight,colour\nsize,weight,colour\n${body()}`],
    ['a rule', `size,weight,colour\n----,------,------\n${body()}`],
    ['blank lines', `size,weight,colour\n\n\r\n${body()}`],
    ['questions of a survey', `size,weight,colour\nHow tall?,How heavy?,"Which,\nif any?"\n${body()}`],
    [
      'what a survey program knows of them',
      `size,weight,colour\nSize,Weight,Colour?\n"{""ImportId"":""Q1""}","{""ImportId"":""Q2""}",x\n${body()}`,
    ],
  ])('%s', async (_, text) => {
    expect(await read(text)).toEqual(expected);
  });

  it('but not a row with an odd value', async () => {
    const { rows } = await read(`size,weight,colour\n<0.01,12 kg,red\n${body()}`);
    expect(rows[0]).toEqual(['<0.01', '12 kg', 'red']);
    const { rows: others } = await read(`size,weight,colour\n3,unknown yet,green\n${body()}`);
    expect(others).toHaveLength(13);
  });

  it('but not a row that lacks its numbers', async () => {
    const { rows } = await read(`size,weight,colour\n?,unknown,red\n${body()}`);
    expect(rows[0]).toEqual(['?', 'unknown', 'red']);
  });
});

describe('what stands between the rows is skipped', () => {
  it.each([
    ['the header', `size,weight,colour\n${body()}size,weight,colour\n`],
    ['the header with other spaces and quotes', `size,weight,colour\n${body()}"size",Weight , colour\n`],
    ['comments, where some stand above', `# one\nsize,weight,colour\n# two, 3\n${body()}`],
    [
      'the header of a second file, with its byte order mark',
      `\ufeffsize,weight,colour\n${body()}\ufeffsize,weight,colour\n`,
    ],
    [
      'a rule and the number of a page',
      `size,weight,colour\n---------\n${body().replace('5,5.5', '-----\nPage 2 of 4,,\nsize,weight,colour\n5,5.5')}=====\n`,
    ],
    ['stray NUL bytes', `size,weight,colour\n${body().replaceAll('red', 'r\0ed')}`],
    ['quotes around lines as a whole', `size,weight,colour\n${body().replace(/.+/g, '"$&"')}`],
    [
      'spaces, where each line starts with a cell in quotes',
      `"size" "weight" "colour"\n${body().replace(/(.+),(.+),(.+)/g, '"$1" $2 "$3"')}`,
    ],
  ])('%s', async (_, text) => {
    expect(await read(text)).toEqual(expected);
  });

  it('but not what only looks so inside quotes', async () => {
    const cell = 'x\nsize,weight,colour\n# y';
    const { rows } = await read(`# one\nsize,weight,colour\n${body()}1,2,"${cell}"\n`);
    expect(rows[12]).toEqual(['1', '2', cell]);
  });
});

describe('what stands below the table is skipped', () => {
  it.each([
    ['totals without some values', 'Total,78.0,\n'],
    ['totals of another width', 'Totals:\n'],
    ['totals in another column', ',Gesamt,\n'],
    ['sums that exceed all values', 'Total,999,red2\n'],
    ['a note', 'Source: World Bank, 2024\n'],
    ['a padded note', 'Note: preliminary,,\n'],
    ['a count of rows', '(12 rows)\n'],
    ['lines after a blank one', '\nMade by hand\n'],
    ['empty records', ',,\n,,\n'],
    ['several of them', ',,\nTotal,78,\n\n"Generated on May 1, 2024"\n,,\n'],
  ])('%s', async (_, footer) => {
    expect(await read(`size,weight,colour\n${body()}${footer}`)).toEqual(expected);
  });

  it('but not a label of the table', async () => {
    const text = `size,weight,colour\n${body()}Total,1,red\n${body()}Total,,red\n`;
    expect((await read(text)).rows).toHaveLength(26);
  });

  it('but not a row that was cut off', async () => {
    expect(await refused(`size,weight,colour\n${body()}12,1`)).toMatch(/Line 14 has 2 cells/);
  });
});

describe('cells around the table are left out', () => {
  it.each([
    ['a delimiter after each row', `size,weight,colour\n${body(',', ',')}`],
    ['delimiters after each line', `size,weight,colour,,\n${body(',', ',,')}`],
    ['a delimiter after the header', `size,weight,colour,\n${body()}`],
    [
      'a delimiter after some rows',
      `size,weight,colour\n${lines(12, (row) => `${row},${row}.5,${colour(row)}${row % 3 === 0 ? ',' : ''}`)}`,
    ],
    [
      'delimiters around each line',
      `|size|weight|colour|\n|---|:---|---:|\n${lines(12, (row) => `|${row}|${row}.5|${colour(row)}|`)}`,
    ],
  ])('%s', async (_, text) => {
    expect(await read(text)).toEqual(expected);
  });

  it('and errors name the right line behind them', async () => {
    const text = `Report\n\nsize,weight,colour,\n${body(',', ',')}1,2\n`;
    expect(await refused(text)).toMatch(/Line 16 has 2 cells/);
  });
});

describe('a first column without a name', () => {
  it('is the index where it tells the rows apart', async () => {
    const { header } = await read(`,weight,colour\n${body()}`);
    expect(header).toEqual(['index', 'weight', 'colour']);
  });

  it('is the index where the header lacks its name', async () => {
    const text = `"weight","colour"\n${lines(12, (row) => `"${row + 1}",${row}.5,"${colour(row)}"`)}`;
    const { header, rows } = await read(text);
    expect(header).toEqual(['index', 'weight', 'colour']);
    expect(rows[0]).toEqual(['1', '0.5', 'red']);
  });

  it('is the index where R separates cells by spaces', async () => {
    const text = `"weight" "colour"\n${lines(12, (row) => `"${row + 1}" ${row}.5 "${colour(row)}"`)}`;
    const { header, rows } = await read(text);
    expect(header).toEqual(['index', 'weight', 'colour']);
    expect(rows[0]).toEqual(['1', '0.5', 'red']);
  });

  it('is numbered where its values repeat', async () => {
    const { header } = await read(
      `,weight,colour\n${lines(12, (row) => `${row % 3},${row}.5,${colour(row)}`)}`,
    );
    expect(header).toEqual(['C1', 'weight', 'colour']);
  });

  it('has the name that the caller knows it by', async () => {
    const text = `,weight\n${lines(12, (row) => `${row % 3},${row}.5`)}`;
    expect((await read(text, { knownNames: ['index', 'weight'] })).header).toEqual(['index', 'weight']);
    expect((await read(text, { knownNames: ['C1', 'weight'] })).header).toEqual(['C1', 'weight']);
  });

  it('is not what an unquoted delimiter makes of the rows', async () => {
    const text = `id,name,city\n${lines(12, (row) => `${row},Smith, John,Paris${row}`)}`;
    expect(await refused(text)).toMatch(/Line 2 has 4 cells/);
  });
});

describe('quotes', () => {
  it('may stand inside a cell that is not in quotes, wherever that comes', async () => {
    const far = lines(20_000, (row) => `${row},"a ""b"" c",x`);
    const text = `size,note,colour\n${body()}1,5" pipe,3'4"\n${far}2,"6"" pipe",a "b" c\n7,8" x,9"`;
    const { rows } = await read(text);
    expect(rows[12]).toEqual(['1', '5" pipe', '3\'4"']);
    expect(rows.at(-2)).toEqual(['2', '6" pipe', 'a "b" c']);
    expect(rows.at(-1)).toEqual(['7', '8" x', '9"']);
    expect(rows).toHaveLength(20_015);
  });

  it('are refused after the end of a quoted cell', async () => {
    expect(await refused(`size,note\n${lines(12, (row) => `${row},x`)}1,"5" pipe\n`)).toMatch(
      /stray double quote in cell 2/,
    );
  });

  it('may be escaped by backslashes', async () => {
    const text = `size,note\n${lines(12, (row) => `${row},"say \\"hi, ${row}\\" \\\\"`)}`;
    expect((await read(text)).rows[3]).toEqual(['3', 'say "hi, 3" \\']);
  });

  it('are doubled where both readings are possible', async () => {
    const text = `size,path\n${lines(12, (row) => `${row},"C:\\"`)}`;
    expect((await read(text)).rows[3]).toEqual(['3', 'C:\\']);
  });
});

describe('files of another kind are refused by name', () => {
  it.each([
    ['<!DOCTYPE html>\n<html><body>', /an HTML page.*sign in/],
    ['<table><tr><td>1</td></tr></table>', /an HTML page/],
    ['<?xml version="1.0"?>\n<rows><row a="1"/></rows>', /an XML document/],
    ['<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook/>', /Excel 2003 XML/],
    ['{\\rtf1 text}', /an RTF document/],
    ['version https://git-lfs.github.com/spec/v1\noid sha256:1\n', /Git LFS pointer/],
    ['-- dump\nCREATE TABLE t (a int);\nINSERT INTO t VALUES (1);\n', /an SQL script/],
    ['@relation iris\n@attribute a numeric\n', /an ARFF file/],
    [`temp  press  state\n${lines(12, (row) => `  ${row}   1.${row}  ok`)}`, /separated by spaces/],
    [`a\n${lines(12, String)}`, /has one column/],
  ])('%s', async (text, message) => {
    expect(await refused(text)).toMatch(message);
  });
});

describe('a table on its side', () => {
  const codes = async (text: string) => {
    const source = Readable.from([Buffer.from(text)]);
    const table = await openRecords(source, { maxBytes: 1e9 });
    for await (const batch of table.records) expect(batch.length).toBeGreaterThan(0);
    return table.findings().map(({ code }) => code);
  };
  const samples = Array.from({ length: 10 }, (_, index) => `sample_${index}`);
  const genes = lines(60, (row) => [`GENE${row}`, ...samples.map((_, index) => row + index / 10)].join(','));

  it('is pointed out by its numbered columns, or by rows of labels', async () => {
    expect(await codes(`gene,${samples.join(',')}\n${genes}`)).toEqual(['TRANSPOSED']);
    const names = 'Ann,Bob,Cid,Dan,Eve,Fay,Gus,Hal,Ida,Jim';
    const labels = `class,${samples.map((_, index) => colour(index)).join(',')}\n`;
    expect(await codes(`gene,${names}\n${labels}${genes}`)).toEqual(['TRANSPOSED']);
  });

  it('is not one of things with many measurements', async () => {
    const upright = lines(12, (row) =>
      [`thing ${row}`, ...samples.map((_, index) => row * index), colour(row)].join(','),
    );
    expect(await codes(`name,${samples.join(',')},colour\n${upright}`)).toEqual([]);
  });
});

describe('names below names of groups', () => {
  const rows = lines(12, (row) => [colour(row), row, row % 5, row + 3, row % 7].join(','));

  it('get these before them where they come several times', async () => {
    const { header } = await read(`,2023,,2024,\nregion,sales,cost,sales,cost\n${rows}`);
    expect(header).toEqual(['region', '2023 sales', '2023 cost', '2024 sales', '2024 cost']);
  });

  it('are the names also where most columns have a group', async () => {
    const { header, rows: read_ } = await read(
      `Shop,This year,,Last year,\nregion,sales,cost,sold,spent\n${rows}`,
    );
    expect(header).toEqual(['region', 'sales', 'cost', 'sold', 'spent']);
    expect(read_).toHaveLength(12);
  });

  it('name the columns that have no name above', async () => {
    const ticked = (row: number) =>
      `${row},${row % 2 ? 'Mail' : ''},${row % 3 ? 'Phone' : ''},${colour(row)}`;
    const text = `Age,Which do you use?,,Buys?\nOpen-Ended,Mail,Phone,Response\n${lines(12, ticked)}`;
    expect((await read(text)).header).toEqual(['Age', 'Which do you use?', 'Phone', 'Buys?']);
  });
});

describe('columns of the same name', () => {
  const text = `a,b,a\n${lines(12, (row) => `${row},x,${row}`)}`;

  it('get a number, but are refused where one of them is needed and the number is not', async () => {
    expect((await read(text)).header).toEqual(['a', 'b', 'a_2']);
    expect((await read(text, { knownNames: ['b'], onlyKnown: true })).header).toEqual(['a', 'b', 'a_2']);
    expect((await read(text, { knownNames: ['a', 'a_2'], onlyKnown: true })).header).toEqual([
      'a',
      'b',
      'a_2',
    ]);
    await expect(read(text, { knownNames: ['a'], onlyKnown: true })).rejects.toThrow(/both named "a"/);
  });
});
