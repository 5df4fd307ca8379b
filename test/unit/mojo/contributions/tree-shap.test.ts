import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TreeExplainer } from '../../../../src/mojo/contributions/tree-explainer.js';
import { ForestBuilder } from '../../../../src/mojo/trees/forest-builder.js';
import { seeded } from '../../../support/mojo/random.js';

interface Leaf {
  readonly value: number;
  readonly weight: number;
}
interface Split {
  readonly column: number;
  readonly threshold: number;
  readonly left: Tree;
  readonly right: Tree;
  /** Without it, that of both children. */
  readonly weight?: number | undefined;
}
type Tree = Leaf | Split;

const isLeaf = (tree: Tree): tree is Leaf => 'value' in tree;
const weightOf = (tree: Tree): number =>
  isLeaf(tree) ? tree.weight : (tree.weight ?? weightOf(tree.left) + weightOf(tree.right));

function build(builder: ForestBuilder, tree: Tree): number {
  if (isLeaf(tree)) return builder.leaf(tree.value, tree.weight);
  const node = builder.threshold(tree.column, tree.column, tree.threshold, false);
  builder.link(node, build(builder, tree.left), build(builder, tree.right), weightOf(tree));
  return node;
}

/** Mean of the tree where only some columns of the row are known: a split by another goes both ways, by weight. */
function expected(tree: Tree, row: Float64Array, known: number): number {
  if (isLeaf(tree)) return tree.value;
  const { column, threshold, left, right } = tree;
  if ((known >> column) & 1) return expected(row[column]! >= threshold ? right : left, row, known);
  const share = (child: Tree) => (weightOf(tree) === 0 ? 0.5 : weightOf(child) / weightOf(tree));
  return share(left) * expected(left, row, known) + share(right) * expected(right, row, known);
}

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
const sizeOf = (set: number): number => set.toString(2).replaceAll('0', '').length;

/** Shapley values by their definition: what a column adds, over all orders in which columns become known. */
function shapley(tree: Tree, row: Float64Array): { bias: number; values: number[] } {
  const columns = row.length;
  const means = Array.from({ length: 2 ** columns }, (_, set) => expected(tree, row, set));
  const values = [...row.keys()].map((column) =>
    means.reduce((sum, mean, set) => {
      if ((set >> column) & 1) return sum;
      const orders = factorial(sizeOf(set)) * factorial(columns - sizeOf(set) - 1);
      return sum + (orders / factorial(columns)) * (means[set | (1 << column)]! - mean);
    }, 0),
  );
  return { bias: means[0]!, values };
}

function expectShapleyValues(tree: Tree, row: Float64Array): void {
  const builder = new ForestBuilder();
  const forest = builder.build([[build(builder, tree)]]);
  const explainer = new TreeExplainer(forest, 0, row.length, { initial: 0 });
  const { bias, values } = shapley(tree, row);
  // Twice: a row leaves nothing behind for the next.
  for (let time = 0; time < 2; time++) {
    const out = new Float64Array(row.length);
    explainer.explain(row, out);
    expect(explainer.bias).toBeCloseTo(bias, 9);
    out.forEach((value, column) => expect(value).toBeCloseTo(values[column]!, 9));
    const sum = out.reduce((total, value) => total + value, explainer.bias);
    expect(sum).toBeCloseTo(expected(tree, row, 2 ** row.length - 1), 9);
  }
}

const FEATURES = 4;

/** @param weight of splits, where it is not that of their children. */
function treesOf(weight: fc.Arbitrary<number | undefined>): fc.Arbitrary<Tree> {
  return fc.letrec<{ tree: Tree; leaf: Leaf; split: Split }>((tie) => ({
    tree: fc.oneof({ maxDepth: 6, depthSize: 'large' }, tie('leaf'), tie('split')),
    leaf: fc.record({ value: fc.integer({ min: -50, max: 50 }), weight: fc.nat({ max: 20 }) }),
    split: fc.record({
      column: fc.nat({ max: FEATURES - 1 }),
      threshold: fc.integer({ min: -3, max: 3 }),
      left: tie('tree'),
      right: tie('tree'),
      weight,
    }),
  })).tree;
}

const rows = fc
  .array(fc.integer({ min: -4, max: 4 }), { minLength: FEATURES, maxLength: FEATURES })
  .map((values) => Float64Array.from(values));

test('contributions are the Shapley values of the columns, and the bias is the mean', () => {
  fc.assert(fc.property(treesOf(fc.constant(undefined)), rows, expectShapleyValues));
});

test('so they are where the children of a node have other rows than the node', () => {
  const weight = fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined });
  fc.assert(fc.property(treesOf(weight), rows, expectShapleyValues));
});

test('a path of depth 20 loses no digits', () => {
  const columns = 8;
  const random = seeded(7);
  // Leaves of one row and of ten thousand.
  const grow = (depth: number): Tree =>
    depth === 0
      ? { value: Math.round(random() * 100), weight: Math.ceil(10 ** (4 * random())) }
      : {
          column: Math.floor(random() * columns),
          threshold: Math.fround(random()),
          left: grow(depth - 1),
          right: grow(Math.min(depth - 1, 2)),
        };
  const tree = grow(20);
  for (let time = 0; time < 3; time++) {
    expectShapleyValues(
      tree,
      Float64Array.from({ length: columns }, () => random()),
    );
  }
});
