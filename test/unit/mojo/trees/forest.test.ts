import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ForestBuilder } from '../../../../src/mojo/trees/forest-builder.js';

type Split =
  | { kind: 'threshold'; at: number; missingRight: boolean }
  | { kind: 'presence' }
  | { kind: 'subset'; first: number; right: boolean[]; othersRight: boolean };
type Tree = { leaf: number } | { column: number; split: Split; left: Tree; right: Tree };

const COLUMNS = 3;
/** More than two words of them. */
const LEVELS = 70;

const leaf = fc.record({ leaf: fc.float({ noNaN: true, noDefaultInfinity: true }) });
const split: fc.Arbitrary<Split> = fc.oneof(
  fc.record({
    kind: fc.constant('threshold' as const),
    at: fc.float({ min: -2, max: LEVELS, noNaN: true }),
    missingRight: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('presence' as const) }),
  fc.record({
    kind: fc.constant('subset' as const),
    first: fc.nat(LEVELS),
    right: fc.array(fc.boolean(), { minLength: 1, maxLength: LEVELS }),
    othersRight: fc.boolean(),
  }),
);
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    leaf,
    fc.record({ column: fc.nat(COLUMNS - 1), split, left: tie('tree'), right: tie('tree') }),
  ),
}));
const cell = fc.oneof(fc.constant(Number.NaN), fc.nat(LEVELS + 40));
const row = fc.tuple(cell, cell, cell);

function add(builder: ForestBuilder, node: Tree): number {
  if ('leaf' in node) return builder.leaf(node.leaf, 1);
  const at = addSplit(builder, node.column, node.split);
  builder.link(at, add(builder, node.left), add(builder, node.right), 1);
  return at;
}

function addSplit(builder: ForestBuilder, column: number, by: Split): number {
  if (by.kind === 'threshold') return builder.threshold(column, column, by.at, by.missingRight);
  if (by.kind === 'presence') return builder.presence(column);
  const bits = new Uint8Array(Math.ceil(by.right.length / 8));
  by.right.forEach((right, k) => (bits[k >> 3]! |= Number(right) << (k & 7)));
  return builder.subset(column, column, { first: by.first, levels: by.right.length, bits }, by.othersRight);
}

/** What the forest's tables say, branch by branch. */
function leafOf(node: Tree, values: readonly number[]): number {
  if ('leaf' in node) return node.leaf;
  const value = values[node.column]!;
  return leafOf(goesRight(node.split, value) ? node.right : node.left, values);
}

function goesRight(by: Split, value: number): boolean {
  const isMissing = Number.isNaN(value);
  if (by.kind === 'presence') return isMissing;
  if (by.kind === 'threshold') return isMissing ? by.missingRight : value >= by.at;
  return by.right[value - by.first] ?? by.othersRight;
}

describe('a forest', () => {
  test('sums up the leaves that a row falls into, in the order of the trees, however many and deep', () => {
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 9 }), fc.array(row, { minLength: 1 }), (trees, rows) => {
        const builder = new ForestBuilder();
        const forest = builder.build([trees.map((one) => add(builder, one))]);
        for (const values of rows) {
          const leaves = trees.map((one) => leafOf(one, values));
          const input = Float64Array.from(values);
          expect(forest.sum(0, input)).toBe(leaves.reduce((sum, value) => sum + value, 0));
          const sum32 = leaves.reduce((sum, value) => Math.fround(sum + value), 0.5);
          expect(forest.sum32(0, input, 0.5)).toBe(sum32);
        }
      }),
    );
  });

  test('keeps the trees of its classes apart', () => {
    const builder = new ForestBuilder();
    const trees = [[1, 2, 4, 8, 16], [32], []].map((leaves) => leaves.map((value) => builder.leaf(value, 1)));
    const forest = builder.build(trees);
    expect([0, 1, 2].map((group) => forest.sum(group, new Float64Array(0)))).toEqual([31, 32, 0]);
  });
});
