import { ExactSum } from './exact-sum.js';

/** Count, range and mean of some numbers; two can become one, and the order they came in does not matter. */
export class NumberSummary {
  count = 0;
  min = Infinity;
  /** How often the smallest and the largest occur. */
  minRows = 0;
  max = -Infinity;
  maxRows = 0;
  readonly #sum = new ExactSum();

  /** Of the numbers' exact sum, rounded once; 0 of none. */
  get mean(): number {
    return this.count === 0 ? 0 : this.#sum.dividedBy(this.count);
  }

  /** @param number finite; `times` is how often it occurs */
  add(number: number, times = 1): void {
    this.count += times;
    this.#sum.add(number, times);
    if (number <= this.min) {
      if (number < this.min) [this.min, this.minRows] = [number, 0];
      this.minRows += times;
    }
    if (number >= this.max) {
      if (number > this.max) [this.max, this.maxRows] = [number, 0];
      this.maxRows += times;
    }
  }

  merge(other: NumberSummary): this {
    if (other.count === 0) return this;
    this.count += other.count;
    this.#sum.merge(other.#sum);
    if (other.min < this.min) [this.min, this.minRows] = [other.min, 0];
    if (other.min === this.min) this.minRows += other.minRows;
    if (other.max > this.max) [this.max, this.maxRows] = [other.max, 0];
    if (other.max === this.max) this.maxRows += other.maxRows;
    return this;
  }

  /** The same of the numbers that a rising, linear function makes of these. */
  mapped(convert: (number: number) => number): NumberSummary {
    const mapped = new NumberSummary();
    if (this.count === 0) return mapped;
    mapped.#sum.add(convert(this.mean), this.count);
    mapped.count = this.count;
    mapped.min = convert(this.min);
    mapped.max = convert(this.max);
    mapped.minRows = this.minRows;
    mapped.maxRows = this.maxRows;
    return mapped;
  }
}
