import type { NumberShape } from '../../csv/cells/number-shape.js';
import { EXCEL_DAYS, likelyTimeNumbers, timeOfNumber } from '../../csv/cells/read-time.js';
import type { TimeNumbers } from '../../domain/column-format.js';
import { CellExamples } from './cell-examples.js';
import { NumberSummary } from './number-summary.js';

/** Widths of more digits count as one. */
const WIDEST = 40;

/** The numbers of a column that have one and the same unit, or none. */
export class NumberTally {
  readonly cells = new CellExamples();
  /** By what their marks say; of `either` there are two summaries, as the mark is not known yet. */
  readonly evidence = { none: 0, point: 0, comma: 0, either: 0 };
  /** Of `either`, those with a point and those with a comma. */
  readonly either = { point: 0, comma: 0 };
  readonly sure = new NumberSummary();
  readonly byPoint = new NumberSummary();
  readonly byComma = new NumberSummary();
  readonly groupings = new Map<string, number>();
  /** How the unit is written most, and whether it stands before the numbers. */
  readonly units = new Map<string, number>();
  unitFirst = 0;
  /** Cells of digits alone by their number of digits, which is the place; and of these, with a superfluous zero or beyond exact doubles. */
  readonly widths = new Float64Array(WIDEST + 1);
  digitsOnly = 0;
  leadingZeros = 0;
  beyondExact = 0;
  codeLike = 0;
  /** Whole numbers of at least four digits that nothing parts, and of less. */
  longWhole = 0;
  shortWhole = 0;
  /** What numbers of plain digits may mean as times. */
  readonly times = new Map<TimeNumbers, number>();
  readonly timeDigits = new NumberSummary();

  /** @param times how many cells have this text, the first of them in `row` */
  add(text: string, shape: NumberShape, row: number, times = 1): void {
    this.cells.add(text, row, times);
    this.evidence[shape.evidence] += times;
    if (shape.evidence === 'either') {
      this.either[text.includes(',') ? 'comma' : 'point'] += times;
      this.byPoint.add(shape.point, times);
      this.byComma.add(shape.comma, times);
    } else this.sure.add(shape.point, times);
    if (shape.grouping !== null) count(this.groupings, shape.grouping, times);
    if (shape.unit !== null) {
      count(this.units, shape.unit, times);
      if (shape.unitFirst) this.unitFirst += times;
    }
    if (shape.digits > 0) this.#addDigits(text, shape, times);
    else if (shape.evidence === 'point' && shape.unit === null) this.#addTime(text, shape.point, times);
    if (shape.codeLike) this.codeLike += times;
    if (shape.evidence === 'none' && shape.grouping === null) {
      if (Math.abs(shape.point) >= 1000) this.longWhole += times;
      else this.shortWhole += times;
    }
  }

  /**
   * The same for a number of plain digits, without its text: for those that come once examples are no longer kept.
   * @param digits all of its digits as one number; without a superfluous zero in front
   * @param decimals how many of them stand behind the point; 0: there is none
   */
  addPlain(value: number, digits: number, wholeDigits: number, decimals: number): void {
    this.cells.rows++;
    if (decimals === 0) {
      this.evidence.none++;
      this.sure.add(value);
      if (value >= 1000 || value <= -1000) this.longWhole++;
      else this.shortWhole++;
      if (value < 0 || Object.is(value, -0)) return;
      this.digitsOnly++;
      (this.widths[wholeDigits] as number) += 1;
    } else if (decimals === 3 && wholeDigits <= 3 && digits >= 1000) {
      this.evidence.either++;
      this.either.point++;
      this.byPoint.add(value);
      this.byComma.add(value < 0 ? -digits : digits);
      return;
    } else {
      this.evidence.point++;
      this.sure.add(value);
    }
    // The text matters only of digits that may be those of a date, which are even in number.
    if (value >= EXCEL_DAYS.min) {
      this.#addTime(wholeDigits % 2 === 0 && decimals === 0 ? String(value) : '', value, 1);
    }
  }

  /**
   * Of a number that is written like one of before, what its value says; the rest is counted by {@link countWritten}.
   * @param shape of that one
   */
  addWritten(shape: NumberShape, point: number, comma: number): void {
    if (shape.evidence === 'either') {
      this.byPoint.add(point);
      this.byComma.add(comma);
      return;
    }
    this.sure.add(point);
    if (shape.evidence === 'point' && shape.unit === null && point >= EXCEL_DAYS.min)
      this.#addTime('', point, 1);
  }

  /** @param rows how many were written like that, `long` of them from 1000 on */
  countWritten(
    { evidence, comma, point, grouping, unit, unitFirst }: NumberShape,
    rows: number,
    long: number,
  ): void {
    this.cells.rows += rows;
    this.evidence[evidence] += rows;
    if (evidence === 'either') this.either[Math.abs(point) < Math.abs(comma) ? 'point' : 'comma'] += rows;
    if (grouping !== null) count(this.groupings, grouping, rows);
    if (unit !== null) {
      count(this.units, unit, rows);
      if (unitFirst) this.unitFirst += rows;
    }
    if (evidence !== 'none' || grouping !== null) return;
    this.longWhole += long;
    this.shortWhole += rows - long;
  }

  #addDigits(text: string, { digits, leadingZero, point }: NumberShape, times: number): void {
    this.digitsOnly += times;
    (this.widths[Math.min(digits, WIDEST)] as number) += times;
    if (leadingZero) this.leadingZeros += times;
    if (point > Number.MAX_SAFE_INTEGER) this.beyondExact += times;
    this.#addTime(text, point, times);
  }

  #addTime(text: string, number: number, times: number): void {
    const kind = likelyTimeNumbers(text, number);
    if (kind === null) return;
    count(this.times, kind, times);
    if (kind === 'DIGITS') this.timeDigits.add(timeOfNumber(text, kind)?.instant ?? NaN, times);
  }

  merge(other: NumberTally): this {
    this.cells.merge(other.cells);
    for (const key of ['none', 'point', 'comma', 'either'] as const)
      this.evidence[key] += other.evidence[key];
    this.either.point += other.either.point;
    this.either.comma += other.either.comma;
    this.sure.merge(other.sure);
    this.byPoint.merge(other.byPoint);
    this.byComma.merge(other.byComma);
    this.timeDigits.merge(other.timeDigits);
    this.unitFirst += other.unitFirst;
    this.digitsOnly += other.digitsOnly;
    this.leadingZeros += other.leadingZeros;
    this.beyondExact += other.beyondExact;
    this.codeLike += other.codeLike;
    this.longWhole += other.longWhole;
    this.shortWhole += other.shortWhole;
    mergeCounts(this.groupings, other.groupings);
    mergeCounts(this.units, other.units);
    other.widths.forEach((rows, width) => ((this.widths[width] as number) += rows));
    mergeCounts(this.times, other.times);
    return this;
  }
}

/** Keys that a column may have at most, whatever is in its cells. */
const MOST_KEYS = 50;

export function count<K>(counts: Map<K, number>, key: K, rows = 1): void {
  const known = counts.get(key);
  if (known !== undefined || counts.size < MOST_KEYS) counts.set(key, (known ?? 0) + rows);
}

export function mergeCounts<K>(into: Map<K, number>, from: ReadonlyMap<K, number>): void {
  for (const [key, rows] of from) count(into, key, rows);
}

/** The commonest key; undefined of none. */
export function commonest<K>(counts: ReadonlyMap<K, number>): K | undefined {
  let [best, most]: [K | undefined, number] = [undefined, 0];
  for (const [key, rows] of counts) if (rows > most) [best, most] = [key, rows];
  return best;
}
