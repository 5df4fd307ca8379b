import type { ModelHeader } from './header.js';
import { firstJavaRandom } from './java-random.js';

/** Bits of Java's NaN; those of a JavaScript NaN are anything. */
const JAVA_NAN = 0x7ff8000000000000n;

const NO_LABEL = -1;

/** How a model makes class probabilities final, and says a label. */
export class LabelRule {
  readonly #threshold: number;
  readonly #priors: Float64Array | null;
  readonly #balance: ModelHeader['balance'];

  constructor(header: Pick<ModelHeader, 'threshold' | 'priors' | 'balance'>) {
    this.#threshold = header.threshold;
    this.#priors = header.priors;
    this.#balance = header.balance;
  }

  /**
   * Corrects the probabilities for class balance, in place, and picks the label.
   *
   * @param row the features as the model read them: they decide between classes that are equally likely.
   * @returns index of the label; -1 where there is no prediction: numbers so large that sums of them overflow.
   */
  finish(probabilities: Float64Array, row: Float64Array): number {
    if (this.#balance !== null) undoBalance(probabilities, this.#balance);
    return this.pick(probabilities, row);
  }

  /** Like {@link finish}, for the algorithms that leave class balance alone. */
  pick(probabilities: Float64Array, row: Float64Array): number {
    if (Number.isNaN(probabilities[0])) return NO_LABEL;
    if (probabilities.length === 2) return this.pickBinary(probabilities[1] as number);
    return pickMostLikely(probabilities, this.#priors, row);
  }

  pickBinary(probability: number): number {
    if (probability >= this.#threshold) return 1;
    return Number.isNaN(probability) ? NO_LABEL : 0;
  }
}

/** Source: GenModel.correctProbabilities; King and Zeng, Logistic Regression in Rare Events Data, eq. 27. */
function undoBalance(probabilities: Float64Array, balance: NonNullable<ModelHeader['balance']>): void {
  let sum = 0;
  for (let k = 0; k < probabilities.length; k++) {
    const prior = balance.priors[k] as number;
    const model = balance.model[k] as number;
    let p = probabilities[k] as number;
    if (prior !== 0 && model !== 0) p *= prior / model;
    probabilities[k] = p;
    sum += p;
  }
  if (sum > 0)
    for (let k = 0; k < probabilities.length; k++) probabilities[k] = (probabilities[k] as number) / sum;
}

/**
 * The largest probability; equal ones are drawn by lot, seeded by the row, in proportion to their priors.
 *
 * The list of those that take part is H2O's, with its peculiarities (GenModel.getPredictionMultinomial): class 0 is
 * always in it, and so is a class that tied with an earlier, smaller maximum.
 */
function pickMostLikely(probabilities: Float64Array, priors: Float64Array | null, row: Float64Array): number {
  let best = 0;
  let tied = 0;
  for (let k = 1; k < probabilities.length; k++) {
    const p = probabilities[k] as number;
    if ((probabilities[best] as number) < p) {
      best = k;
      tied = 0;
    } else if (probabilities[best] === p) tied++;
  }
  if (tied === 0) return best;
  const hash = hashOf(row);
  return (
    (priors === null ? null : drawLot(probabilities, priors, hash)) ?? nthOf(probabilities, best, hash, tied)
  );
}

function drawLot(probabilities: Float64Array, priors: Float64Array, hash: bigint): number | null {
  const lots = [0];
  let best = 0;
  for (let k = 1; k < probabilities.length; k++) {
    const p = probabilities[k] as number;
    if ((probabilities[best] as number) < p) best = k;
    else if (probabilities[best] === p) lots.push(k);
  }
  const total = lots.reduce((sum, k) => sum + (priors[k] as number), 0);
  const drawn = firstJavaRandom(hash);
  let reached = 0;
  for (const k of lots) {
    reached += (priors[k] as number) / total;
    if (drawn <= reached) return k;
  }
  return null;
}

/** Where no lot was drawn (priors of 0): the one of the equally likely that the hash points at. */
function nthOf(probabilities: Float64Array, best: number, hash: bigint, tied: number): number {
  let index = Number(BigInt.asIntN(32, hash)) % (tied + 1);
  for (let k = 0; k < probabilities.length; k++) {
    if (probabilities[k] === probabilities[best] && --index < 0) return k;
  }
  return best;
}

/** The values' bits as signed 64-bit numbers, without the 6 least significant of the mantissa, combined by XOR. */
function hashOf(row: Float64Array): bigint {
  const bits = new BigInt64Array(row.buffer, row.byteOffset, row.length);
  let hash = 0n;
  row.forEach((value, j) => (hash ^= Number.isNaN(value) ? JAVA_NAN : (bits[j] as bigint)));
  return hash >> 6n;
}
