import type { BinaryReader } from '../container/binary-reader.js';
import type { OneHotLayout } from '../model/one-hot.js';
import { InvalidMojoError, UnsupportedMojoError } from '../container/errors.js';
import type { Forest } from '../trees/forest.js';
import { ForestBuilder } from '../trees/forest-builder.js';
import type { BoosterNode, BoosterTree } from './booster.js';

const MAX_DEPTH = 1000;

const ONE_BIT = Uint8Array.of(1);

export interface CompileContext {
  readonly layout: OneHotLayout;
  /** By input. */
  readonly columnOfInput: Int32Array;
  /** Whether a slot that is not hot is missing, rather than 0. */
  readonly sparse: boolean;
  /** Covers in place of the booster's: by tree of class 0, then by node. */
  readonly covers: readonly Float64Array[] | null;
}

/**
 * Compiles the trees for rows in which a categorical is one slot: a split of a one-hot input is then a subset of
 * that slot alone, and the 0/1 vector is never built.
 */
export function compileTrees(groups: number, trees: readonly BoosterTree[], context: CompileContext): Forest {
  const builder = new ForestBuilder();
  const roots = Array.from({ length: groups }, (): number[] => []);
  for (const tree of trees) {
    const group = roots[tree.group];
    const covers = tree.group === 0 ? (context.covers?.[group?.length ?? 0] ?? null) : null;
    group?.push(new TreeCompiler(builder, tree, { ...context, covers }).node(0, 0));
  }
  return builder.build(roots);
}

interface TreeCompileContext {
  readonly layout: OneHotLayout;
  readonly sparse: boolean;
  readonly columnOfInput: Int32Array;
  readonly covers: Float64Array | null;
}

class TreeCompiler {
  readonly #builder: ForestBuilder;
  readonly #tree: BoosterTree;
  readonly #context: TreeCompileContext;
  readonly #seen: Uint8Array;

  constructor(builder: ForestBuilder, tree: BoosterTree, context: TreeCompileContext) {
    this.#builder = builder;
    this.#tree = tree;
    this.#context = context;
    this.#seen = new Uint8Array(tree.nodes.length);
  }

  node(index: number, depth: number): number {
    const node = this.#tree.nodes[index];
    if (node === undefined) throw new InvalidMojoError(`An XGBoost tree has no node ${index}.`);
    if (this.#seen[index] === 1) throw new InvalidMojoError('An XGBoost tree has a node with two parents.');
    if (depth > MAX_DEPTH)
      throw new UnsupportedMojoError(`An XGBoost tree is deeper than ${MAX_DEPTH} levels.`);
    this.#seen[index] = 1;
    const cover = Math.fround(this.#context.covers?.[index] ?? node.cover);
    if (node.left < 0) return this.#builder.leaf(Math.fround(node.value * this.#tree.weight), cover);
    const [split, left, right] = this.#split(node);
    this.#builder.link(split, this.node(left, depth + 1), this.node(right, depth + 1), cover);
    return split;
  }

  /** The compiled split, and which of the children is on its left and right. */
  #split(node: BoosterNode): [split: number, left: number, right: number] {
    const { layout, sparse, columnOfInput } = this.#context;
    const { left, right, input } = node;
    const column = columnOfInput[input];
    if (column === undefined) {
      throw new InvalidMojoError(`An XGBoost tree splits by an input ${input} that no column has.`);
    }
    if (input >= layout.slots) {
      return [this.#builder.threshold(column, input, node.value, !node.missingLeft), left, right];
    }
    const cold = (sparse ? node.missingLeft : 0 < node.value) ? left : right;
    const hot = 1 < node.value ? left : right;
    if (hot !== cold) {
      return [
        this.#builder.subset(column, input, { first: input, levels: 1, bits: ONE_BIT }, false),
        cold,
        hot,
      ];
    }
    // Both go the same way; the other child still counts in contributions.
    return [this.#builder.threshold(column, input, Infinity, false), hot, hot === left ? right : left];
  }
}

/**
 * Reads `auxNodeWeights`: covers of the nodes that H2O counted again, by tree.
 *
 * Source: AuxNodeWeightsHelper of h2o-genmodel-ext-xgboost.
 */
export function readCovers(bytes: BinaryReader): Float64Array[] {
  return Array.from({ length: bytes.count32(4) }, () =>
    Float64Array.from({ length: bytes.count32(8) }, () => bytes.f64()),
  );
}
