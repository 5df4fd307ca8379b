import { UnsupportedMojoError } from '../container/errors.js';
import type { ModelHeader } from '../model/header.js';
import { LabelRule } from '../model/label-rule.js';
import type { RowScorer } from '../model/scorer.js';
import { DenseLayer, readLayers } from './dense-layer.js';
import { boostingInverseLink, defaultLink, largest, softmax, type InverseLink } from './links.js';
import { readOneHotLayout, slotOf, type OneHotLayout } from '../model/one-hot.js';

/**
 * A feed-forward network on one-hot categoricals and standardised numbers.
 *
 * Source: DeeplearningMojoModel and NeuralNetwork of h2o-genmodel.
 */
export class DeepLearningScorer implements RowScorer {
  readonly #layout: OneHotLayout;
  readonly #layers: readonly DenseLayer[];
  /** Of the numbers: (x - shift) * scale. */
  readonly #shift: Float64Array;
  readonly #scale: Float64Array;
  /** Of the output of a regression. */
  readonly #response: { readonly shift: number; readonly scale: number };
  readonly #inverseLink: InverseLink;
  readonly #labels: LabelRule;
  readonly #input: Float64Array;

  constructor(header: ModelHeader) {
    const { info } = header;
    const distribution = info.text('distribution');
    if (distribution === 'modified_huber') {
      throw new UnsupportedMojoError(
        'A DeepLearning model with the distribution modified_huber is not scored.',
      );
    }
    this.#layout = readOneHotLayout(header);
    const { slots, numerics } = this.#layout;
    this.#layers = readLayers(info, slots + numerics, header.response.labels?.length ?? 1);
    this.#shift = perNumber(info.numbers('norm_sub', new Float64Array(0)), numerics, 0);
    this.#scale = perNumber(info.numbers('norm_mul', new Float64Array(0)), numerics, 1);
    this.#response = {
      shift: info.numbers('norm_resp_sub', Float64Array.of(0))[0] ?? 0,
      scale: info.numbers('norm_resp_mul', Float64Array.of(1))[0] ?? 1,
    };
    this.#inverseLink = boostingInverseLink(defaultLink(distribution));
    this.#labels = new LabelRule(header);
    this.#input = new Float64Array(slots + numerics);
  }

  get bytes(): number {
    return this.#layers.reduce((sum, layer) => sum + layer.bytes, this.#input.byteLength);
  }

  score(row: Float64Array, out: Float64Array): number {
    this.#encode(row);
    let values = this.#input;
    for (const layer of this.#layers) values = layer.forward(values);
    if (out.length === 1) {
      const { shift, scale } = this.#response;
      out[0] = this.#inverseLink((values[0] as number) / scale + shift);
      return 0;
    }
    out.set(values);
    softmax(out, largest(out));
    return this.#labels.finish(out, row);
  }

  /** Missing numbers are the mean, 0; missing and unseen levels have a slot, the last one of the block. */
  #encode(row: Float64Array): void {
    const input = this.#input.fill(0);
    const { categoricals, numerics, slots } = this.#layout;
    for (let c = 0; c < categoricals; c++) {
      const slot = slotOf(this.#layout, c, row[c] as number);
      if (slot >= 0) input[slot] = 1;
    }
    for (let j = 0; j < numerics; j++) {
      const value =
        ((row[categoricals + j] as number) - (this.#shift[j] as number)) * (this.#scale[j] as number);
      input[slots + j] = Number.isNaN(value) ? 0 : value;
    }
  }
}

/** One value for each number; none at all where the network was not trained on standardised data. */
function perNumber(values: Float64Array, numerics: number, absent: number): Float64Array {
  return values.length === numerics ? values : new Float64Array(numerics).fill(absent);
}
