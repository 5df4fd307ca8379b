const MINUS = 45;
const POINT = 46;
const COMMA = 44;
const QUOTE = 34;
const ZERO = 48;

/** Digits of which every number is a double exactly. */
const EXACT_DIGITS = 15;
const POWERS_OF_TEN = Float64Array.from({ length: EXACT_DIGITS + 1 }, (_, exponent) => 10 ** exponent);

/**
 * The number that plain decimal digits (`-12.5`) mean, or NaN for anything else, be it a number too: other spellings
 * are for who reads text, and so are the thousands of `1.234` where the comma is the decimal mark. Digits without their point and the power of ten are doubles, so that their quotient is
 * rounded once and is the double nearest to the text (Clinger 1990, "How to read floating point numbers accurately").
 */
export function plainNumber(bytes: Uint8Array, start: number, end: number, decimalComma: boolean): number {
  const negative = bytes[start] === MINUS;
  const first = negative ? start + 1 : start;
  // With the point, one more than the digits.
  if (first === end || end - first > EXACT_DIGITS + 1) return NaN;
  let digits = 0;
  let point = -1;
  for (let i = first; i < end; i++) {
    const byte = bytes[i] as number;
    const digit = byte - ZERO;
    if (digit >= 0 && digit <= 9) digits = digits * 10 + digit;
    else if (point < 0 && byte === (decimalComma ? COMMA : POINT)) point = i;
    else return NaN;
  }
  if (point === first || point === end - 1 || (point < 0 && end - first > EXACT_DIGITS)) return NaN;
  const value = point < 0 ? digits : digits / (POWERS_OF_TEN[end - 1 - point] as number);
  return negative ? -value : value;
}

/** The text of a cell, its doubled quotes undone where `end` is negative (see FieldTable). */
export function cellText(bytes: Buffer, start: number, end: number): string {
  return end < 0 ? undoubled(bytes, start, ~end) : bytes.toString('utf8', start, end);
}

/** The text of bytes in which each quote is doubled. Bytes are copied: a cell may be a megabyte of quotes. */
export function undoubled(bytes: Buffer, start: number, end: number): string {
  const single = Buffer.allocUnsafe(end - start);
  let length = 0;
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number;
    single[length++] = byte;
    if (byte === QUOTE) i++;
  }
  return single.toString('utf8', 0, length);
}
