import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dealByClass,
  dealByGroup,
  dealByQuantile,
  type DealtRows,
} from '../../../../src/training/validation/deal-folds.js';
import { rowHash } from '../../../../src/training/validation/row-hash.js';

const deal = (cells: readonly string[], folds: number, seed = 1): DealtRows => ({
  keys: Float64Array.from(cells, (cell) => rowHash([cell], seed)),
  folds,
  isDealt: () => true,
});
const sizesOf = (places: Int16Array, folds: number) =>
  Array.from({ length: folds }, (_, fold) => places.filter((place) => place === fold).length);

describe('folds', () => {
  const rows = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 10, maxLength: 60 });
  const folds = fc.integer({ min: 2, max: 7 });

  it('are the same for the same rows, whatever their order', () => {
    fc.assert(
      fc.property(rows, folds, fc.nat(), (cells, k, seed) => {
        const labels = cells.map((cell) => cell.slice(0, 1));
        const values = Float64Array.from(cells, (cell) => cell.length);
        const back = <T>(list: ArrayLike<T>) => Array.from(list).reverse();
        const turned = back(cells);
        const deals: [Int16Array, Int16Array][] = [
          [dealByClass(deal(cells, k, seed), labels), dealByClass(deal(turned, k, seed), back(labels))],
          [
            dealByQuantile(deal(cells, k, seed), values),
            dealByQuantile(deal(turned, k, seed), Float64Array.from(back(values))),
          ],
          [dealByGroup(deal(cells, k, seed), labels), dealByGroup(deal(turned, k, seed), back(labels))],
        ];
        for (const [one, other] of deals) expect(back(other)).toEqual(Array.from(one));
      }),
    );
  });

  it('have their share of each class, to a row, and are of one size', () => {
    fc.assert(
      fc.property(rows, folds, (cells, k) => {
        const labels = cells.map((cell) => String(cell.length % 3));
        const places = dealByClass(deal(cells, k), labels);
        const sizes = sizesOf(places, k);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        for (const label of new Set(labels)) {
          const ofLabel = sizesOf(
            places.filter((_, row) => labels[row] === label),
            k,
          );
          expect(Math.max(...ofLabel) - Math.min(...ofLabel)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('have their share of each quantile of a number', () => {
    const cells = Array.from({ length: 90 }, (_, row) => String(row));
    const places = dealByQuantile(deal(cells, 3), Float64Array.from(cells, Number));
    for (let from = 0; from < 90; from += 3)
      expect([...places.slice(from, from + 3)].sort()).toEqual([0, 1, 2]);
  });

  it('do not split a group, and take rows without one singly', () => {
    const groups = Array.from({ length: 90 }, (_, row) => (row < 60 ? String(row % 20) : ''));
    const places = dealByGroup(
      deal(
        groups.map((group, row) => `${group} ${row}`),
        3,
      ),
      groups,
    );
    for (let group = 0; group < 20; group++) {
      expect(new Set([places[group], places[group + 20], places[group + 40]]).size).toBe(1);
    }
    expect(sizesOf(places, 3)).toEqual([30, 30, 30]);
  });

  it('differ with the seed', () => {
    const cells = Array.from({ length: 60 }, (_, row) => String(row));
    const labels = cells.map(() => 'a');
    expect(dealByClass(deal(cells, 3, 1), labels)).not.toEqual(dealByClass(deal(cells, 3, 2), labels));
  });
});
