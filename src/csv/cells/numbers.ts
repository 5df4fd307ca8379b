import { scanDegrees } from './degrees.js';
import { scanFeet } from './feet.js';
import { scanHours } from './hours.js';
import type { MarkEvidence, NumberShape } from './number-shape.js';
import { isCurrency, magnitudeOf, mayBeUnit } from './units.js';

/** No number that a person writes is longer, units and all. */
const LONGEST = 64;

const LONGEST_CURRENCY = 5;

const ZERO = 48;
const isDigit = (code: number): boolean => code >= ZERO && code <= 57;
const isSpace = (code: number): boolean =>
  code === 32 || code === 0xa0 || code === 0x202f || code === 0x2009 || code === 0x2007;
const MINUS_SIGNS = new Set(['-', '\u2212', '\u2013', '\ufe63', '\uff0d']);
const GROUP_MARKS = new Set([',', '.', ' ', '\u00a0', '\u202f', '\u2009', '\u2007', "'", '\u2019']);

/**
 * Reads a text as a number in any of the ways people write them: thousands separated by comma, point, apostrophe or a
 * space, a decimal point or comma, a currency or `%` before or behind, a unit behind, a sign before or behind, brackets
 * for a negative amount, an exponent, `4.5K`, `9:30` as hours. null for what is none. Takes time in proportion to the text.
 * @param text without space at its ends
 */
export function scanNumber(text: string): NumberShape | null {
  if (text.length === 0 || text.length > LONGEST) return null;
  const found =
    scanPlain(text) ??
    scanWritten(text) ??
    (MEASURED.test(text) ? (scanHours(text) ?? scanDegrees(text) ?? scanFeet(text)) : null);
  return found ?? (OTHER_DIGITS.test(text) ? scanNumber(asciiDigits(text)) : null);
}

/** What clocks, durations, degrees and feet begin with. */
const MEASURED = /^(?:[-\u2212]?\d|P[T\d]|[NSEWO] ?[-\u2212]?\d)/;

