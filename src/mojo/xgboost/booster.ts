import type { BinaryReader } from '../container/binary-reader.js';
import { UnsupportedMojoError } from '../container/errors.js';

/** `boosterBytes` as XGBoost 0.9 to 1.7 writes its models; newer ones (JSON, UBJSON) do not occur in MOJOs. */
export interface Booster {
  readonly objective: string;
  /** Where the sum for a row starts, on the scale on which the booster adds. */
  readonly margin: number;
  /** XGBoost up to 1.2 adds the margin last; the order matters, as sums are rounded to 32 bits. */
  readonly marginLast: boolean;
  /** Number of inputs, one-hot columns counted one by one. */
  readonly inputs: number;
  /** Number of sums: 1, or one for each class. */
  readonly groups: number;
  readonly body: BoosterTrees | BoosterWeights;
}

interface BoosterTrees {
  readonly kind: 'trees';
  readonly trees: readonly BoosterTree[];
}

export interface BoosterTree {
  /** The sum that it adds to. */
  readonly group: number;
  /** What its leaves are multiplied by: 1, other than in a `dart` booster. */
  readonly weight: number;
  readonly nodes: readonly BoosterNode[];
}

export interface BoosterNode {
  /** Index of the left child; negative: this is a leaf. */
  readonly left: number;
  readonly right: number;
  readonly input: number;
  readonly missingLeft: boolean;
  /** Threshold; value of a leaf. */
  readonly value: number;
  /** Sum of the hessians of the training rows that came through. */
  readonly cover: number;
}

interface BoosterWeights {
  readonly kind: 'linear';
  /** `[input * groups + group]`; the last row is the bias. */
  readonly weights: Float32Array;
}

const SIGNATURE = 'binf';
const NODE_BYTES = 20;
const STATISTICS_BYTES = 16;
const TREE_PARAMETER_BYTES = 148;
const DEFAULT_LEFT = 0x80000000;

/** What the rest of the MOJO says that the booster has; sizes in the bytes are not to be trusted. */
export type BoosterShape = Pick<Booster, 'inputs' | 'groups'>;

/**
 * Reads a booster.
 *
 * Source: the format as docs/mojo.md lists it; learner.cc, gbtree_model.h and tree_model.h of XGBoost 1.6.
 *
 * @throws {InvalidMojoError} if it is damaged, or not of the shape.
 * @throws {UnsupportedMojoError} for another booster or objective.
 */
export function readBooster(bytes: BinaryReader, shape: BoosterShape): Booster {
  if (bytes.text(4) !== SIGNATURE) bytes.rewind();
  const baseScore = bytes.f32();
  const inputs = bytes.u32();
  const classes = bytes.i32();
  const savedBuffer = bytes.i32();
  bytes.skip(4);
  const major = bytes.u32();
  const minor = bytes.u32();
  bytes.skip(4 * 27);
  const objective = bytes.text(bytes.count64(1));
  const booster = bytes.text(bytes.count64(1));
  const groups = Math.max(1, classes);
  if (inputs !== shape.inputs || groups !== shape.groups) {
    bytes.fail(`it has ${inputs} inputs and ${groups} sums in place of ${shape.inputs} and ${shape.groups}`);
  }
  return {
    objective,
    inputs,
    groups,
    margin: major >= 1 ? marginOf(objective, baseScore) : baseScore,
    marginLast: major < 1 || (major === 1 && minor <= 2),
    body: readBody(bytes, booster, { inputs, groups, savedBuffer: savedBuffer !== 0 }),
  };
}

/** Source: probToMargin of the predictor's objective functions. */
function marginOf(objective: string, baseScore: number): number {
  switch (objective) {
    case 'binary:logistic':
    case 'reg:logistic':
      return Math.fround(-Math.log(Math.fround(Math.fround(1 / baseScore) - 1)));
    case 'reg:gamma':
    case 'reg:tweedie':
    case 'count:poisson':
      return Math.fround(Math.log(baseScore));
    default:
      return baseScore;
  }
}

interface BodyContext {
  readonly inputs: number;
  readonly groups: number;
  /** Whether the prediction buffer of old versions is in between. */
  readonly savedBuffer: boolean;
}

function readBody(bytes: BinaryReader, booster: string, context: BodyContext): Booster['body'] {
  switch (booster) {
    case 'gbtree':
      return { kind: 'trees', trees: readTrees(bytes, context, false) };
    case 'dart':
      return { kind: 'trees', trees: readTrees(bytes, context, true) };
    case 'gblinear':
      return { kind: 'linear', weights: readWeights(bytes, context) };
    default:
      throw new UnsupportedMojoError(`An XGBoost booster ${booster} is not scored.`);
  }
}

function readTrees(bytes: BinaryReader, context: BodyContext, dart: boolean): BoosterTree[] {
  const count = bytes.count32(TREE_PARAMETER_BYTES);
  bytes.skip(12);
  const buffered = bytes.count64(0);
  bytes.skip(4);
  const leafVector = bytes.i32();
  bytes.skip(4 * 32);
  const trees = Array.from({ length: count }, () => readNodes(bytes));
  const groups = trees.map(() => bytes.i32());
  if (context.savedBuffer) bytes.skip(8 * context.groups * buffered * (leafVector + 1));
  const weights = dart && count > 0 ? readFloats(bytes, bytes.count64(4)) : null;
  const seen = new Array<number>(context.groups).fill(0);
  return trees.map((nodes, index) => {
    const group = groups[index] ?? -1;
    const order = seen[group];
    if (order === undefined) return bytes.fail(`a tree of class ${group}`);
    seen[group] = order + 1;
    // By the place of the tree among those of its class, as H2O's predictor does it.
    const weight = weights === null ? 1 : weights[order];
    if (weight === undefined) return bytes.fail('a tree has no weight');
    return { group, weight, nodes };
  });
}

function readNodes(bytes: BinaryReader): BoosterNode[] {
  bytes.skip(4);
  const count = bytes.count32(NODE_BYTES + STATISTICS_BYTES);
  bytes.skip(TREE_PARAMETER_BYTES - 8);
  const nodes = Array.from({ length: count }, () => {
    bytes.skip(4);
    const left = bytes.i32();
    const right = bytes.i32();
    const split = bytes.u32();
    return {
      left,
      right,
      input: split % DEFAULT_LEFT,
      missingLeft: split >= DEFAULT_LEFT,
      value: bytes.f32(),
    };
  });
  return nodes.map((node) => {
    bytes.skip(4);
    const cover = bytes.f32();
    bytes.skip(8);
    return { ...node, cover };
  });
}

function readWeights(bytes: BinaryReader, context: BodyContext): Float32Array {
  bytes.skip(4 * 34);
  const weights = readFloats(bytes, bytes.count64(4));
  const expected = (context.inputs + 1) * context.groups;
  if (weights.length === 0 && expected <= MAX_EMPTY_WEIGHTS) return new Float32Array(expected);
  if (weights.length !== expected) bytes.fail('the number of weights is not that of the inputs');
  return weights;
}

/** A booster without a round has no weights in the file: all are 0. */
const MAX_EMPTY_WEIGHTS = 1 << 20;

function readFloats(bytes: BinaryReader, count: number): Float32Array {
  return Float32Array.from({ length: count }, () => bytes.f32());
}
