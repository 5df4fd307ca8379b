import { startsLikeNumber } from '../../csv/cells/numbers.js';
import { startsLikeTime } from '../../csv/cells/time-shape.js';

/** What a number or a time that begins with a letter can be known by. */
const PREFIX = 5;
/** Beginnings that are remembered. */
const MOST = 10_000;
/** No word for a missing value is longer, nor holds a digit behind a letter. */
const LONGEST_WORD = 17;
const [SPACE, ZERO, NINE, DELETE] = [32, 48, 57, 127];

/** Knows texts by their bytes that are neither numbers nor times nor words for a missing value, such as `A810662`. */
export class PlainTexts {
  /** By the first bytes, whether a text that begins so is one. */
  readonly #starts = new Map<number, boolean>();

  /** @returns false where it takes the text to know */
  has(bytes: Buffer, start: number, end: number): boolean {
    if (end - start < PREFIX || !isLetter(bytes[start] as number) || !isSeen(bytes[end - 1] as number))
      return false;
    let prefix = 0;
    let all = 0;
    for (let at = start; at < start + PREFIX; at++) {
      const byte = bytes[at] as number;
      prefix = prefix * 256 + byte;
      all |= byte;
    }
    if (all > DELETE) return false;
    let isPlain = this.#starts.get(prefix);
    if (isPlain === undefined) {
      if (this.#starts.size >= MOST) return false;
      const text = bytes.toString('latin1', start, start + PREFIX);
      isPlain = !startsLikeNumber(text) && !startsLikeTime(text);
      this.#starts.set(prefix, isPlain);
    }
    if (!isPlain) return false;
    let digits = 0;
    for (let at = start; at < end; at++) {
      const byte = bytes[at] as number;
      all |= byte;
      if (byte >= ZERO && byte <= NINE) digits++;
    }
    return all <= DELETE && (digits > 0 || end - start > LONGEST_WORD);
  }
}

const isLetter = (byte: number): boolean => (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);
const isSeen = (byte: number): boolean => byte > SPACE && byte < DELETE;
