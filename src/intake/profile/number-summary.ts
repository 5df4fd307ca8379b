/** Count, range and mean of some numbers; two can become one. */
export class NumberSummary {
  count = 0;
  min = Infinity;
  /** How often the smallest and the largest occur. */
  minRows = 0;
  max = -Infinity;
  maxRows = 0;
  mean = 0;

  add(number: number): void {
    this.count++;
    // A running mean: the sum of large numbers could overflow.
    this.mean += (number - this.mean) / this.count;
    if (number < this.min) [this.min, this.minRows] = [number, 1];
    else if (number === this.min) this.minRows++;
    if (number > this.max) [this.max, this.maxRows] = [number, 1];
    else if (number === this.max) this.maxRows++;
  }

  merge(other: NumberSummary): this {
    if (other.count === 0) return this;
    this.mean += (other.mean - this.mean) * (other.count / (this.count + other.count));
    this.count += other.count;
    if (other.min < this.min) [this.min, this.minRows] = [other.min, other.minRows];
    else if (other.min === this.min) this.minRows += other.minRows;
    if (other.max > this.max) [this.max, this.maxRows] = [other.max, other.maxRows];
    else if (other.max === this.max) this.maxRows += other.maxRows;
    return this;
  }
}
