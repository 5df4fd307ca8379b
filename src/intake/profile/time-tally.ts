import { calendarTime, type DayOrder, type TimeShape } from '../../csv/cells/time-shape.js';
import { timePart } from '../../csv/cells/time-parts.js';
import { TIME_PARTS, type TimePart } from '../../domain/time-part.js';
import { CellExamples } from './cell-examples.js';
import { NumberSummary } from './number-summary.js';
import { count, mergeCounts } from './number-tally.js';

/** Times read in one way: their range, and which of their parts are not always the same. */
export class TimeSummary {
  readonly cells = new CellExamples();
  readonly instants = new NumberSummary();
  readonly #first = new Map<TimePart, number>();
  readonly #varying = new Set<TimePart>();

  /** Calendar and clock in milliseconds, and the instant they are. */
  add(text: string, time: { local: number; instant: number }, row: number, times = 1): void {
    this.cells.add(text, row, times);
    this.instants.add(time.instant, times);
    if (this.#varying.size < TIME_PARTS.length) this.#noteParts(time.local);
  }

  /** The same for one without a zone of its own, without its text, once examples are no longer kept. */
  addPlain(instant: number): void {
    this.cells.rows++;
    this.instants.add(instant);
    if (this.#varying.size < TIME_PARTS.length) this.#noteParts(instant);
  }

  #noteParts(local: number): void {
    for (const part of TIME_PARTS) {
      if (!this.#varying.has(part)) this.#note(part, timePart(local, part));
    }
  }

  #note(part: TimePart, value: number): void {
    const first = this.#first.get(part);
    if (first === undefined) this.#first.set(part, value);
    else if (first !== value) this.#varying.add(part);
  }

  /** In the order of {@link TIME_PARTS}. */
  get varyingParts(): TimePart[] {
    return TIME_PARTS.filter((part) => this.#varying.has(part));
  }

  merge(other: TimeSummary): this {
    this.cells.merge(other.cells);
    this.instants.merge(other.instants);
    for (const part of other.#varying) this.#varying.add(part);
    for (const [part, value] of other.#first) this.#note(part, value);
    return this;
  }
}

/** The dates and times of a column, of which it is not known yet whether day or month comes first. */
export class TimeTally {
  /** With a month that is known: ISO dates, names of months. */
  readonly known = new TimeSummary();
  /** Day and month in digits, by each order; and as one or the other, where only one is possible. */
  readonly open: Readonly<Record<DayOrder, TimeSummary>> = { dmy: new TimeSummary(), mdy: new TimeSummary() };
  readonly only: Readonly<Record<DayOrder, CellExamples>> = {
    dmy: new CellExamples(),
    mdy: new CellExamples(),
  };
  /** Both orders are possible, and mean different days. */
  readonly ambiguous = new CellExamples();
  readonly patterns = new Map<string, number>();
  zoned = 0;
  rows = 0;

  /** @param times how many cells have this text, the first of them in `row` */
  add(text: string, shape: TimeShape, row: number, times = 1): void {
    this.rows += times;
    count(this.patterns, shape.pattern, times);
    if (shape.zone !== null) this.zoned += times;
    if (shape.order === 'known') {
      const time = calendarTime(shape, 'mdy');
      if (time) this.known.add(text, time, row, times);
      return;
    }
    const [dmy, mdy] = [calendarTime(shape, 'dmy'), calendarTime(shape, 'mdy')];
    if (dmy) this.open.dmy.add(text, dmy, row, times);
    if (mdy) this.open.mdy.add(text, mdy, row, times);
    if (dmy && mdy) {
      if (shape.first !== shape.second) this.ambiguous.add(text, row, times);
    } else this.only[dmy ? 'dmy' : 'mdy'].add(text, row, times);
  }

  /** Times that are in {@link known} already by {@link TimeSummary.addPlain}. */
  countPlain(pattern: string, rows: number): void {
    this.rows += rows;
    count(this.patterns, pattern, rows);
    if (pattern.endsWith('XXX')) this.zoned += rows;
  }

  merge(other: TimeTally): this {
    this.rows += other.rows;
    this.zoned += other.zoned;
    this.known.merge(other.known);
    this.ambiguous.merge(other.ambiguous);
    for (const order of ['dmy', 'mdy'] as const) {
      this.open[order].merge(other.open[order]);
      this.only[order].merge(other.only[order]);
    }
    mergeCounts(this.patterns, other.patterns);
    return this;
  }
}
