import { HASH_PRIME, HASH_START } from '../../csv/bytes/byte-dictionary.js';
import { HOURS } from '../../csv/cells/hours.js';
import type { NumberShape } from '../../csv/cells/number-shape.js';
import { scanNumber } from '../../csv/cells/numbers.js';
import { unitKey } from '../../csv/cells/units.js';
import type { NumberTally } from './number-tally.js';

const [ZERO, ONE] = [48, 49];
/** Digits of which every number is a double exactly. */
const EXACT_DIGITS = 15;
const POWERS_OF_TEN = Float64Array.from({ length: EXACT_DIGITS + 1 }, (_, exponent) => 10 ** exponent);
/** Ways of writing that a column is expected to have, and slots for them by hash. */
const MOST = 64;
const SLOTS = 256;
const NO_SLOTS = new Int32Array(0);

/** Numbers that are written alike: `$1,234.50` and `$9,870.15`. */
interface Pattern {
  /** The bytes, each digit a `0`, but the first a `1` where it is none. */
  readonly key: Uint8Array;
  /** null: its cells are no such numbers. */
  readonly numbers: WrittenAlike | null;
}

interface WrittenAlike {
  readonly tally: NumberTally;
  readonly shape: NumberShape;
  /** What the digits of a cell, as one number, are divided by: where the point is the decimal mark, and the comma. */
  readonly point: number;
  readonly comma: number;
  rows: number;
  long: number;
}

/**
 * Reads numbers from bytes by how others in their column were written: where two texts differ in digits only, and have
 * the same zero or not in front, `scanNumber` reads them alike.
 */
export class WrittenNumbers {
  readonly #patterns: Pattern[] = [];
  /** Place + 1 by hash, open addressing; 0 is free. */
  #slots = NO_SLOTS;
  /** Of the cell looked at last. */
  #digits = 0;
  #hash = 0;

  /** Counts a cell without making a text of it, if it is written like one that was learned. @returns whether it did */
  add(bytes: Uint8Array, start: number, end: number): boolean {
    if (this.#patterns.length === 0) return false;
    const numbers = this.#find(bytes, start, end)?.numbers;
    if (!numbers) return false;
    const { tally, shape, point, comma } = numbers;
    const sign = shape.point < 0 || shape.comma < 0 ? -1 : 1;
    numbers.rows++;
    const value = (sign * this.#digits) / point;
    if (value >= 1000 || value <= -1000) numbers.long++;
    tally.addWritten(shape, value, (sign * this.#digits) / comma);
    return true;
  }

  /**
   * Learns how a number is written from a cell that was tallied as one.
   * @param numbers of the column, by unit
   */
  learn(
    bytes: Uint8Array,
    start: number,
    end: number,
    text: string,
    numbers: ReadonlyMap<string, NumberTally>,
  ): void {
    // Few columns need them, and a table may have thousands.
    if (this.#slots === NO_SLOTS) this.#slots = new Int32Array(SLOTS);
    if (this.#patterns.length >= MOST || this.#find(bytes, start, end) !== undefined) return;
    const shape = scanNumber(text);
    const tally = shape === null ? undefined : numbers.get(shape.unit === null ? '' : unitKey(shape.unit));
    // Examples need the texts; and of zero it cannot be seen where its point is.
    if (shape !== null && (tally?.cells.isFull !== true || this.#digits === 0)) return;
    const key = Uint8Array.from(bytes.subarray(start, end));
    let isFirst = true;
    key.forEach((byte, at) => {
      const digit = byte - ZERO;
      if (digit < 0 || digit > 9) return;
      key[at] = isFirst && digit > 0 ? ONE : ZERO;
      isFirst = false;
    });
    this.#patterns.push({
      key,
      numbers: shape && tally ? writtenAlike(text, shape, tally, this.#digits) : null,
    });
    let slot = this.#hash & (SLOTS - 1);
    while (this.#slots[slot] !== 0) slot = (slot + 1) & (SLOTS - 1);
    this.#slots[slot] = this.#patterns.length;
  }

  /** Counts in the tallies what was only counted here so far. */
  settle(): void {
    for (const { numbers } of this.#patterns) {
      if (numbers === null || numbers.rows === 0) continue;
      numbers.tally.countWritten(numbers.shape, numbers.rows, numbers.long);
      numbers.rows = numbers.long = 0;
    }
  }

  #find(bytes: Uint8Array, start: number, end: number): Pattern | undefined {
    let hash = HASH_START;
    let digits = 0;
    let first = ONE;
    for (let at = start; at < end; at++) {
      const byte = bytes[at] as number;
      const digit = byte - ZERO;
      if (digit >= 0 && digit <= 9) {
        digits = digits * 10 + digit;
        hash = Math.imul(hash ^ (digit === 0 ? ZERO : first), HASH_PRIME);
        first = ZERO;
      } else hash = Math.imul(hash ^ byte, HASH_PRIME);
    }
    hash ^= hash >>> 15;
    this.#digits = digits;
    this.#hash = hash;
    for (let slot = hash & (SLOTS - 1); ; slot = (slot + 1) & (SLOTS - 1)) {
      const place = this.#slots[slot] as number;
      if (place === 0) return undefined;
      const pattern = this.#patterns[place - 1] as Pattern;
      if (isLike(pattern.key, bytes, start, end)) return pattern;
    }
  }
}

function isLike(key: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (key.length !== end - start) return false;
  let first = ONE;
  for (let at = 0; at < key.length; at++) {
    const byte = bytes[start + at] as number;
    const digit = byte - ZERO;
    if (digit < 0 || digit > 9) {
      if (key[at] !== byte) return false;
      continue;
    }
    if (key[at] !== (digit === 0 ? ZERO : first)) return false;
    first = ZERO;
  }
  return true;
}

/** From the first digit to the last, nothing but digits and marks; so no exponent, time of day or second number. */
const ONE_BODY = /^[^\d:]*(\d(?:[\d.,'\u2019 \u00a0\u202f\u2009\u2007]*\d)?)[^\d:]*$/;

/** null where the value does not follow from digits and the place of a mark alone: `4.5K`, `10E1`, `14.30 Uhr`. */
function writtenAlike(
  text: string,
  shape: NumberShape,
  tally: NumberTally,
  digits: number,
): WrittenAlike | null {
  const body = ONE_BODY.exec(text)?.[1];
  if (body === undefined || shape.digits > 0 || shape.codeLike || shape.unit === HOURS) return null;
  if (body.replace(/\D/g, '').length > EXACT_DIGITS) return null;
  const mark = Math.max(body.lastIndexOf('.'), body.lastIndexOf(','));
  const decimal = POWERS_OF_TEN[mark < 0 ? 0 : body.length - 1 - mark] ?? NaN;
  const divisor = (value: number) =>
    Math.abs(value) === digits ? 1 : Math.abs(value) === digits / decimal ? decimal : NaN;
  const [point, comma] = [divisor(shape.point), divisor(shape.comma)];
  if (Number.isNaN(point) || Number.isNaN(comma)) return null;
  const isDecimal = shape.grouping === null && (shape.evidence === 'point' || shape.evidence === 'comma');
  if (isDecimal && point !== decimal) return null;
  return { tally, shape, point, comma, rows: 0, long: 0 };
}
