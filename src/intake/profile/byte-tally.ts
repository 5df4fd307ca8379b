import { ByteDictionary, HASH_PRIME, HASH_START } from '../../csv/bytes/byte-dictionary.js';
import { cellText } from '../../csv/bytes/cell-bytes.js';
import type { FieldCells } from '../../csv/bytes/field-table.js';
import { ISO_PATTERNS, IsoBytes } from '../../csv/bytes/iso-bytes.js';
import type { ColumnTally } from './column-tally.js';
import type { NumberTally } from './number-tally.js';
import { PlainTexts } from './plain-texts.js';
import { hashText, mix } from './row-key.js';
import { ShortNumbers } from './short-numbers.js';
import { WrittenNumbers } from './written-numbers.js';

const [SPACE, MINUS, POINT, ZERO] = [32, 45, 46, 48];
/** Digits of which every number is a double exactly; see `plainNumber`. */
const EXACT_DIGITS = 15;
const POWERS_OF_TEN = Float64Array.from({ length: EXACT_DIGITS + 1 }, (_, exponent) => 10 ** exponent);
/** So many digits are a 32-bit integer. */
const SHORT_DIGITS = 9;
/** A longer cell is rarely seen twice. */
const LONGEST_KNOWN = 64;

/**
 * Fills the tally of a column from bytes, with the same result as from texts. No text is made of a cell that was seen
 * before, which is only counted, nor of a number or ISO time that the tally would not remember. The tally is complete
 * after {@link ByteTally.settle} only.
 */
export class ByteTally {
  readonly #tally: ColumnTally;
  readonly #most: number;
  /** Cells by their bytes; by entry, their text and how often they came again. */
  #known: ByteDictionary;
  readonly #short: ShortNumbers;
  #texts: string[] = [];
  #times: number[] = [];
  #blanks = 0;
  #plainRows = 0;
  #longest = 0;
  /** A value is remembered by the tally where its hash has no bit of these. */
  #unkept = 0;
  #numbers: NumberTally | null = null;
  readonly #written = new WrittenNumbers();
  readonly #plainTexts = new PlainTexts();
  readonly #iso = new IsoBytes();
  /** By pattern: -1 before the first, then those that are only counted. */
  readonly #isoRows = new Float64Array(ISO_PATTERNS.length).fill(-1);

  /** @param most cells that are remembered */
  constructor(tally: ColumnTally, most: number) {
    this.#tally = tally;
    this.#most = most;
    this.#known = new ByteDictionary(most);
    this.#short = new ShortNumbers(most);
  }

  /** @param firstRow number of the first of the rows in the table */
  add({ bytes, starts, ends, width, count }: FieldCells, column: number, firstRow: number): void {
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
    this.#short.take((entry, times) => ((this.#times[entry] as number) += times));
    this.#times.forEach((times, entry) => {
      if (times > 0) tally.count(this.#texts[entry] as string, -1, times);
    });
    this.#times.fill(0);
    this.#written.settle();
    ISO_PATTERNS.forEach((pattern, kind) => {
      const rows = this.#isoRows[kind] as number;
      if (rows > 0) tally.times.countPlain(pattern, rows);
      if (rows > 0) this.#isoRows[kind] = 0;
    });
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

