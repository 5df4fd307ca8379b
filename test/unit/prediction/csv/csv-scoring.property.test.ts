import fc from 'fast-check';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { asThreads, byFastReader, bySlowReader, column, mirrorSignature } from './support.js';

const LONG = { timeout: 60_000 };

const LEVELS = ['a', 'b "q"', 'x,y', 'é', '1', '-', 'two\nlines'];
const SIGNATURE = mirrorSignature([
  column('number', 'NUMERIC'),
  column('level', 'CATEGORICAL', LEVELS),
  column('truth', 'CATEGORICAL', ['No', 'Yes']),
  column('time', 'TIME'),
]);

const cell = fc.oneof(
  { weight: 4, arbitrary: fc.double({ noNaN: false }).map(String) },
  {
    weight: 4,
    arbitrary: fc.tuple(fc.integer(), fc.nat(6)).map(([n, digits]) => (n / 1000).toFixed(digits)),
  },
  { weight: 4, arbitrary: fc.constantFrom(...LEVELS, 'yes', 'NO', '1.0', '+1') },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '',
      ' ',
      'NA',
      '?',
      '-',
      'None',
      'NaN',
      '1,5',
      '-,5',
      '.5',
      '5.',
      '+3',
      '0x10',
    ),
  },
  { weight: 2, arbitrary: fc.date({ noInvalidDate: true }).map((date) => date.toISOString()) },
  { weight: 1, arbitrary: fc.constantFrom('2024-02-30', '02.01.2024', '2024-01-02 03:04', '1/2/2024') },
  {
    weight: 1,
    arbitrary: fc.string({
      unit: fc.constantFrom('"', '\n', '\r', ',', ';', '\t', '|', ' ', 'ß', '世', 'x'),
    }),
  },
);

const table = fc.record({
  header: fc.shuffledSubarray(['number', 'level', 'truth', 'time', 'other', 'é'], { minLength: 1 }),
  cells: fc.array(fc.array(cell, { minLength: 6, maxLength: 6 }), { maxLength: 20 }),
  quoteAll: fc.boolean(),
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  lineEnds: fc.array(fc.constantFrom('\n', '\r\n', '\r', '\n\n', '\r\n\r\n'), { minLength: 1, maxLength: 4 }),
  lastLineEnd: fc.boolean(),
  encoding: fc.constantFrom('utf8', 'utf8', 'utf8', 'utf8-bom', 'utf16', 'latin1'),
});

type Table = typeof table extends fc.Arbitrary<infer T> ? T : never;

function textOf({ header, cells, quoteAll, delimiter, lineEnds, lastLineEnd }: Table): string {
  const quoted = (text: string) =>
    quoteAll || /["\r\n,;\t|]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const records = [header, ...cells.map((record) => record.slice(0, header.length))];
  const lines = records.map((record) => record.map(quoted).join(delimiter));
  return lines
    .map((line, index) =>
      index < lines.length - 1 || lastLineEnd ? line + lineEnds[index % lineEnds.length]! : line,
    )
    .join('');
}

function bytesOf(text: string, encoding: Table['encoding']): Buffer {
  if (encoding === 'utf8-bom') return Buffer.from(`\uFEFF${text}`);
  if (encoding === 'utf16') return iconv.encode(text, 'utf16le', { addBOM: true });
  return iconv.encode(text, encoding);
}

/** What a file may suffer: a byte lost, or bytes put in. (Of two damages, either may be the one that is told of.) */
const damage = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  insert: fc.constantFrom(null, '"', ',', ';', '\n', '\r', '\0', '\xff', '""', 'x'),
});

function damaged(bytes: Buffer, { at, insert }: { at: number; insert: string | null }): Buffer {
  const start = Math.floor(at * bytes.length);
  const rest = bytes.subarray(insert === null ? start + 1 : start);
  return Buffer.concat([bytes.subarray(0, start), Buffer.from(insert ?? '', 'latin1'), rest]);
}

function chunked(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const ends = [...new Set(cuts.map((cut) => Math.floor(cut * bytes.length)))].sort((a, b) => a - b);
  return [...ends, bytes.length].map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 3 });
const sizes = fc.record({
  blockBytes: fc.constantFrom(1, 40, 200, 100_000),
  pieceBytes: fc.integer({ min: 1, max: 60 }),
});

test('both readers read the same of a sound CSV: rows, results, warnings', LONG, async () => {
  await fc.assert(
    fc.asyncProperty(table, cuts, sizes, fc.boolean(), async (given, places, size, parallel) => {
      const chunks = chunked(bytesOf(textOf(given), given.encoding), places);
      const input = { signature: SIGNATURE, chunks };
      const fast = await byFastReader(input, {
        ...size,
        inlineBytes: 50,
        parallel: parallel ? asThreads(SIGNATURE) : null,
      });
      expect(fast).toEqual(await bySlowReader(input));
    }),
    { numRuns: 250 },
  );
});

test('both readers refuse the same of a damaged CSV, in the same words', LONG, async () => {
  await fc.assert(
    fc.asyncProperty(table, damage, sizes, fc.boolean(), async (given, harm, size, parallel) => {
      const chunks = [damaged(bytesOf(textOf(given), given.encoding), harm)];
      const input = { signature: SIGNATURE, chunks };
      const fast = await byFastReader(input, {
        ...size,
        inlineBytes: 50,
        parallel: parallel ? asThreads(SIGNATURE) : null,
      });
      expect(fast).toEqual(await bySlowReader(input));
    }),
    { numRuns: 250 },
  );
});
