import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BottomK } from '../../../src/intake/sample/bottom-k.js';
import { quotas } from '../../../src/intake/sample/quotas.js';
import { rowKeys } from '../../../src/intake/profile/row-key.js';
import { TargetSampler } from '../../../src/intake/sample/target-sampler.js';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('quotas of classes', () => {
  const counts = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 30 });

  it('add up to the size asked for, or to all rows, and to no more than a class has', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 3000 }), (rows, total) => {
        const drawn = quotas(rows, total);
        expect(sum(drawn)).toBe(Math.min(total, sum(rows)));
        expect(drawn.every((count, index) => count >= 0 && count <= rows[index]!)).toBe(true);
      }),
    );
  });

  it('leave two rows to each class that has them, where there is room', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 60, max: 3000 }), (rows, total) => {
        const drawn = quotas(rows, total);
        expect(drawn.every((count, index) => count >= Math.min(2, rows[index]!))).toBe(true);
      }),
    );
  });

  it('are in the order of the classes’ sizes', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 3000 }), (rows, total) => {
        const bySize = quotas(
          [...rows].sort((a, b) => a - b),
          total,
        );
        // Equal remainders go to the first, so a larger class may have one row less.
        bySize.forEach((count, index) => expect(count).toBeGreaterThanOrEqual((bySize[index - 1] ?? 0) - 1));
      }),
    );
  });
});

describe('a draw', () => {
  it('keeps the rows with the smallest keys', () => {
    const keys = fc.uniqueArray(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 300 });
    fc.assert(
      fc.property(keys, fc.integer({ min: 0, max: 50 }), (all, k) => {
        const kept = new BottomK(k);
        all.forEach((key, row) => kept.offer(key, row, 1));
        const expected = [...all].sort((a, b) => a - b).slice(0, k);
        expect(kept.smallest(k).map(({ offset }) => all[offset])).toEqual(expected);
      }),
    );
  });

  it('of classes has at least two rows of each, of the class’s own rows, without one twice', () => {
    const targets = fc.array(fc.constantFrom('a', 'b', 'c', 'd', ' d', 'NA', ''), {
      minLength: 20,
      maxLength: 400,
    });
    fc.assert(
      fc.property(targets, fc.integer(), fc.integer({ min: 8, max: 100 }), (cells, seed, maxRows) => {
        const sampler = new TargetSampler(maxRows, seed);
        cells.forEach((cell, row) => sampler.observe(cell, row, 1));
        const classes = sampler.classes((text) => (text === 'NA' ? '' : text))!;
        const draw = sampler.drawByClass(classes);
        if (draw === 'all') return expect.unreachable();
        const rows = draw.map(({ offset }) => offset);
        const labels = cells.map((cell) => (cell === 'NA' ? '' : cell.trim()));
        expect(new Set(rows).size).toBe(rows.length);
        expect(rows).toEqual([...rows].sort((a, b) => a - b));
        expect(rows).toHaveLength(Math.min(maxRows, labels.filter((label) => label !== '').length));
        for (const label of new Set(labels.filter((text) => text !== ''))) {
          const drawn = rows.filter((row) => labels[row] === label).length;
          expect(drawn).toBeGreaterThanOrEqual(Math.min(2, labels.filter((text) => text === label).length));
        }
      }),
    );
  });
});

describe('random keys of rows', () => {
  it('are even, and the same for the same seed', () => {
    const keyOf = rowKeys(7);
    const bins = new Array<number>(100).fill(0);
    for (let row = 0; row < 100_000; row++) bins[Math.floor(keyOf(row) * 100)]!++;
    // Chi-square with 99 degrees of freedom: 149 is exceeded by one seed in a thousand.
    expect(sum(bins.map((count) => (count - 1000) ** 2 / 1000))).toBeLessThan(149);
    expect(rowKeys(7)(12_345)).toBe(keyOf(12_345));
  });

  it('let each row be drawn as often as any other, over many seeds', () => {
    const hits = new Array<number>(50).fill(0);
    for (let seed = 0; seed < 4000; seed++) {
      const keyOf = rowKeys(seed);
      const kept = new BottomK(5);
      for (let row = 0; row < 50; row++) kept.offer(keyOf(row), row, 1);
      for (const { offset } of kept.smallest(5)) hits[offset]!++;
    }
    // 400 are expected of each; the standard deviation is 19.
    for (const count of hits) expect(Math.abs(count - 400)).toBeLessThan(90);
  });
});
