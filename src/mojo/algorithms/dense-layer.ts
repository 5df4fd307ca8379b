import { exp } from '../numeric/exp.js';
import type { ModelInfo } from '../container/model-ini.js';
import { InvalidMojoError, UnsupportedMojoError } from '../container/errors.js';

/** From the sums of a layer's units to their outputs, in place. */
type Activation = (values: Float64Array) => void;

const each =
  (f: (x: number) => number): Activation =>
  (values) => {
    for (let i = 0; i < values.length; i++) values[i] = f(values[i] as number);
  };

const linear: Activation = () => undefined;

/** Of the hidden layers; `Maxout` takes the largest of its sums as it is. */
const ACTIVATIONS: Readonly<Record<string, Activation>> = {
  Rectifier: each((x) => 0.5 * (x + Math.abs(x))),
  Tanh: each((x) => 1 - 2 / (1 + exp(2 * x))),
  ExpRectifier: each((x) => (x >= 0 ? x : exp(x) - 1)),
  Maxout: linear,
};

const DROPOUT = 'WithDropout';

/**
 * Partial sums of H2O's matrix product: input j counts for number j % 8, and those that are left over after a multiple
 * of eight are added one by one to the sum of all. Maxout has a single sum. Source: NeuralNetwork of h2o-genmodel.
 */
const LANES = 8;

interface LayerShape {
  readonly inputs: number;
  readonly units: number;
  /** Sums of a unit, of which it takes the largest: 2 for Maxout, else 1. */
  readonly pieces: number;
  readonly lanes: 1 | typeof LANES;
  readonly activation: Activation;
  /** What an output is multiplied by, to make up for dropout in training. */
  readonly factor: number;
}

/**
 * One layer, with its buffers. Several units are added up at once, so that no addition waits for the one before it, and
 * inputs that are 0 cost nothing: most are, of one-hot ones, and many of those behind a Rectifier. Each unit's additions
 * are H2O's, in its order, so that the results are equal to the last bit.
 */
export class DenseLayer {
  readonly #shape: LayerShape;
  /** `[input * sums + sum]`; sum `unit * pieces + piece`. */
  readonly #weights: Float32Array;
  /** By sum. */
  readonly #biases: Float64Array;
  /** `[lane * sums + sum]`; in the end, lane 0 has the total. */
  readonly #partial: Float64Array;
  readonly #output: Float64Array;
  /** Some inputs that are not 0, and room for one that turns out to be. */
  readonly #active: Int32Array;

  constructor(shape: LayerShape, weights: Float32Array, biases: Float64Array) {
    this.#shape = shape;
    this.#weights = weights;
    this.#biases = biases;
    this.#partial = new Float64Array(shape.lanes * biases.length);
    this.#output = new Float64Array(shape.units);
    this.#active = new Int32Array(shape.inputs + 1);
  }

  get bytes(): number {
    return [this.#weights, this.#biases, this.#partial, this.#output, this.#active].reduce(
      (sum, { byteLength }) => sum + byteLength,
      0,
    );
  }

  /** The outputs for inputs; the buffer is used again by the next call. */
  forward(inputs: Float64Array): Float64Array {
    this.#addUp(inputs);
    const { units, pieces, activation, factor } = this.#shape;
    const output = this.#output;
    for (let unit = 0; unit < units; unit++) {
      let value = Number.NEGATIVE_INFINITY;
      for (let s = unit * pieces; s < (unit + 1) * pieces; s++) {
        value = Math.max(value, (this.#partial[s] as number) + (this.#biases[s] as number));
      }
      output[unit] = value;
    }
    activation(output);
    if (factor !== 1)
      for (let unit = 0; unit < units; unit++) output[unit] = (output[unit] as number) * factor;
    return output;
  }

  #addUp(inputs: Float64Array): void {
    const { lanes } = this.#shape;
    const { length: sums } = this.#biases;
    const partial = this.#partial.fill(0);
    const laned = inputs.length - (inputs.length % lanes);
    for (let lane = 0; lane < lanes; lane++) this.#addInputs(lane * sums, inputs, lane, laned, lanes);
    if (lanes === LANES) addLanes(partial, sums);
    this.#addInputs(0, inputs, laned, inputs.length, 1);
  }

  /** Adds every `step`th input of a range to the sums from a place on. */
  #addInputs(place: number, inputs: Float64Array, from: number, to: number, step: number): void {
    const active = this.#active;
    let count = 0;
    for (let j = from; j < to; j += step) {
      // No branch: half of the inputs are 0, and nobody can guess which.
      active[count] = j;
      count += Number(inputs[j] !== 0);
    }
    if (count > 0) this.#addProducts(place, inputs, count);
  }

