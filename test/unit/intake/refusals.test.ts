import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { refusal, table, useIntake, type Asked } from './support.js';

const intake = useIntake();
const refused = (content: string | Uint8Array, asked?: Asked) =>
  refusal(intake.upload(content, asked && { sample: intake.request(asked) }));

const rows = (count: number) => table('a,b,y', count, (row) => `${row},x,${row % 2}`);
const lines = (text: string) => Buffer.from(text);

afterEach(async () => expect(await intake.files()).toEqual([]));

describe('files that are no table are refused', () => {
  it.each([
    ['no bytes', '', { message: 'The file is empty.' }],
    ['blank lines only', '\n\r\n\n', { message: 'The file is empty.' }],
    ['a BOM only', '\ufeff', { message: 'The file is empty.' }],
    ['a header only', 'a,b,y\n', { message: 'The file has a header, but no rows below it.', line: 1 }],
    ['one column', table('a', 12, String), { line: 1, message: /has one column/ }],
    ['nine rows', rows(9), { message: 'The file has 9 rows; at least 10 are needed to train on.' }],
    [
      'a short row',
      rows(12) + '1,2\n',
      { line: 14, column: 3, message: /Line 14 has 2 cells, but the table has 3 columns/ },
    ],
    ['a long row', rows(12) + '1,2,3,4\n' + rows(3), { line: 14, column: 4, message: /has 4 cells/ }],
    ['a row of one cell', rows(12) + 'b12\n', { line: 14, column: 2, message: /has 1 cell,/ }],
    ['an open quote', rows(12) + '1,"x,1\n' + rows(12), { line: 14, column: 2, message: /never closed/ }],
    ['an open quote in the header', '"a,b\n' + rows(12), { line: 1, message: /first row does not end/ }],
    [
      'a stray quote',
      rows(12) + '1,"x"y,1\n',
      { line: 14, column: 2, message: /stray double quote in cell 2/ },
    ],
    ['many NULs in it', rows(12) + `1,${'\0'.repeat(500)},1\n`, { line: 14, message: /NUL byte/ }],
    [
      'an image',
      Buffer.from('89504e470d0a1a0a00', 'hex'),
      { message: /This is a PNG image, not a CSV file/ },
    ],
    ['an archive cut off', lines('PK\x03\x04....'), { message: /archive is damaged or cut off/ }],
    ['an ORC file', lines('ORC\x08\x03....'), { message: /an ORC file.*Convert it to Parquet or CSV/ }],
  ])('with %s', async (_, content, expected) => {
    const { code, message, ...where } = await refused(content);
    const { message: wanted, ...place } = { ...expected };
    expect(code).toBe('INVALID_CSV');
    expect(message).toEqual(typeof wanted === 'string' ? wanted : expect.stringMatching(wanted));
    expect(where).toEqual(place);
  });

  it('with a first line that never ends', async () => {
    const endless = Buffer.alloc(3 * 1024 * 1024, 'x,');
    expect(await refused(endless)).toMatchObject({ code: 'INVALID_CSV', line: 1, message: /does not end/ });
  });

  it('with more columns than any table', async () => {
    const wide = Array.from({ length: 10_001 }, (_, index) => `c${index}`).join(',');
    expect(await refused(`${wide}\n${wide}\n`)).toMatchObject({ code: 'INVALID_CSV', line: 1 });
  });

  it('with nothing but noise', async () => {
    const noise = Uint8Array.from({ length: 5000 }, (_, index) => (index * index * 31 + index * 7) % 256);
    expect((await refused(noise)).code).toBe('INVALID_CSV');
  });
});

describe('the line that is named', () => {
  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('is that of the uploaded file: %s, blank lines and quoted line ends count', async (_, end) => {
    const content = ['', 'a,b', '', '1,"x', 'y', 'z"', '', '2,x', '3'].join(end) + end;
    expect(await refused(content)).toMatchObject({ line: 9 });
  });

  it('is right far down in the file, however it is cut', async () => {
    const bytes = Buffer.from(table('a,b', 50_000, (row) => `${row},"x\r\ny"`, '\r\n') + '1,2,3\r\n');
    const pieces = Array.from({ length: Math.ceil(bytes.length / 999) }, (_, index) =>
      bytes.subarray(index * 999, (index + 1) * 999),
    );
    expect(await refusal(intake.upload(Readable.from(pieces)))).toMatchObject({ line: 100_002, column: 3 });
  });

  it('is that of a UTF-16 file', async () => {
    const bytes = Buffer.from(`\ufeff${rows(12)}1,2\n`, 'utf16le');
    expect(await refused(bytes)).toMatchObject({ line: 14, column: 3 });
  });
});

describe('targets that cannot be trained for are refused', () => {
  const content = table('id,same,none,few,when,word,y', 60, (row) =>
    [row, 1, '', row < 9 ? row % 2 : '', `2024-01-02 03:${row < 10 ? 10 : row}`, `w${row}`, row % 2].join(
      ',',
    ),
  );

  it.each([
    [
      'is not there',
      { target: 'Y2' },
      'INVALID_CSV',
      'Y2',
      /no column "Y2"\. Did you mean "y"\? Its columns are "id", /,
    ],
    ['is the same in every row', { target: 'same' }, 'INVALID_CSV', 'same', /"same" is "1" in every row/],
    ['is empty in every row', { target: 'none' }, 'INVALID_CSV', 'none', /"none" is empty in every row/],
    ['is in nine rows only', { target: 'few' }, 'INVALID_CSV', 'few', /Only 9 rows have a value/],
    ['is a date', { target: 'when' }, 'BAD_USER_INPUT', undefined, /holds dates/],
    ['is free text', { target: 'word' }, 'BAD_USER_INPUT', undefined, /names the rows: 60 different values/],
    [
      'is text in a regression',
      { target: 'word', problemType: 'REGRESSION' },
      'BAD_USER_INPUT',
      undefined,
      /needs a target of numbers/,
    ],
  ] as const)('where it %s', async (_, asked, code, column, message) => {
    const error = await refused(content, asked);
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) as unknown });
    expect(error.column).toBe(column);
  });

  it('where it has more classes than the engine takes', async () => {
    const many = table('x,y', 1500, (row) => `${row % 7},${row}`);
    expect(await refused(many, { problemType: 'CLASSIFICATION' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('more than 1000 classes') as unknown,
    });
  });

  it('where nothing is left to learn from', async () => {
    expect(await refused(rows(12), { ignoredColumns: ['a', 'b'] })).toMatchObject({ code: 'BAD_USER_INPUT' });
    const texts = table('name,y', 60, (row) => `name ${row},${row % 2}`);
    expect((await refused(texts, {})).message).toContain('Text is not learned from: "name".');
  });

  it.each([
    [['nope'], /ignoredColumns: the file has no column "nope"/],
    [['y'], /ignoredColumns: "y" is the target/],
  ])('where %j is to be left out', async (ignoredColumns, message) => {
    const error = await refused(rows(12), { ignoredColumns });
    expect(error).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringMatching(message) as unknown,
    });
  });
});
