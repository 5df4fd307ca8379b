import { BinaryReader } from '../container/binary-reader.js';
import type { MojoFiles } from '../container/archive.js';
import { UnsupportedMojoError } from '../container/errors.js';
import { readOneHotLayout, slotOf, type OneHotLayout } from '../model/one-hot.js';
import type { ModelHeader } from '../model/header.js';
import { LabelRule } from '../model/label-rule.js';
import type { RowScorer } from '../model/scorer.js';
import type { Forest } from '../trees/forest.js';
import { readBooster, type Booster } from './booster.js';
import { compileTrees, readCovers } from './compile-trees.js';
import { makeTransform, type Transform } from './objective.js';
import { LinearBooster } from './linear-booster.js';

/** The sums of a booster, one for each class; in 32-bit floats, rounded like H2O's predictor does. */
interface BoosterBody {
  sum(group: number, row: Float64Array, start: number): number;
  readonly bytes: number;
}

/** H2O draws the lot between equally likely classes without looking at the row. Measured with H2O 3.46. */
const NO_ROW = new Float64Array(0);

/** XGBoost's trees as a body, and for contributions. */
export class BoosterForest implements BoosterBody {
  readonly forest: Forest;

  constructor(forest: Forest) {
    this.forest = forest;
  }

  get bytes(): number {
    return this.forest.bytes;
  }

  sum(group: number, row: Float64Array, start: number): number {
    return this.forest.sum32(group, row, start);
  }
}

/**
 * XGBoost with trees (`gbtree`, `dart`) or a linear booster.
 *
 * Source: the pure Java predictor (ai.h2o:xgboost-predictor) with which H2O itself scores: equal to the last bit.
 */
export class XGBoostScorer implements RowScorer {
  readonly layout: OneHotLayout;
  readonly columnOfInput: Int32Array;
  readonly body: BoosterForest | LinearBooster;
  readonly objective: string;
  /** Where the sums start, on their scale. */
  readonly margin: number;
  readonly #marginLast: boolean;
  readonly #sparse: boolean;
  readonly #transform: Transform;
  readonly #labels: LabelRule;
  readonly #input: Float64Array;
  readonly #sums: Float32Array;

  constructor(header: ModelHeader, files: MojoFiles) {
    const { info } = header;
    this.layout = readOneHotLayout(header);
    this.columnOfInput = columnsOfInputs(this.layout);
    this.#sparse = info.flag('sparse');
    const classes = header.response.labels?.length ?? 1;
    const booster = readBooster(new BinaryReader(files.get('boosterBytes'), 'boosterBytes'), {
      inputs: this.columnOfInput.length,
      groups: classes > 2 ? classes : 1,
    });
    this.body = this.#makeBody(booster, files);
    if (header.mojoVersion < 1.1 && this.body instanceof LinearBooster) {
      throw new UnsupportedMojoError(
        `An XGBoost ${info.text('booster')} MOJO of version 1.00 is not scored.`,
      );
    }
    this.objective = booster.objective;
    this.margin = booster.margin;
    this.#marginLast = booster.marginLast;
    this.#transform = makeTransform(booster.objective);
    this.#labels = new LabelRule(header);
    this.#input = new Float64Array(header.features.length);
    this.#sums = new Float32Array(booster.groups);
  }

  get bytes(): number {
    return this.body.bytes;
  }

  score(row: Float64Array, out: Float64Array): number {
    const sums = this.#sums;
    const input = this.encode(row);
    for (let k = 0; k < sums.length; k++) {
      sums[k] = this.#marginLast
        ? this.body.sum(k, input, 0) + this.margin
        : this.body.sum(k, input, this.margin);
    }
    this.#transform(sums);
    if (out.length === 1) {
      out[0] = sums[0] as number;
      return 0;
    }
    if (out.length === 2) {
      out[0] = Math.fround(1 - (sums[0] as number));
      out[1] = sums[0] as number;
    } else out.set(sums);
    return this.#labels.pick(out, NO_ROW);
  }

  /**
   * The row as the booster takes it: slots in place of levels, numbers as 32-bit floats; a 0 is missing where the
   * model was trained on sparse data. The buffer is used again by the next call.
   */
  encode(row: Float64Array): Float64Array {
    const input = this.#input;
    const { categoricals } = this.layout;
    for (let c = 0; c < categoricals; c++) input[c] = slotOf(this.layout, c, row[c] as number);
    for (let j = categoricals; j < row.length; j++) {
      const value = Math.fround(row[j] as number);
      input[j] = this.#sparse && value === 0 ? Number.NaN : value;
    }
    return input;
  }

  #makeBody({ body, groups }: Booster, files: MojoFiles): BoosterForest | LinearBooster {
    if (body.kind === 'linear') return new LinearBooster(body.weights, groups, this.layout);
    const covers = files.find('auxNodeWeights');
    return new BoosterForest(
      compileTrees(groups, body.trees, {
        layout: this.layout,
        columnOfInput: this.columnOfInput,
        sparse: this.#sparse,
        covers: covers === undefined ? null : readCovers(new BinaryReader(covers, 'auxNodeWeights')),
      }),
    );
  }
}

function columnsOfInputs({ categoricals, numerics, offsets, slots }: OneHotLayout): Int32Array {
  const columns = new Int32Array(slots + numerics);
  for (let c = 0; c < categoricals; c++) columns.fill(c, offsets[c], offsets[c + 1]);
  for (let j = 0; j < numerics; j++) columns[slots + j] = categoricals + j;
  return columns;
}
