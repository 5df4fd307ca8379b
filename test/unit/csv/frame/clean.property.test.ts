import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openRecords } from '../../../support/open-records.js';

const DELIMITERS = [',', ';', '\t', '|'];

const word = fc.stringMatching(/^[a-z]{2,8}$/);
const cells = {
  number: fc.integer({ min: -1e6, max: 1e6 }).map(String),
  decimal: fc
    .double({ noNaN: true, noDefaultInfinity: true, min: -1e3, max: 1e3 })
    .map((value) => value.toFixed(2)),
  label: fc.constantFrom('red', 'blue', 'light green', 'Total', '#fff', '% of all', 'kg', 'note'),
  text: fc.oneof(word, fc.constantFrom('say "hi"', 'a,b;c|d', 'two\nlines', 'a\r\nb', "it's", '5" pipe')),
  sparse: fc.oneof(fc.constant(''), fc.integer({ min: 0, max: 9 }).map(String)),
};
const kind = fc.constantFrom(...(Object.keys(cells) as (keyof typeof cells)[]));

const table = fc.uniqueArray(word, { minLength: 2, maxLength: 6 }).chain((names) =>
  // The first column is a number in each row, so that no row is empty, and the vote for the header is won.
  fc
    .tuple(...names.map((_, index) => (index === 0 ? fc.constant<keyof typeof cells>('number') : kind)))
    .chain((kinds) =>
      fc.record({
        names: fc.constant(names),
        rows: fc.array(fc.tuple(...kinds.map((one) => cells[one])), { minLength: 1, maxLength: 40 }),
      }),
    ),
);

const quote = (cell: string, delimiter: string) =>
  /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;

describe('a table with nothing around it', () => {
  it('is read as it stands: no line skipped, no cell left out', async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(...DELIMITERS),
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 200 }),
        async ({ names, rows }, delimiter, end, piece) => {
          const text = [names, ...rows]
            .map((record) => record.map((cell) => quote(cell, delimiter)).join(delimiter) + end)
            .join('');
          const bytes = Buffer.from(text);
          const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, index) =>
            bytes.subarray(index * piece, (index + 1) * piece),
          );
          const opened = await openRecords(Readable.from(pieces), { maxBytes: 1e9, knownNames: names });
          const read: string[][] = [];
          for await (const batch of opened.records) read.push(...batch);
          expect(opened.header).toEqual(names);
          expect(opened.delimiter).toBe(delimiter);
          expect(read).toEqual(rows);
        },
      ),
      { numRuns: 300 },
    );
  });
});
