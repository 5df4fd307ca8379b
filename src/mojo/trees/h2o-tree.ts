import type { BinaryReader } from '../container/binary-reader.js';
import { UnsupportedMojoError } from '../container/errors.js';
import type { ForestBuilder } from './forest-builder.js';

export interface TreeContext {
  /** Number of features. */
  readonly columns: number;
  /** Weights of the nodes: training rows that came through. */
  readonly weights: BinaryReader;
}

/** Far more than H2O builds; it keeps a hostile file from exhausting the stack. */
const MAX_DEPTH = 1000;

const LEAF_COLUMN = 0xffff;

/** Missing values: in a branch of their own, or along with one side (4 and 5: training had none here). */
const NA_VERSUS_REST = 1;
const NA_RIGHT = new Set([3, 5]);
const NA_DIRECTIONS = new Set([1, 2, 3, 4, 5]);

const SPLIT_MASK = 0x0c;
const SPLIT_THRESHOLD = 0x00;
const SPLIT_32_LEVELS = 0x08;
const SPLIT_LEVELS = 0x0c;
const LEFT_MASK = 0x33;
const LEFT_LEAF = 0x30;
const RIGHT_LEAF = 0x40;

/**
 * Decodes one tree of H2O's own format (version 1.20 and later) into the forest. The layout is described in
 * docs/mojo.md; source: SharedTreeMojoModel.scoreTree and computeTreeGraph of h2o-genmodel.
 *
 * @returns the root, as a child reference.
 * @throws {InvalidMojoError} if the bytes do not hold exactly one tree.
 */
export function readH2OTree(builder: ForestBuilder, bytes: BinaryReader, context: TreeContext): number {
  const root = new H2OTreeReader(builder, bytes, context).node(0, 1, 0);
  if (bytes.remaining > 0) bytes.fail('there are bytes after the tree');
  return root;
}

/** Weights and ids of a node's children, from the file of weights, which has the nodes in the order of the tree. */
interface ChildWeights {
  readonly left: number;
  readonly right: number;
  readonly leftId: number;
  readonly rightId: number;
}

class H2OTreeReader {
  readonly #builder: ForestBuilder;
  readonly #bytes: BinaryReader;
  readonly #context: TreeContext;

  constructor(builder: ForestBuilder, bytes: BinaryReader, context: TreeContext) {
    this.#builder = builder;
    this.#bytes = bytes;
    this.#context = context;
  }

  /** Reads a node and all below it. @param id of the node in the file of weights. */
  node(depth: number, weight: number, id: number): number {
    const bytes = this.#bytes;
    const type = bytes.u8();
    const column = bytes.u16();
    if (column === LEAF_COLUMN) return this.#builder.leaf(bytes.f32(), weight);
    if (depth > MAX_DEPTH) throw new UnsupportedMojoError(`A tree is deeper than ${MAX_DEPTH} levels.`);
    if (column >= this.#context.columns) bytes.fail(`there is no column ${column}`);
    const split = this.#split(type, column);
    const weights = this.#weights(id);
    const left = this.#left(type & LEFT_MASK, depth, weights);
    const right =
      (type & RIGHT_LEAF) !== 0
        ? this.#builder.leaf(bytes.f32(), weights.right)
        : this.node(depth + 1, weights.right, weights.rightId);
    const own = depth === 0 ? Math.fround(weights.left + weights.right) : weight;
    this.#builder.link(split, left, right, own);
    return split;
  }

  #split(type: number, column: number): number {
    const bytes = this.#bytes;
    const direction = bytes.u8();
    if (!NA_DIRECTIONS.has(direction)) bytes.fail(`${direction} is no direction for missing values`);
    if (direction === NA_VERSUS_REST) return this.#builder.presence(column);
    const missingRight = NA_RIGHT.has(direction);
    switch (type & SPLIT_MASK) {
      case SPLIT_THRESHOLD:
        return this.#builder.threshold(column, column, bytes.f32(), missingRight);
      case SPLIT_32_LEVELS:
        return this.#builder.subset(
          column,
          column,
          { first: 0, levels: 32, bits: bytes.bytes(4) },
          missingRight,
        );
      case SPLIT_LEVELS: {
        const first = bytes.u16();
        const levels = bytes.i32();
        if (levels < 1) bytes.fail(`a set of ${levels} levels`);
        const bits = bytes.bytes(Math.ceil(levels / 8));
        return this.#builder.subset(column, column, { first, levels, bits }, missingRight);
      }
      default:
        return bytes.fail(`${type} is no type of node`);
    }
  }

  /** The size that precedes a left subtree must be that of the subtree, so that no reader goes astray. */
  #left(kind: number, depth: number, weights: ChildWeights): number {
    const bytes = this.#bytes;
    if (kind === LEFT_LEAF) return this.#builder.leaf(bytes.f32(), weights.left);
    if (kind > 3) bytes.fail(`${kind} is no kind of left child`);
    const size = bytes.unsigned(kind + 1);
    const end = bytes.position + size;
    const left = this.node(depth + 1, weights.left, weights.leftId);
    if (bytes.position !== end) bytes.fail('a left subtree has not its declared size');
    return left;
  }

  #weights(id: number): ChildWeights {
    const bytes = this.#context.weights;
    if (bytes.i32() !== id) bytes.fail('its nodes are not in the order of the tree');
    bytes.skip(4);
    const left = bytes.f32();
    const right = bytes.f32();
    bytes.skip(16);
    return { left, right, leftId: bytes.i32(), rightId: bytes.i32() };
  }
}
