import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TreeExplainer } from '../../../../src/mojo/contributions/tree-explainer.js';
import { ForestBuilder } from '../../../../src/mojo/trees/forest-builder.js';

const FEATURES = 4;

interface Leaf {
  readonly value: number;
  readonly weight: number;
}
interface Split {
  readonly column: number;
  readonly threshold: number;
  readonly left: Tree;
  readonly right: Tree;
}
type Tree = Leaf | Split;

const { tree } = fc.letrec<{ tree: Tree; leaf: Leaf; split: Split }>((tie) => ({
  tree: fc.oneof({ maxDepth: 5, depthSize: 'large' }, tie('leaf'), tie('split')),
  leaf: fc.record({ value: fc.integer({ min: -50, max: 50 }), weight: fc.integer({ min: 1, max: 20 }) }),
  split: fc.record({
    column: fc.nat({ max: FEATURES - 1 }),
    threshold: fc.integer({ min: -3, max: 3 }),
    left: tie('tree'),
    right: tie('tree'),
  }),
}));

const isLeaf = (tree: Tree): tree is Leaf => 'value' in tree;
const weightOf = (tree: Tree): number =>
  isLeaf(tree) ? tree.weight : weightOf(tree.left) + weightOf(tree.right);

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
  const share = weightOf(left) / weightOf(tree);
  return share * expected(left, row, known) + (1 - share) * expected(right, row, known);
}

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
const sizeOf = (set: number): number => set.toString(2).replaceAll('0', '').length;

/** A column's Shapley value by its definition: what it adds, over all orders in which columns become known. */
function shapley(tree: Tree, row: Float64Array, column: number): number {
  let sum = 0;
  for (let set = 0; set < 2 ** FEATURES; set++) {
    if ((set >> column) & 1) continue;
    const orders = factorial(sizeOf(set)) * factorial(FEATURES - sizeOf(set) - 1);
    sum += orders * (expected(tree, row, set | (1 << column)) - expected(tree, row, set));
  }
  return sum / factorial(FEATURES);
}

const rows = fc
  .array(fc.integer({ min: -4, max: 4 }), { minLength: FEATURES, maxLength: FEATURES })
  .map((values) => Float64Array.from(values));

test('contributions are the Shapley values of the columns, and the bias is the mean', () => {
  fc.assert(
    fc.property(tree, rows, (tree, row) => {
      const builder = new ForestBuilder();
      const explainer = new TreeExplainer(builder.build([[build(builder, tree)]]), 0, FEATURES, {
        initial: 0,
      });
      const out = new Float64Array(FEATURES);
      explainer.explain(row, out);
      expect(explainer.bias).toBeCloseTo(expected(tree, row, 0), 3);
      out.forEach((value, column) => {
        expect(value).toBeCloseTo(shapley(tree, row, column), 3);
      });
      const sum = out.reduce((total, value) => total + value, explainer.bias);
      expect(sum).toBeCloseTo(expected(tree, row, 2 ** FEATURES - 1), 3);
    }),
  );
});
