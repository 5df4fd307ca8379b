import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BlockReader } from '../../../src/csv/bytes/block-reader.js';
import { ByteTally } from '../../../src/intake/profile/byte-tally.js';
import { columnFindings } from '../../../src/intake/profile/column-findings.js';
import { ColumnTally } from '../../../src/intake/profile/column-tally.js';
import { decideColumn } from '../../../src/intake/profile/decide-column.js';
import { describeColumn } from '../../../src/intake/profile/describe-column.js';
import { hintsOf, votesOf } from '../../../src/intake/profile/table-hints.js';

const number = (most: number) => fc.integer({ min: -most, max: most });
const KINDS: readonly fc.Arbitrary<string>[] = [
  number(40).map(String),
  fc.tuple(number(999), fc.nat(99_999)).map(([whole, decimals]) => `${whole}.${decimals}`),
  fc.tuple(number(50_000), fc.nat(999)).map(([whole, decimals]) => `${whole}.${decimals}`),
  fc.constantFrom('0012', '-0', '00', '5.', '.5', '1e3', '20240131', '1704067200', '123456789012345678'),
  fc.nat(999).map((value) => `$1,${String(value).padStart(3, '0')}.50`),
  fc.nat(30).map((value) => `${value} kg`),
  fc.constantFrom('NA', 'null', '', ' ', '-', 'unknown', 'red', 'green', ' red ', 'Größe', "'001", '\u00a05'),
  fc.nat(3000).map((id) => `id-${id}`),
  fc.nat(3000).map((id) => `größer ${id}`),
  fc
    .tuple(
      fc.constantFrom('A', 'Rs', 'CHF', 'March ', 'Mo', 'Q', 'q', 'unknown', 'item no. ', 'N/A ', 'z\u00a0'),
      fc.nat(999),
    )
    .map(([name, id]) => `${name}${String(id).padStart(3, '0')}`),
  fc.nat(99).map((id) => `a sentence that is long ${'x'.repeat(id % 5)}${'y'.repeat(id % 7)}`),
  fc
    .tuple(fc.nat(99), fc.constantFrom('10:00', '9:30', '4.5K', '12 EUR', '1e5', '5.-'))
    .map(([n, way]) => `${n}${way}`),
  fc
    .tuple(
      fc.constantFrom('', 'N ', 'P', 'PT', 'mars ', 'lundi ', '万', '２', '-'),
      fc.nat(9999).map((number) => String(number / 100)),
      fc.constantFrom(' Uhr', ' h', '万', 'K', '° N', "'11", 'D', '.2024', '\u00a0kg', ' ft', '-'),
    )
    .map((parts) => parts.join('')),
  fc.nat(9_999).map((number) => String(20_000_000 + number * 100)),
  fc
    .date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })
    .map((at) => at.toISOString().slice(0, 19)),
  fc.tuple(fc.integer({ min: 1, max: 31 }), fc.nat(14)).map(([day, month]) => `${day}/${month}/2024`),
];
/** Mostly of one kind, as columns are. */
const cells = fc.tuple(fc.constantFrom(...KINDS), fc.constantFrom(...KINDS)).chain(([most, some]) =>
  fc.array(fc.oneof({ weight: 8, arbitrary: most }, { weight: 1, arbitrary: some }), {
    minLength: 1,
    maxLength: 400,
  }),
);

/** All that a column's profile comes from, and what comes of it. */
function outcome(tally: ColumnTally) {
  const decision = decideColumn(tally, 'date', hintsOf([votesOf(tally)], true));
  const { values, ...counts } = tally;
  return {
    counts: { ...counts, numbers: [...counts.numbers], missingWords: [...counts.missingWords] },
    values: [...values.entries()],
    scale: values.scale,
    means: [...tally.numbers.values()].map(({ sure, byComma }) => [sure.mean, byComma.mean]),
    profile: describeColumn('x', tally, decision),
    findings: columnFindings('x', tally, decision),
  };
}

test('a column is tallied by its bytes as by its texts, whatever is remembered of it', () => {
  fc.assert(
    fc.property(
      cells,
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 60 }),
      (column, distinct, known) => {
        const limits = { distinct, sampleRows: 1 };
        const byText = new ColumnTally(limits);
        column.forEach((cell, row) => byText.add(cell, row));
        const tally = new ColumnTally(limits);
        const byBytes = new ByteTally(tally, known);
        const text = column.map((cell) => `"${cell}",x\n`).join('');
        let row = 0;
        for (const rows of new BlockReader({ width: 2, delimiter: ',' }, 64).read({
          bytes: Buffer.from(text),
          skip: 0,
        })) {
          byBytes.add(rows, 0, row);
          row += rows.count;
        }
        byBytes.settle();
        expect(row).toBe(column.length);
        expect(outcome(tally)).toEqual(outcome(byText));
      },
    ),
    { numRuns: 600 },
  );
});
