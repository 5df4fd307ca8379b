import type { RocPoint } from '../domain/leaderboard.js';
import type { ThresholdPoint } from '../domain/threshold.js';
import type { ClassIndexes } from './classification.js';
import { thresholdPoint } from './threshold-point.js';
import type { Weights } from './weights.js';

/** How many points a curve has at most where nobody asks for another number. */
const CURVE_POINTS = 200;

/**
 * Rows of two classes, ranked by the probability of the second one, which is the positive one. What holds for each
 * threshold is counted once, in O(rows × log rows); curves, areas and thresholds read it.
 */
export class BinaryRanking {
  readonly positives: number;
  readonly negatives: number;
  /** The distinct probabilities of rows that count, largest first: predicting the second class from here on differs from all others. */
  readonly #thresholds: Float64Array;
  /** By threshold: weight of the positive and of the negative rows that reach it. */
  readonly #truePositives: Float64Array;
  readonly #falsePositives: Float64Array;

  /**
   * @param actual 1: the row is of the second class; else 0.
   * @param probabilities of the second class, by row; no NaN.
   */
  constructor(actual: ClassIndexes, probabilities: Float64Array, weights?: Weights) {
    this.#thresholds = distinctDescending(probabilities, weights);
    this.#truePositives = new Float64Array(this.#thresholds.length);
    this.#falsePositives = new Float64Array(this.#thresholds.length);
    for (let row = 0; row < actual.length; row++) {
      const weight = weights?.[row] ?? 1;
      if (weight === 0) continue;
      const place = this.#reaching(probabilities[row] as number) - 1;
      const sums = actual[row] === 1 ? this.#truePositives : this.#falsePositives;
      sums[place] = (sums[place] as number) + weight;
    }
    this.positives = accumulate(this.#truePositives);
    this.negatives = accumulate(this.#falsePositives);
  }

  /**
   * Area under the ROC curve, by trapezoids: the probability that a positive row is ranked above a negative one, ties
   * counting half. null unless both classes occur.
   */
  auc(): number | null {
    if (!this.#bothOccur) return null;
    let area = 0;
    this.#eachStep((tp, fp, previousTp, previousFp) => {
      area += ((fp - previousFp) * (tp + previousTp)) / 2;
    });
    return area / (this.positives * this.negatives);
  }

  /**
   * Average precision: Σ (recallᵢ - recallᵢ₋₁) × precisionᵢ over the thresholds, without interpolation. (H2O's own
   * AUCPR interpolates, and differs in the third decimal or so.) null without positive rows.
   */
  averagePrecision(): number | null {
    if (!(this.positives > 0)) return null;
    let sum = 0;
    this.#eachStep((tp, fp, previousTp) => {
      if (tp > previousTp) sum += ((tp - previousTp) * tp) / (tp + fp);
    });
    return sum / this.positives;
  }

  /**
   * From no row predicted positive to all of them, at most `limit` points; null unless both classes occur. The first
   * point has the threshold 1, though rows whose probability is 1 reach that, too.
   */
  rocCurve(limit = CURVE_POINTS): RocPoint[] | null {
    if (!this.#bothOccur) return null;
    const points = this.#evenly(Math.max(2, limit) - 1).map((index) => ({
      threshold: this.#thresholds[index] as number,
      falsePositiveRate: (this.#falsePositives[index] as number) / this.negatives,
      truePositiveRate: (this.#truePositives[index] as number) / this.positives,
    }));
    return [{ threshold: 1, falsePositiveRate: 0, truePositiveRate: 0 }, ...points];
  }

  /**
   * What holds at each threshold, ascending: at most `limit` of the distinct probabilities, evenly along the ROC
   * curve, the smallest and the largest among them; one above all of them, where no row is predicted positive (unless
   * a probability is 1); and exactly those of `including`.
   * @param limit Infinity: all of them.
   */
  thresholds({
    limit = CURVE_POINTS,
    including = [],
  }: { limit?: number; including?: readonly number[] } = {}): ThresholdPoint[] {
    if (this.#thresholds.length === 0) return [];
    const largest = this.#thresholds[0] as number;
    const chosen = new Set([
      ...this.#evenly(limit).map((index) => this.#thresholds[index] as number),
      ...(largest < 1 ? [(1 + largest) / 2] : []),
      ...including,
    ]);
    return [...chosen].sort((a, b) => a - b).map((threshold) => this.at(threshold));
  }

  /** What holds where the second class is predicted from `threshold` on. */
  at(threshold: number): ThresholdPoint {
    const low = this.#reaching(threshold);
    const truePositives = low === 0 ? 0 : (this.#truePositives[low - 1] as number);
    const falsePositives = low === 0 ? 0 : (this.#falsePositives[low - 1] as number);
    return thresholdPoint(threshold, {
      truePositives,
      falsePositives,
      trueNegatives: this.negatives - falsePositives,
      falseNegatives: this.positives - truePositives,
    });
  }

  /** How many of the distinct probabilities reach a threshold; by binary search. */
  #reaching(threshold: number): number {
    let low = 0;
    let high = this.#thresholds.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#thresholds[middle] as number) >= threshold) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  get #bothOccur(): boolean {
    return this.positives > 0 && this.negatives > 0;
  }

  #eachStep(visit: (tp: number, fp: number, previousTp: number, previousFp: number) => void): void {
    let previousTp = 0;
    let previousFp = 0;
    for (let i = 0; i < this.#thresholds.length; i++) {
      const tp = this.#truePositives[i] as number;
      const fp = this.#falsePositives[i] as number;
      visit(tp, fp, previousTp, previousFp);
      previousTp = tp;
      previousFp = fp;
    }
  }

  /**
   * At most `limit` indexes of thresholds, the first and last among them, at about equal steps of the sum of both
   * rates: so that neither the rare class nor the common one is left without points.
   */
  #evenly(limit: number): number[] {
    const count = this.#thresholds.length;
    if (count <= limit) return Array.from({ length: count }, (_, index) => index);
    const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);
    const along = (index: number): number =>
      share(this.#truePositives[index] as number, this.positives) +
      share(this.#falsePositives[index] as number, this.negatives);
    const start = along(0);
    const step = (along(count - 1) - start) / (limit - 1);
    const chosen = [0];
    for (let index = 1; index < count - 1 && chosen.length < limit - 1; index++) {
      if (along(index) >= start + step * chosen.length) chosen.push(index);
    }
    chosen.push(count - 1);
    return chosen;
  }
}

/** Of rows that count. To sort plain numbers takes a tenth of the time of sorting rows by them. */
function distinctDescending(probabilities: Float64Array, weights: Weights): Float64Array {
  const sorted = probabilities.filter((_, row) => weights?.[row] !== 0).sort();
  return sorted.filter((value, index) => index === 0 || value !== sorted[index - 1]).reverse();
}

/** Makes each number the sum of all up to it. @returns the sum of all */
function accumulate(values: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) {
    sum += values[index] as number;
    values[index] = sum;
  }
  return sum;
}