  /** For each sum, adds the weight times the input, one active input after the other; eight sums at once. */
  #addProducts(place: number, inputs: Float64Array, count: number): void {
    const sums = this.#partial;
    const weights = this.#weights;
    const active = this.#active;
    const width = this.#biases.length;
    let s = 0;
    for (; s + 8 <= width; s += 8) {
      const to = place + s;
      let a = sums[to] as number;
      let b = sums[to + 1] as number;
      let c = sums[to + 2] as number;
      let d = sums[to + 3] as number;
      let e = sums[to + 4] as number;
      let f = sums[to + 5] as number;
      let g = sums[to + 6] as number;
      let h = sums[to + 7] as number;
      for (let k = 0; k < count; k++) {
        const j = active[k] as number;
        const x = inputs[j] as number;
        const at = j * width + s;
        a += (weights[at] as number) * x;
        b += (weights[at + 1] as number) * x;
        c += (weights[at + 2] as number) * x;
        d += (weights[at + 3] as number) * x;
        e += (weights[at + 4] as number) * x;
        f += (weights[at + 5] as number) * x;
        g += (weights[at + 6] as number) * x;
        h += (weights[at + 7] as number) * x;
      }
      sums[to] = a;
      sums[to + 1] = b;
      sums[to + 2] = c;
      sums[to + 3] = d;
      sums[to + 4] = e;
      sums[to + 5] = f;
      sums[to + 6] = g;
      sums[to + 7] = h;
    }
    for (; s < width; s++) {
      let sum = sums[place + s] as number;
      for (let k = 0; k < count; k++) {
        const j = active[k] as number;
        sum += (weights[j * width + s] as number) * (inputs[j] as number);
      }
      sums[place + s] = sum;
    }
  }
}

/** Adds up the lanes of each sum in H2O's order, into the first lane. */
function addLanes(lanes: Float64Array, sums: number): void {
  const [b, c, d, e, f, g, h] = [sums, 2 * sums, 3 * sums, 4 * sums, 5 * sums, 6 * sums, 7 * sums];
  for (let a = 0; a < sums; a++) {
    const first =
      (lanes[a] as number) + (lanes[a + b] as number) + (lanes[a + c] as number) + (lanes[a + d] as number);
    const second =
      (lanes[a + e] as number) +
      (lanes[a + f] as number) +
      (lanes[a + g] as number) +
      (lanes[a + h] as number);
    lanes[a] = first + second;
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
    return readLayer(info, index, {
      inputs: sizes[index] as number,
      units: sizes[index + 1] as number,
      activation: hidden ? activation : linear,
      factor: hidden && withDropout ? 1 - (dropout[index] ?? 0) : 1,
      maxout: hidden && name === 'Maxout',
    });
  });
}

function readActivation(full: string): [name: string, activation: Activation] {
  const name = full.endsWith(DROPOUT) ? full.slice(0, -DROPOUT.length) : full;
  const activation = Object.hasOwn(ACTIVATIONS, name) ? ACTIVATIONS[name] : undefined;
  if (activation === undefined)
    throw new UnsupportedMojoError(`A DeepLearning model with ${full} units is not scored.`);
  return [name, activation];
}

interface LayerPlan extends Pick<LayerShape, 'inputs' | 'units' | 'activation' | 'factor'> {
  readonly maxout: boolean;
}

function readLayer(info: ModelInfo, index: number, { maxout, ...shape }: LayerPlan): DenseLayer {
  const biases = info.numbers(`bias_layer${index}`);
  const weights = info.numbers(`weight_layer${index}`);
  const pieces = biases.length / shape.units;
  if (
    !(maxout ? Number.isInteger(pieces) && pieces > 0 : pieces === 1) ||
    weights.length !== shape.inputs * shape.units * pieces
  ) {
    throw new InvalidMojoError(`model.ini: the sizes of layer ${index} do not fit together.`);
  }
  // Without several pieces, H2O has partial sums.
  const lanes = pieces === 1 ? LANES : 1;
  return new DenseLayer({ ...shape, pieces, lanes }, byInput(weights, shape, pieces), biases);
}

/** Weights come as `[(unit * inputs + input) * pieces + piece]`. */
function byInput(
  weights: Float64Array,
  { inputs, units }: Pick<LayerShape, 'inputs' | 'units'>,
  pieces: number,
): Float32Array {
  const turned = new Float32Array(weights.length);
  for (let unit = 0; unit < units; unit++) {
    for (let input = 0; input < inputs; input++) {
      for (let piece = 0; piece < pieces; piece++) {
        const sum = unit * pieces + piece;
        turned[input * units * pieces + sum] = weights[(unit * inputs + input) * pieces + piece] as number;
      }
    }
  }
  return turned;
}
