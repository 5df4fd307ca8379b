import { readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { PLAIN_NUMBERS } from '../../../../src/domain/column-format.js';
import type { SignatureColumn } from '../../../../src/domain/manifest.js';
import {
  asThreads,
  byFastReader,
  bySlowReader,
  column,
  mirrorSignature,
  type FastOptions,
  type Input,
} from './support.js';

const SIGNATURE = mirrorSignature([
  column('size', 'NUMERIC'),
  column('colour', 'CATEGORICAL', ['blue', 'crème, "light"', 'two\nlines', 'None']),
  column('day', 'TIME'),
]);

const SMALL_BLOCKS: FastOptions = { blockBytes: 1, pieceBytes: 9 };
const THREADS: FastOptions = { blockBytes: 1, pieceBytes: 9, inlineBytes: 0, parallel: asThreads(SIGNATURE) };

const inputOf = (text: string | Buffer): Input => ({ signature: SIGNATURE, chunks: [Buffer.from(text)] });

async function expectSame(input: Input): Promise<void> {
  const slow = await bySlowReader(input);
  for (const options of [{}, SMALL_BLOCKS, THREADS]) {
    expect(await byFastReader(input, options)).toEqual(slow);
  }
}

describe('what every reader says of a CSV', () => {
  const header = 'size,colour,day,note\n';
  test.each<readonly [string, string | Buffer]>([
    ['plain cells', `${header}1,blue,2024-01-02,x\n-2.5,None,2024-01-03 04:05,y\n`],
    [
      'numbers in many spellings',
      `${header}${['+1', '1e3', ' 7 ', '.5', '5.', '-0', '007', '1e999'].join(',,,\n')},,,\n`,
    ],
    [
      'long digits',
      `${header}${['123456789012345', '1234567890123456789', '0.1234567890123456789', '0.30000000000000004'].join(',,,\n')},,,\n`,
    ],
    ['words for missing values', `${header}NA,?,NULL,\n-,-,--,\n#N/A,None,none,\n`],
    ['values that mean nothing', `${header}ten,green,yesterday,\n1_000,red,01/02/2024,\n1,green,x,\n`],
    [
      'quotes, doubled quotes and quoted line ends',
      `${header}"1","crème, ""light""","2024-01-02","a\r\nb"\n2,"two\nlines",,""\n`,
    ],
    ['CRLF', 'size,colour,day,note\r\n1,blue,2024-01-02,x\r\n2,,,y\r\n'],
    ['CR alone', 'size,colour,day,note\r1,blue,2024-01-02,x\r2,,,y\r'],
    ['blank lines', `\n\n${header}\n1,blue,,\n\r\n\n2,blue,,\n\n`],
    ['a last line without an end', `${header}1,blue,,\n2,blue,,"x"`],
    ['a byte order mark', `\uFEFF${header}1,blue,,\n`],
    ['semicolons and decimal commas', 'size;colour;day;note\n1,5;blue;;\n-,5;"a;b";;\n2.5;blue;;\n'],
    ['tabs', 'size\tcolour\tday\n1\tblue\t2024-01-02\n2\t"a\tb"\t\n'],
    ['pipes', 'size|colour|day\n1|blue|2024-01-02\n2|"a|b"|\n'],
    ['columns in another order, some missing', 'note,day,size\nx,2024-01-02,1\ny,,2\n'],
    ['none of the columns', 'a,b\n1,2\n3,4\n'],
    ['one column', 'size\n1\n2\n""\n3\n'],
    ['no rows', header],
    ['nothing', ''],
    ['a row that is too short', `${header}1,blue,,\n\n2,blue\n3,blue,,\n`],
    ['a row that is too long', `${header}1,blue,,\n"2","x\ny",,\n2,blue,,,\n3,blue,,\n`],
    ['a stray quote', `${header}1,blue,,\n2,bl"ue,,\n3,blue,,\n`],
    ['text behind a closing quote', `${header}1,blue,,\n2,"blue"s,,\n3,blue,,\n`],
    ['a quote that is never closed', `${header}1,blue,,\n2,"blue,,\n3,blue,,\n`],
    ['a stray quote in the header', `size,col"our,day,note\n1,blue,,\n`],
    ['a NUL byte', `${header}1,blue,,\n2,bl\0ue,,\n`],
    [
      'bytes that are not UTF-8 after some that are',
      Buffer.concat([Buffer.from(`${header}1,crème,,\n2,cr`), Buffer.from([0xe8]), Buffer.from('me,,\n')]),
    ],
    ['UTF-16', iconv.encode(`${header}1,blue,,é\n2,blue,,ü\n`, 'utf16le', { addBOM: true })],
    ['Latin-1', iconv.encode(`${header}1,"crème, ""light""",,\n2,crème,,\n`, 'latin1')],
  ])('%s', async (_, text) => {
    await expectSame(inputOf(text));
  });

  test('a row longer than any', { timeout: 60_000 }, async () => {
    const input = inputOf(`${header}1,blue,,\n2,"${'x'.repeat(8_500_000)}\n3,blue,,\n`);
    expect(await byFastReader(input)).toEqual(await bySlowReader(input));
  });
});

test.each([
  ['iris.csv', ['sepal_length', 'petal_width'], ['species']],
  ['penguins.csv', ['bill_length_mm', 'body_mass_g'], ['island', 'sex']],
  ['titanic.csv', ['age', 'fare'], ['sex', 'class', 'deck']],
  ['mpg.csv', ['horsepower', 'weight'], ['origin', 'name']],
  ['taxis-1000.csv', ['distance', 'fare'], ['color', 'pickup_zone']],
  ['diamonds-3000.csv', ['carat', 'price'], ['cut', 'clarity']],
])('reads %s as the other reader does', async (file, numbers, categories) => {
  const bytes = readFileSync(new URL(`../../../fixtures/${file}`, import.meta.url));
  const columns: SignatureColumn[] = [
    ...numbers.map((name) => column(name, 'NUMERIC')),
    // Most of their values are levels; the others are reported.
    ...categories.map((name) =>
      column(name, 'CATEGORICAL', ['Adelie', 'Biscoe', 'female', 'usa', 'Ideal', 'A', '1']),
    ),
    column('pickup', 'TIME'),
  ];
  const input: Input = { signature: mirrorSignature(columns), chunks: [bytes], limit: 20 };
  const slow = await bySlowReader(input);
  expect(slow.rowCount).toBeGreaterThan(100);
  for (const options of [
    {},
    { blockBytes: 1000 },
    { blockBytes: 1000, inlineBytes: 5000, parallel: asThreads(input.signature) },
  ]) {
    expect(await byFastReader(input, options)).toEqual(slow);
  }
});

test('finds the same cells wherever a chunk ends', async () => {
  const text = Buffer.from(
    '\uFEFFsize;colour;day\r\n1,5;"crème, ""light""";2024-01-02\r\n\r\n-2;"two\nlines";NA\r"";"";"a\r\nb"\n3;blüe;x\r\n',
  );
  const whole = await byFastReader({ signature: SIGNATURE, chunks: [text] });
  expect(whole.rowCount).toBe(4);
  for (let pieceBytes = 1; pieceBytes < text.length; pieceBytes++) {
    for (const options of [SMALL_BLOCKS, THREADS]) {
      const input = { signature: SIGNATURE, chunks: [text] };
      expect(await byFastReader(input, { ...options, pieceBytes })).toEqual(whole);
    }
  }
});

test('gives the first rows as JSON, however many blocks they are in', async () => {
  const rows = Array.from({ length: 50 }, (_, index) => `${index},blue,\n`).join('');
  const chunks = [Buffer.from(`size,colour,day\n${rows}`)];
  for (const limit of [0, 1, 7, 50, 100]) {
    for (const options of [{}, SMALL_BLOCKS, THREADS]) {
      const { rows: json, rowCount } = await byFastReader({ signature: SIGNATURE, chunks, limit }, options);
      expect(rowCount).toBe(50);
      expect(json?.map((row) => row['read "size"'])).toEqual(
        Array.from({ length: Math.min(limit, 50) }, (_, index) => index),
      );
    }
  }
});

test('fails as a thread failed, with others still at work', async () => {
  const rows = '1,blue,\n'.repeat(50);
  const input = { signature: SIGNATURE, chunks: [Buffer.from(`size,colour,day\n${rows}`)] };
  const failing: FastOptions = {
    ...SMALL_BLOCKS,
    inlineBytes: 0,
    parallel: () => ({ ahead: 4, score: () => Promise.reject(new Error('The model is gone.')) }),
  };
  await expect(byFastReader(input, failing)).rejects.toThrow('The model is gone.');
});

test('reads the numbers of a format that holds them as such by their point, whatever mark training saw', async () => {
  const format = { ...PLAIN_NUMBERS, decimal: ',' as const, grouping: '.' };
  const signature = mirrorSignature([{ ...column('size', 'NUMERIC'), format }]);
  const sizes = async (text: string) =>
    (await byFastReader({ signature, chunks: [Buffer.from(text)] })).rows?.map((row) => row['read "size"']);
  expect(await sizes('size;n\n3.991;1\n2,5;2\n')).toEqual([3991, 2.5]);
  expect(await sizes('{"size":3.991,"n":1}\n{"size":2.5,"n":2}\n')).toEqual([3.991, 2.5]);
});
