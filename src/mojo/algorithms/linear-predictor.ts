import { InvalidMojoError, UnsupportedMojoError } from '../container/errors.js';
import type { ModelHeader } from '../model/header.js';
import type { OneHotLayout } from '../model/one-hot.js';
import { readOneHotLayout } from '../model/one-hot.js';

/**
 * The linear part of a GLM: the sum of each column's coefficient, or that of its level, and an intercept. Coefficients
 * are those of the numbers as they are: H2O undoes its standardisation when it writes them.
 *
 * Source: GlmMojoModelBase and its subclasses of h2o-genmodel.
 */
export class LinearPredictor {
  readonly layout: OneHotLayout;
  /** Sets of coefficients, one after another: levels, numbers, intercept. One set, or one for each class. */
  readonly beta: Float64Array;
  /** Length of a set. */
  readonly stride: number;
  /** Mean of each number, commonest level of each categorical; 0 where the file does not say. */
  readonly average: Float64Array;
  /** Whether the average stands for a missing value; else a row with one has no prediction. */
  readonly #imputes: boolean;

  constructor(header: ModelHeader, sets: number) {
    const { info } = header;
    this.layout = readOneHotLayout(header);
    this.beta = info.numbers('beta');
    this.stride = this.layout.slots + this.layout.numerics + 1;
    if (this.beta.length !== sets * this.stride) {
      throw new InvalidMojoError(
        `model.ini: beta holds ${this.beta.length} coefficients in place of ${sets * this.stride}.`,
      );
    }
    this.#imputes = info.flag('mean_imputation', false);
    this.average = readAverage(header, this.layout, this.#imputes);
    if (!this.#imputes && this.layout.categoricals > 0) {
      // H2O predicts a row with an unseen level by the mode of the column even then, and the file does not hold it.
      throw new UnsupportedMojoError(
        'A GLM that skips missing values is not scored if it has categorical columns.',
      );
    }
  }

  /** Replaces the missing values of a row. @returns false if there are any and this model imputes none. */
  complete(row: Float64Array, into: Float64Array): boolean {
    for (let j = 0; j < row.length; j++) {
      let value = row[j] as number;
      if (Number.isNaN(value)) {
        if (!this.#imputes) return false;
        value = this.average[j] as number;
      }
      into[j] = value;
    }
    return true;
  }

  /** What a column of a completed row adds, by a set of coefficients. */
  term(set: number, column: number, value: number): number {
    const { categoricals, offsets, slots, skipped } = this.layout;
    const base = set * this.stride;
    if (column >= categoricals) return (this.beta[base + slots + column - categoricals] as number) * value;
    const slot = (offsets[column] as number) + value - skipped;
    // The reference level, and one that a mode beyond the block stands for, add nothing.
    if (value < skipped || slot >= (offsets[column + 1] as number)) return 0;
    return this.beta[base + slot] as number;
  }

  intercept(set: number): number {
    return this.beta[(set + 1) * this.stride - 1] as number;
  }

  /** The whole sum, in H2O's order. */
  eta(set: number, row: Float64Array): number {
    let eta = 0;
    for (let j = 0; j < row.length; j++) eta += this.term(set, j, row[j] as number);
    return eta + this.intercept(set);
  }
}

function readAverage(header: ModelHeader, layout: OneHotLayout, needed: boolean): Float64Array {
  const modes = header.info.integers('cat_modes', new Int32Array(0));
  const means = header.info.numbers('num_means', new Float64Array(0));
  if (modes.length !== layout.categoricals || means.length !== layout.numerics) {
    if (!needed) return new Float64Array(layout.categoricals + layout.numerics);
    throw new InvalidMojoError('model.ini: cat_modes and num_means are not those of the columns.');
  }
  return Float64Array.of(...modes, ...means);
}