/** Arabic, Persian and full-width digits. */
const OTHER_DIGITS = /[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/;
const asciiDigits = (text: string): string =>
  text
    .replace(/[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .replaceAll('\u066b', '.')
    .replaceAll('\u066c', ',');

/** The quick way for what machines write: digits, a point, a minus. */
function scanPlain(text: string): NumberShape | null {
  const start = text.charCodeAt(0) === 45 ? 1 : 0;
  let point = -1;
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isDigit(code)) continue;
    if (code !== 46 || point >= 0) return null;
    point = i;
  }
  const wholeDigits = (point < 0 ? text.length : point) - start;
  const decimals = point < 0 ? 0 : text.length - 1 - point;
  if (wholeDigits === 0 && decimals === 0) return null;
  const value = finite(Number(text));
  if (Number.isNaN(value)) return null;
  const startsWithZero = wholeDigits > 1 && text.charCodeAt(start) === ZERO;
  const either = decimals === 3 && wholeDigits > 0 && wholeDigits <= 3 && text.charCodeAt(start) !== ZERO;
  return {
    point: value,
    comma: either ? Number(text.replace('.', '')) : value,
    evidence: point < 0 ? 'none' : either ? 'either' : 'point',
    grouping: null,
    unit: null,
    unitFirst: false,
    leadingZero: point < 0 && start === 0 && startsWithZero,
    digits: point < 0 && start === 0 ? wholeDigits : 0,
    codeLike: false,
  };
}

function scanWritten(text: string): NumberShape | null {
  // `(1,200)`, `($1,200)` and `$ (1,200)` are negative amounts.
  const [, currency = '', amount] = (text.endsWith(')') && /^([^\d()]{0,5})\(([^()]*)\)$/.exec(text)) || [];
  const bracketed = amount !== undefined;
  const inner = bracketed ? `${currency}${amount}`.trim() : text;
  const front = scanFront(inner);
  if (front === null) return null;
  const body = isAccountingZero(inner, front) ? ZERO_BODY : scanBody(inner, front.end);
  if (body === null) return null;
  const back = body === ZERO_BODY ? NOTHING_BEHIND : scanBack(inner, body.end, front.unit !== null);
  if (back === null || (front.unit !== null && back.unit !== null)) return null;
  if (Number(bracketed) + Number(front.signed) + Number(back.minus) > 1) return null;
  const negative = body !== ZERO_BODY && (bracketed || front.negative || back.minus);
  const signed = (value: number) => finite((negative ? -value : value) * back.factor);
  const point = signed(body.point);
  const comma = signed(body.comma);
  if (Number.isNaN(point) || Number.isNaN(comma)) return null;
  return {
    point,
    comma,
    evidence: body.evidence,
    grouping: body.grouping,
    unit: front.unit ?? back.unit,
    unitFirst: front.unit !== null,
    leadingZero: false,
    digits: 0,
    codeLike: inner === text && /^\d{2,}[eE]\d+$/.test(text),
  };
}

/** Spreadsheets write an amount of 0 as `$ -`. */
const isAccountingZero = (text: string, { end, unit }: { end: number; unit: string | null }): boolean =>
  unit !== null && end === text.length && MINUS_SIGNS.has(text.at(-1) ?? '');

/** A sign and a currency, in either order. */
function scanFront(
  text: string,
): { end: number; negative: boolean; signed: boolean; unit: string | null } | null {
  let end = 0;
  let unit: string | null = null;
  let sign: string | null = null;
  while (end < text.length) {
    const char = text.charAt(end);
    const code = text.charCodeAt(end);
    if (isDigit(code) || char === '.' || char === ',') break;
    if (isSpace(code)) end++;
    else if (sign === null && (char === '+' || MINUS_SIGNS.has(char))) {
      sign = char;
      end++;
    } else if (unit === null) {
      let to = end;
      while (to < text.length && to - end < LONGEST_CURRENCY && isUnitStart(text.charCodeAt(to))) to++;
      unit = text.slice(end, to);
      if (!isCurrency(unit)) return null;
      end = to;
    } else return null;
  }
  return { end, negative: sign !== null && sign !== '+', signed: sign !== null, unit };
}

/** Whether a text that begins with a letter can be a number: by its first five characters. */
export function startsLikeNumber(text: string): boolean {
  let to = 0;
  while (to < text.length && to < LONGEST_CURRENCY && isUnitStart(text.charCodeAt(to))) to++;
  return isCurrency(text.slice(0, to)) || MEASURED.test(text);
}

const isUnitStart = (code: number): boolean =>
  !isDigit(code) && !isSpace(code) && code !== 45 && code !== 43 && code !== 0x2212 && code !== 44;

interface Body {
  readonly end: number;
  readonly point: number;
  readonly comma: number;
  readonly evidence: MarkEvidence;
  readonly grouping: string | null;
}

const ZERO_BODY: Body = { end: 0, point: 0, comma: 0, evidence: 'none', grouping: null };

/** `50.-` and `1'000.–` are whole amounts, as Swiss and Germans write them. */
const NO_DECIMALS = /^[-\u2013\u2014]{1,2}(?!\d)/;

/** Digits with their marks and exponent. */
function scanBody(text: string, start: number): Body | null {
  const parts: string[] = [];
  const marks: string[] = [];
  let from = start;
  let end = start;
  while (end < text.length && isDigit(text.charCodeAt(end))) end++;
  parts.push(text.slice(from, end));
  while (end < text.length && GROUP_MARKS.has(text.charAt(end))) {
    const mark = text.charAt(end);
    const isDecimal = mark === '.' || mark === ',';
    const next = text.charCodeAt(end + 1);
    // `2.` is a number; a space or apostrophe that no digit follows is none of its marks.
    if (!isDigit(next) && !isDecimal) break;
    from = ++end;
    while (end < text.length && isDigit(text.charCodeAt(end))) end++;
    marks.push(mark);
    parts.push(text.slice(from, end));
  }
  if (marks.length > 0 && parts.at(-1) === '')
    end += NO_DECIMALS.exec(text.slice(end, end + 3))?.[0].length ?? 0;
  const exponent = /^[eE][+-]?\d{1,3}(?!\d)/.exec(text.slice(end, end + 6))?.[0] ?? '';
  return readMarks(parts, marks, exponent, end + exponent.length);
}

function readMarks(
  parts: readonly string[],
  marks: readonly string[],
  exponent: string,
  end: number,
): Body | null {
  const value = (whole: string, decimals: string) => Number(`${whole || '0'}.${decimals || '0'}${exponent}`);
  const whole = parts.join('');
  if (whole === '') return null;
  const last = marks.at(-1);
  const [first = '', ...groups] = parts;
  if (last === undefined) {
    const number = value(first, '');
    return { end, point: number, comma: number, evidence: 'none', grouping: null };
  }
  const lastIsDecimal = last === '.' || last === ',';
  if (marks.length === 1 && lastIsDecimal) {
    const decimal = value(first, groups[0] ?? '');
    const other = last === '.' ? 'point' : 'comma';
    if (exponent !== '' || !areGroups(first, groups)) {
      return { end, point: decimal, comma: decimal, evidence: other, grouping: null };
    }
    const grouped = value(whole, '');
    return last === '.'
      ? { end, point: decimal, comma: grouped, evidence: 'either', grouping: null }
      : { end, point: grouped, comma: decimal, evidence: 'either', grouping: null };
  }
  const separators = lastIsDecimal && marks[0] !== last ? marks.slice(0, -1) : marks;
  const [grouping = ''] = separators;
  if (separators.some((mark) => mark !== grouping)) return null;
  if (!areGroups(first, groups.slice(0, separators.length))) return null;
  if (separators.length < marks.length) {
    const number = value(parts.slice(0, -1).join(''), parts.at(-1) ?? '');
    return { end, point: number, comma: number, evidence: last === '.' ? 'point' : 'comma', grouping };
  }
  if (exponent !== '') return null;
  const number = value(whole, '');
  const evidence = grouping === ',' ? 'point' : grouping === '.' ? 'comma' : 'none';
  return { end, point: number, comma: number, evidence, grouping };
}

/** Groups of three digits behind one to three; or, as in India, of two, and three at the end. */
function areGroups(first: string, groups: readonly string[]): boolean {
  if (first.length === 0 || first.length > 3 || first.charCodeAt(0) === ZERO) return false;
  if (groups.at(-1)?.length !== 3) return false;
  const middle = groups.slice(0, -1);
  return (
    middle.every(({ length }) => length === 3) ||
    (first.length <= 2 && middle.every(({ length }) => length === 2))
  );
}

interface Back {
  readonly unit: string | null;
  readonly minus: boolean;
  /** What the number counts: 1000 of `4.5K`. */
  readonly factor: number;
}

const NOTHING_BEHIND: Back = { unit: null, minus: false, factor: 1 };
/** Of a place on the globe: `41.66° N`. */
const HEMISPHERE = /^[°º] ?([NSEWO])$/;
/** The same without a sign for degrees, behind decimals alone: `28.0N`. */
const BARE_HEMISPHERE = /^[NSEW]$/;

/** Behind a whole amount in India and Pakistan: `Rs. 5,000/-`; and marks of a footnote: `12[1]`, `5*`. */
const NOT_MORE = /^\/[-=]$|(?: ?\[[\p{L}\d ]{1,9}\]|[*\u2020\u2021])+$/u;

/** A unit and a trailing minus. @param isAmount a currency stands before the number */
function scanBack(text: string, start: number, isAmount: boolean): Back | null {
  const rest = text.slice(start).replace(NOT_MORE, '');
  if (rest === '') return NOTHING_BEHIND;
  const minus = rest.endsWith('-') || rest.endsWith('\u2212');
  const written = minus ? rest.slice(0, -1) : rest;
  const unit = written.trim();
  if (unit === '') return { unit: null, minus, factor: 1 };
  const spaced = isSpace(written.charCodeAt(0));
  const magnitude = magnitudeOf(unit);
  // `300 K` may be a temperature, `4.5K` and `$5 M` are none.
  const isLetter = magnitude?.unit === null && unit.length === 1;
  if (magnitude !== null && !(isLetter && spaced && !isAmount)) return { ...magnitude, minus };
  const isDecimal = !isAmount && /^\d{1,3}\.\d+$/.test(text.slice(0, start));
  const side = HEMISPHERE.exec(unit)?.[1] ?? (isDecimal ? BARE_HEMISPHERE.exec(unit)?.[0] : undefined);
  if (side !== undefined) return { unit: '°', minus: side === 'S' || side === 'W', factor: 1 };
  return mayBeUnit(unit, spaced) ? { unit, minus, factor: 1 } : null;
}

const finite = (value: number): number => (Number.isFinite(value) ? value : NaN);
