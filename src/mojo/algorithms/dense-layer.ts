import { exp } from '../numeric/exp.js';
import type { ModelInfo } from '../container/model-ini.js';
import { InvalidMojoError, UnsupportedMojoError } from '../errors.js';

type Activation = (x: number) => number;

const linear: Activation = (x) => x;

/** Of the hidden layers; `Maxout` takes the largest of its sums as it is. */
const ACTIVATIONS: Readonly<Record<string, Activation>> = {
  Rectifier: (x) => 0.5 * (x + Math.abs(x)),
  Tanh: (x) => 1 - 2 / (1 + exp(2 * x)),
  ExpRectifier: (x) => (x >= 0 ? x : exp(x) - 1),
  Maxout: linear,
};

const DROPOUT = 'WithDropout';

/** Number of partial sums of H2O's matrix product; see {@link DenseLayer.forward}. */
const LANES = 8;

interface LayerShape {
  readonly inputs: number;
  readonly units: number;
  readonly activation: Activation;
  /** What an output is multiplied by, to make up for dropout in training. */
  readonly factor: number;
}

/** One layer, with its output buffer. */
export class DenseLayer {
  readonly #shape: LayerShape;
  /** `[(unit * inputs + input) * pieces + piece]` */
  readonly #weights: Float32Array;
  readonly #biases: Float64Array;
  /** Sums of a unit of which it takes the largest: 2 for Maxout, else 1. */
  readonly #pieces: number;
  readonly #output: Float64Array;
  readonly #lanes = new Float64Array(LANES);
  /** Indexes of the inputs that are not 0: most are, of one-hot ones. */
  readonly #active: Int32Array;

  constructor(shape: LayerShape, weights: Float32Array, biases: Float64Array) {
    this.#shape = shape;
    this.#weights = weights;
    this.#biases = biases;
    this.#pieces = biases.length / shape.units;
    this.#output = new Float64Array(shape.units);
    this.#active = new Int32Array(shape.inputs);
  }

  get bytes(): number {
    return (
      this.#weights.byteLength + this.#biases.byteLength + this.#output.byteLength + this.#active.byteLength
    );
  }

  /** The outputs for inputs; the buffer is used again by the next call. */
  forward(inputs: Float64Array): Float64Array {
    const active = this.#findActive(inputs);
    const { units, activation, factor } = this.#shape;
    for (let unit = 0; unit < units; unit++) {
      let value = Number.NEGATIVE_INFINITY;
      for (let piece = 0; piece < this.#pieces; piece++) {
        const sum =
          this.#pieces === 1
            ? this.#laneSum(unit, inputs, active)
            : this.#plainSum(unit, piece, inputs, active);
        value = Math.max(value, sum + (this.#biases[unit * this.#pieces + piece] as number));
      }
      this.#output[unit] = activation(value) * factor;
    }
    return this.#output;
  }

  #findActive(inputs: Float64Array): number {
    let count = 0;
    for (let j = 0; j < inputs.length; j++) if (inputs[j] !== 0) this.#active[count++] = j;
    return count;
  }

  /** Eight partial sums, and what is left over after a multiple of eight one by one: H2O's order, to the last bit. */
  #laneSum(unit: number, inputs: Float64Array, active: number): number {
    const lanes = this.#lanes.fill(0);
    const start = unit * this.#shape.inputs;
    const laned = inputs.length - (inputs.length % LANES);
    let k = 0;
    for (; k < active; k++) {
      const j = this.#active[k] as number;
      if (j >= laned) break;
      const lane = j % LANES;
      lanes[lane] = (lanes[lane] as number) + (this.#weights[start + j] as number) * (inputs[j] as number);
    }
    const [a, b, c, d, e, f, g, h] = lanes as unknown as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    let sum = a + b + c + d + (e + f + g + h);
    for (; k < active; k++) {
      const j = this.#active[k] as number;
      sum += (this.#weights[start + j] as number) * (inputs[j] as number);
    }
    return sum;
  }

  #plainSum(unit: number, piece: number, inputs: Float64Array, active: number): number {
    let sum = 0;
    for (let k = 0; k < active; k++) {
      const j = this.#active[k] as number;
      const weight = this.#weights[(unit * this.#shape.inputs + j) * this.#pieces + piece] as number;
      sum += weight * (inputs[j] as number);
    }
    return sum;
  }
}

/**
 * The layers of a network, hidden ones first.
 *
 * @throws {InvalidMojoError} if the sizes do not fit together.
 * @throws {UnsupportedMojoError} for an unknown activation.
 */
export function readLayers(info: ModelInfo, inputs: number, outputs: number): DenseLayer[] {
  const sizes = info.integers('neural_network_sizes');
  const dropout = info.numbers('hidden_dropout_ratios', new Float64Array(0));
  const [name, activation] = readActivation(info.text('activation'));
  const last = sizes.length - 2;
  if (last < 0 || sizes[0] !== inputs || sizes[last + 1] !== outputs) {
    throw new InvalidMojoError('model.ini: neural_network_sizes are not those of inputs and outputs.');
  }
  const withDropout = info.text('activation').endsWith(DROPOUT);
  return Array.from({ length: last + 1 }, (_, index) => {
    const hidden = index < last;
    return readLayer(
      info,
      index,
      {
        inputs: sizes[index] as number,
        units: sizes[index + 1] as number,
        activation: hidden ? activation : linear,
        factor: hidden && withDropout ? 1 - (dropout[index] ?? 0) : 1,
      },
      hidden && name === 'Maxout',
    );
  });
}

function readActivation(full: string): [name: string, activation: Activation] {
  const name = full.endsWith(DROPOUT) ? full.slice(0, -DROPOUT.length) : full;
  const activation = Object.hasOwn(ACTIVATIONS, name) ? ACTIVATIONS[name] : undefined;
  if (activation === undefined)
    throw new UnsupportedMojoError(`A DeepLearning model with ${full} units is not scored.`);
  return [name, activation];
}

function readLayer(info: ModelInfo, index: number, shape: LayerShape, maxout: boolean): DenseLayer {
  const biases = info.numbers(`bias_layer${index}`);
  const weights = Float32Array.from(info.numbers(`weight_layer${index}`));
  const pieces = biases.length / shape.units;
  if (
    !(maxout ? Number.isInteger(pieces) && pieces > 0 : pieces === 1) ||
    weights.length !== shape.inputs * shape.units * pieces
  ) {
    throw new InvalidMojoError(`model.ini: the sizes of layer ${index} do not fit together.`);
  }
  return new DenseLayer(shape, weights, biases);
}
