import { cellValue, protectedValue, trimCell } from '../../csv/cells/clean.js';
import { isMissingAmongValues, isMissingWord } from '../../csv/cells/missing-words.js';
import type { NumberShape } from '../../csv/cells/number-shape.js';
import { scanNumber } from '../../csv/cells/numbers.js';
import type { PatternReader } from '../../csv/cells/time-pattern.js';
import { scanTime, type TimeShape } from '../../csv/cells/time-shape.js';
import { unitKey } from '../../csv/cells/units.js';
import { CellExamples } from './cell-examples.js';
import { boundedKey, DistinctValues } from './distinct-values.js';
import { NumberTally } from './number-tally.js';
import { TimeTally } from './time-tally.js';

/** One distinct text of a column. */
export interface TallyValue {
  rows: number;
  readonly number: NumberShape | null;
  readonly time: TimeShape | null;
}

const ISO_DATE = /^\d{4}-\d\d-\d\d/;
/** Units of a column at most; a number with a further one is text. */
const MOST_UNITS = 30;
/** A text in the sample of rows is no longer: neither number nor time is. */
const LONGEST_SAMPLED = 70;

export interface TallyLimits {
  /** Distinct texts remembered at most; see {@link DistinctValues}. */
  readonly distinct: number;
  /** Rows whose texts are remembered for the histogram. */
  readonly sampleRows: number;
}

/**
 * Everything that has to be known of a column's cells to decide what they are, counted in one pass and in bounded
 * memory. Nothing is decided here: a cell counts as each of the things it may be.
 */
export class ColumnTally {
  readonly values: DistinctValues<TallyValue>;
  readonly sample: string[];
  rows = 0;
  readonly blanks = new CellExamples();
  /** Words that mean nothing in any column, and those that do only among numbers, times or booleans. */
  readonly missingWords = new Map<string, CellExamples>();
  readonly wordsAmongValues = new CellExamples();
  /** By unit, `''` for none. */
  readonly numbers = new Map<string, NumberTally>();
  readonly times = new TimeTally();
  readonly texts = new CellExamples();
  /** Cells such as `="001"` and `'001`. */
  readonly protected = new CellExamples();
  longest = 0;
  readonly #given: PatternReader | null;

  /** @param given reads times that the column's owner described; what it does not read is read as ever */
  constructor(limits: TallyLimits, given: PatternReader | null = null) {
    this.values = new DistinctValues(limits.distinct);
    this.sample = new Array<string>(limits.sampleRows).fill('');
    this.#given = given;
  }

  /** @returns its value, as {@link ColumnTally.count} takes it */
  add(cell: string, row: number): string {
    const trimmed = trimCell(cell);
    const inner = protectedValue(trimmed);
    if (inner !== null) this.protected.add(trimmed, row);
    const text = inner ?? trimmed;
    this.count(text, row, 1);
    return text;
  }

  /** @param text without space at its ends; `times` is how many cells have it, the first of them in `row` */
  count(text: string, row: number, times: number): void {
    this.rows += times;
    if (text === '') this.blanks.add('', row, times);
    else if (isMissingWord(text)) this.#addMissing(text, row, times);
    else this.#addValue(text, row, times);
  }

  /** Remembers a cell as one of the sample. @param slot its place there */
  keep(cell: string, slot: number): void {
    const text = cellValue(cell);
    this.sample[slot] = text.length <= LONGEST_SAMPLED ? text : '';
  }

  /** Takes numbers without a unit once none of their texts is needed any more; null: they are, or there were none. */
  get plainNumbers(): NumberTally | null {
    const numbers = this.numbers.get('');
    return numbers?.cells.isFull === true ? numbers : null;
  }

  #addMissing(text: string, row: number, times: number): void {
    let cells = this.missingWords.get(text);
    if (cells === undefined) this.missingWords.set(text, (cells = new CellExamples()));
    cells.add(text, row, times);
  }

  #addValue(text: string, row: number, times: number): void {
    const key = boundedKey(text);
    let value = this.values.get(key);
    if (value === undefined) {
      if (text.length > this.longest) this.longest = text.length;
      value = this.#read(text);
      this.values.add(key, value);
    }
    value.rows += times;
    if (value.number !== null) this.#addNumber(text, value.number, row, times);
    else if (value.time !== null) this.times.add(text, value.time, row, times);
    else if (isMissingAmongValues(text)) this.wordsAmongValues.add(text, row, times);
    else this.texts.add(text, row, times);
  }

  #read(text: string): TallyValue {
    const given = this.#given?.(text) ?? null;
    if (given !== null) return { rows: 0, number: null, time: given };
    // Nothing without a digit is one of the two, but for an amount of zero such as `$ -`.
    if (!/\p{Nd}|[-\u2212\u2013]$/u.test(text)) return { rows: 0, number: null, time: null };
    // No number is written like an ISO date, and to find that out takes longer than to read the date.
    const iso = ISO_DATE.test(text) ? scanTime(text) : null;
    if (iso !== null) return { rows: 0, number: null, time: iso };
    const number = scanNumber(text);
    return { rows: 0, number, time: number === null ? scanTime(text) : null };
  }

  #addNumber(text: string, shape: NumberShape, row: number, times: number): void {
    const key = shape.unit === null ? '' : unitKey(shape.unit);
    let tally = this.numbers.get(key);
    if (tally === undefined) {
      if (this.numbers.size >= MOST_UNITS) {
        this.texts.add(text, row, times);
        return;
      }
      this.numbers.set(key, (tally = new NumberTally()));
    }
    tally.add(text, shape, row, times);
  }
}
