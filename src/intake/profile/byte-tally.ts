import { ByteDictionary, HASH_PRIME, HASH_START } from '../../csv/bytes/byte-dictionary.js';
import { cellText } from '../../csv/bytes/cell-bytes.js';
import type { FieldTable } from '../../csv/bytes/field-table.js';
import type { ColumnTally } from './column-tally.js';
import type { NumberTally } from './number-tally.js';
import { mix } from './row-key.js';

const [SPACE, MINUS, POINT, ZERO] = [32, 45, 46, 48];
/** Digits of which every number is a double exactly; see `plainNumber`. */
const EXACT_DIGITS = 15;
const POWERS_OF_TEN = Float64Array.from({ length: EXACT_DIGITS + 1 }, (_, exponent) => 10 ** exponent);
/** A longer cell is rarely seen twice. */
const LONGEST_KNOWN = 64;

/**
 * Fills the tally of a column from bytes, with the same result as from texts. No text is made of a cell that was seen
 * before, which is only counted, nor of a plain number that the tally would not remember. The tally is complete after
 * {@link ByteTally.settle} only.
 */
export class ByteTally {
  readonly #tally: ColumnTally;
  readonly #most: number;
  /** Cells by their bytes; by entry, their text and how often they came again. */
  #known: ByteDictionary;
  #texts: string[] = [];
  #times: number[] = [];
  #blanks = 0;
  #plainRows = 0;
  #longest = 0;
  /** A plain number is remembered where its hash has no bit of these. */
  #unkept = 0;
  #numbers: NumberTally | null = null;

  /** @param most cells that are remembered */
  constructor(tally: ColumnTally, most: number) {
    this.#tally = tally;
    this.#most = most;
    this.#known = new ByteDictionary(most);
  }

  /** @param firstRow number of the first of the rows in the table */
  add({ bytes, starts, ends, width, count }: FieldTable, column: number, firstRow: number): void {
    for (let row = 0, cell = column; row < count; row++, cell += width) {
      const start = starts[cell] as number;
      const end = ends[cell] as number;
      if (end > start) this.#addCell(bytes, start, end, firstRow + row);
      else if (end === start) this.#addBlank(firstRow + row);
      else this.#tally.add(cellText(bytes, start, end), firstRow + row);
    }
  }

  /** Counts in the tally what was only counted here so far. */
  settle(): void {
    const tally = this.#tally;
    this.#times.forEach((times, entry) => {
      if (times > 0) tally.count(this.#texts[entry] as string, -1, times);
    });
    this.#times.fill(0);
    if (this.#blanks > 0) tally.count('', -1, this.#blanks);
    tally.rows += this.#plainRows;
    tally.longest = Math.max(tally.longest, this.#longest);
    this.#blanks = this.#plainRows = 0;
  }

  #addBlank(row: number): void {
    if (this.#tally.blanks.rows === 0) this.#tally.count('', row, 1);
    else this.#blanks++;
  }

  #addCell(bytes: Buffer, from: number, to: number, row: number): void {
    let start = from;
    let end = to;
    while (start < end && bytes[start] === SPACE) start++;
    while (end > start && bytes[end - 1] === SPACE) end--;
    if (start === end) {
      this.#addBlank(row);
      return;
    }
    if (end - start > LONGEST_KNOWN) {
      this.#tally.add(bytes.toString('utf8', start, end), row);
      return;
    }

    // One pass for both: the hash of the bytes, and what number they are.
    let hash = HASH_START;
    let at = start;
    const negative = bytes[start] === MINUS;
    if (negative) {
      hash = Math.imul(hash ^ MINUS, HASH_PRIME);
      at++;
    }
    const first = at;
    let digits = 0;
    let point = -1;
    for (; at < end; at++) {
      const byte = bytes[at] as number;
      const digit = byte - ZERO;
      if (digit >= 0 && digit <= 9) digits = digits * 10 + digit;
      else if (byte === POINT && point < 0) point = at;
      else break;
      hash = Math.imul(hash ^ byte, HASH_PRIME);
    }
    if (at === end && (mix(hash) & this.#unkept) !== 0 && this.#numbers !== null) {
      const wholeDigits = (point < 0 ? end : point) - first;
      const decimals = point < 0 ? 0 : end - 1 - point;
      const isPlain = wholeDigits > 0 && (wholeDigits === 1 || bytes[first] !== ZERO) && point !== end - 1;
      if (isPlain && wholeDigits + decimals <= EXACT_DIGITS) {
        const value = decimals === 0 ? digits : digits / (POWERS_OF_TEN[decimals] as number);
        this.#numbers.addPlain(negative ? -value : value, digits, wholeDigits, decimals);
        this.#plainRows++;
        if (end - start > this.#longest) this.#longest = end - start;
        return;
      }
    }
    for (; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), HASH_PRIME);
    const entry = this.#known.find(bytes, start, end, hash);
    if (entry >= 0) (this.#times[entry] as number)++;
    else this.#learn(bytes, start, end, row);
  }

  #learn(bytes: Buffer, start: number, end: number, row: number): void {
    const tally = this.#tally;
    const { scale } = tally.values;
    const text = bytes.toString('utf8', start, end);
    const isValue = tally.add(text, row) === text;
    this.#numbers = tally.plainNumbers;
    if (tally.values.scale !== scale) this.#forget();
    else if (isValue && this.#known.add(bytes, start, end, this.#texts.length)) {
      this.#texts.push(text);
      this.#times.push(0);
    }
  }

  /** The tally keeps fewer texts from now on: what it lets go needs no place here either. */
  #forget(): void {
    this.settle();
    this.#unkept = this.#tally.values.scale - 1;
    this.#known = new ByteDictionary(this.#most);
    this.#texts = [];
    this.#times = [];
  }
}
