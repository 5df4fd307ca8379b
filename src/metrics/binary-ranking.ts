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
    const order = Int32Array.from(actual.keys()).filter((row) => weights?.[row] !== 0);
    order.sort((a, b) => (probabilities[b] as number) - (probabilities[a] as number));
    const thresholds: number[] = [];
    const truePositives: number[] = [];
    const falsePositives: number[] = [];
    let positives = 0;
    let negatives = 0;
    order.forEach((row, rank) => {
      const weight = weights?.[row] ?? 1;
      if (actual[row] === 1) positives += weight;
      else negatives += weight;
      const next = order[rank + 1];
      if (next !== undefined && probabilities[next] === probabilities[row]) return;
      thresholds.push(probabilities[row] as number);
      truePositives.push(positives);
      falsePositives.push(negatives);
    });
    this.positives = positives;
    this.negatives = negatives;
    this.#thresholds = Float64Array.from(thresholds);
    this.#truePositives = Float64Array.from(truePositives);
    this.#falsePositives = Float64Array.from(falsePositives);
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
    // Binary search for the last distinct probability that reaches it.
    let low = 0;
    let high = this.#thresholds.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#thresholds[middle] as number) >= threshold) low = middle + 1;
      else high = middle;
    }
    const truePositives = low === 0 ? 0 : (this.#truePositives[low - 1] as number);
    const falsePositives = low === 0 ? 0 : (this.#falsePositives[low - 1] as number);
    return thresholdPoint(threshold, {
      truePositives,
      falsePositives,
      trueNegatives: this.negatives - falsePositives,
      falseNegatives: this.positives - truePositives,
    });
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
