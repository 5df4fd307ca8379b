import { BinaryReader } from '../container/binary-reader.js';
import type { MojoFiles } from '../container/archive.js';
import { InvalidMojoError, UnsupportedMojoError } from '../container/errors.js';
import { readH2OTree } from './h2o-tree.js';
import type { Forest } from './forest.js';
import { ForestBuilder } from './forest-builder.js';

const TREE_FILE = /^t(\d+)_(\d+)\.bin$/;

/**
 * Reads the trees of a GBM or DRF: `trees/tCC_GGG.bin` is class CC's tree of group GGG, `_aux.bin` beside it holds the
 * weights of its nodes. A class may lack a tree in a group; it adds nothing then.
 *
 * @param groups number of trees that were grown for each class.
 * @param columns number of features.
 */
export function readH2OTrees(files: MojoFiles, groups: number, classes: number, columns: number): Forest {
  const builder = new ForestBuilder();
  const trees = Array.from({ length: classes }, () => new Map<number, number>());
  for (const file of files.namesIn('trees/')) {
    const [, tree, group] = TREE_FILE.exec(file) ?? [];
    if (tree === undefined || group === undefined) continue;
    const roots = trees[Number(tree)];
    if (roots === undefined || Number(group) >= groups) {
      throw new InvalidMojoError(`model.ini does not account for trees/${file}.`);
    }
    const weights = open(files, file.replace('.bin', '_aux.bin'));
    roots.set(Number(group), readH2OTree(builder, open(files, file), { columns, weights }));
  }
  return builder.build(trees.map((roots) => [...roots].sort(([a], [b]) => a - b).map(([, root]) => root)));
}

function open(files: MojoFiles, file: string): BinaryReader {
  const name = `trees/${file}`;
  return new BinaryReader(files.get(name), name);
}

/** Tree files of the format versions below 1.20 are laid out otherwise. */
export function assertTreeFormat(algorithm: string, version: number): void {
  if (version < 1.2) {
    throw new UnsupportedMojoError(`A ${algorithm} MOJO of the old version ${version} is not scored.`);
  }
}