    const negative = bytes[start] === MINUS;
    const first = negative ? start + 1 : start;
    let at = first;
    let digits = 0;
    let point = -1;
    for (; at < end; at++) {
      const byte = bytes[at] as number;
      const digit = byte - ZERO;
      // Of more than SHORT_DIGITS another number comes out, which is not used.
      if (digit >= 0 && digit <= 9) digits = (Math.imul(digits, 10) + digit) | 0;
      else if (byte === POINT && point < 0) point = at;
      else break;
    }
    const wholeDigits = (point < 0 ? at : point) - first;
    const decimals = point < 0 ? 0 : end - 1 - point;
    const isPlain =
      at === end &&
      wholeDigits > 0 &&
      (wholeDigits === 1 || bytes[first] !== ZERO) &&
      point !== end - 1 &&
      wholeDigits + decimals <= EXACT_DIGITS;
    const isShort = wholeDigits + decimals <= SHORT_DIGITS;
    const short = isPlain && isShort ? this.#short.placeOf(digits, decimals, negative) : -1;
    if (short >= 0 && this.#short.count(short)) return;

    let hash = HASH_START;
    for (at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), HASH_PRIME);
    if (this.#unkept !== 0 && (mix(hash) & this.#unkept) !== 0) {
      const isCounted = isPlain
        ? this.#addPlain(isShort ? digits : digitsOf(bytes, first, end), wholeDigits, decimals, negative)
        : this.#addIsoTime(bytes, start, end) ||
          this.#written.add(bytes, start, end) ||
          this.#addText(bytes, start, end);
      if (isCounted) {
        this.#plainRows++;
        if (isPlain && end - start > this.#longest) this.#longest = end - start;
        return;
      }
    }
    let entry = this.#known.find(bytes, start, end, hash);
    if (entry >= 0) (this.#times[entry] as number)++;
    else entry = this.#learn(bytes, start, end, row, hash);
    if (short >= 0 && entry >= 0) this.#short.set(short, entry);
  }
  /** @param digits all of them as one number. @returns whether the number was counted */
  #addPlain(digits: number, wholeDigits: number, decimals: number, negative: boolean): boolean {
    if (this.#numbers === null) return false;
    const value = decimals === 0 ? digits : digits / (POWERS_OF_TEN[decimals] as number);
    this.#numbers.addPlain(negative ? -value : value, digits, wholeDigits, decimals);
    return true;
  }

  #addIsoTime(bytes: Buffer, start: number, end: number): boolean {
    const kind = this.#iso.read(bytes, start, end);
    if (kind < 0) return false;
    const { known } = this.#tally.times;
    if ((this.#isoRows[kind] as number) < 0) this.#isoRows[kind] = 0;
    else if (known.cells.isFull) {
      (this.#isoRows[kind] as number)++;
      known.addPlain(this.#iso.instant);
      return true;
    }
    return false;
  }

  #addText(bytes: Buffer, start: number, end: number): boolean {
    const { texts, longest } = this.#tally;
    // A text has no more characters than bytes: only a longer one can be the longest.
    if (!texts.isFull || end - start > longest || !this.#plainTexts.has(bytes, start, end)) return false;
    texts.rows++;
    return true;
  }

  /** @returns the cell's entry; -1 where it has none */
  #learn(bytes: Buffer, start: number, end: number, row: number, hash: number): number {
    const tally = this.#tally;
    const { scale } = tally.values;
    const text = bytes.toString('utf8', start, end);
    const isValue = tally.add(text, row) === text;
    this.#numbers = tally.plainNumbers;
    if (isValue && scale > 1) this.#written.learn(bytes, start, end, text, tally.numbers);
    if (tally.values.scale !== scale) this.#forget();
    else if (isValue && this.#known.add(bytes, start, end, this.#texts.length, hash)) {
      this.#times.push(0);
      return this.#texts.push(text) - 1;
    }
    return -1;
  }

  /** The tally keeps fewer texts from now on: what it lets go needs no place here either. */
  #forget(): void {
    this.settle();
    this.#unkept = this.#tally.values.scale - 1;
    const [known, texts] = [this.#known, this.#texts];
    this.#known = new ByteDictionary(this.#most);
    this.#short.clear();
    this.#texts = [];
    this.#times = [];
    texts.forEach((text, entry) => {
      if ((hashText(text) & this.#unkept) !== 0) return;
      const key = known.key(entry);
      if (this.#known.add(key, 0, key.length, this.#texts.length)) {
        this.#texts.push(text);
        this.#times.push(0);
      }
    });
  }
}

/** All digits as one number, a point left out. */
function digitsOf(bytes: Buffer, start: number, end: number): number {
  let digits = 0;
  for (let at = start; at < end; at++) {
    if (bytes[at] !== POINT) digits = digits * 10 + ((bytes[at] as number) - ZERO);
  }
  return digits;
}
