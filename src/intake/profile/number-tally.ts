import type { NumberShape } from '../../csv/cells/numbers.js';
import { likelyTimeNumbers, timeOfNumber } from '../../csv/cells/read-time.js';
import type { TimeNumbers } from '../../domain/column-format.js';
import { CellExamples } from './cell-examples.js';
import { NumberSummary } from './number-summary.js';

/** Widths of more digits are told apart no further. */
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
  /** Cells of digits alone by their number of digits; and of these, with a superfluous zero or beyond exact doubles. */
  readonly widths = new Map<number, number>();
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

  add(text: string, shape: NumberShape, row: number): void {
    this.cells.add(text, row);
    this.evidence[shape.evidence]++;
    if (shape.evidence === 'either') {
      this.either[text.includes(',') ? 'comma' : 'point']++;
      this.byPoint.add(shape.point);
      this.byComma.add(shape.comma);
    } else this.sure.add(shape.point);
    if (shape.grouping !== null) count(this.groupings, shape.grouping);
    if (shape.unit !== null) {
      count(this.units, shape.unit);
      if (shape.unitFirst) this.unitFirst++;
    }
    if (shape.digits > 0) this.#addDigits(text, shape);
    else if (shape.evidence === 'point' && shape.unit === null) this.#addTime(text, shape.point);
    if (shape.codeLike) this.codeLike++;
    if (shape.evidence === 'none' && shape.grouping === null) {
      if (Math.abs(shape.point) >= 1000) this.longWhole++;
      else this.shortWhole++;
    }
  }

  #addDigits(text: string, { digits, leadingZero, point }: NumberShape): void {
    this.digitsOnly++;
    const width = Math.min(digits, WIDEST);
    this.widths.set(width, (this.widths.get(width) ?? 0) + 1);
    if (leadingZero) this.leadingZeros++;
    if (point > Number.MAX_SAFE_INTEGER) this.beyondExact++;
    this.#addTime(text, point);
  }

  #addTime(text: string, number: number): void {
    const kind = likelyTimeNumbers(text, number);
    if (kind === null) return;
    count(this.times, kind);
    if (kind === 'DIGITS') this.timeDigits.add(timeOfNumber(text, kind)?.instant ?? NaN);
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
    mergeCounts(this.widths, other.widths);
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
