import { BadUserInputError } from '../../domain/errors.js';
import { monthOf } from './month-names.js';
import { fullYear, isDate, type TimeShape } from './time-shape.js';
import { zoneMinutes } from './zones.js';

/** Reads the times of a column whose owner said how they are written; null for a text that is not written so. */
export type PatternReader = (text: string) => TimeShape | null;

/** A regular expression for each letter of a pattern, by how often it stands there. */
const FIELDS: readonly (readonly [letters: RegExp, field: string, expression: string])[] = [
  [/^y{3,}|^u{3,}/, 'year', String.raw`\d{4}`],
  [/^yy?|^uu/, 'year', String.raw`\d{2}`],
  [/^M{3,}|^L{3,}/, 'name', String.raw`[A-Za-zÀ-ž]{3,12}\.?`],
  [/^MM/, 'month', String.raw`\d{2}`],
  [/^M/, 'month', String.raw`\d{1,2}`],
  [/^dd/, 'day', String.raw`\d{2}`],
  [/^d/, 'day', String.raw`\d{1,2}`],
  [/^E+/, '', String.raw`[A-Za-zÀ-ž]{2,12}\.?`],
  [/^HH/, 'hour', String.raw`\d{2}`],
  [/^H/, 'hour', String.raw`\d{1,2}`],
  [/^hh/, 'half', String.raw`\d{2}`],
  [/^h/, 'half', String.raw`\d{1,2}`],
  [/^mm?/, 'minute', String.raw`\d{1,2}`],
  [/^ss?/, 'second', String.raw`\d{1,2}`],
  [/^S+/, 'fraction', String.raw`\d{1,9}`],
  [/^a+/, 'ap', String.raw`[AaPp]\.?[Mm]\.?`],
  [/^[XxZzVO]+/, 'zone', String.raw`(?:[A-Za-z]{1,5}|(?:UTC|GMT)?[+\u2212-]\d{1,2}(?::?\d{2})?)`],
];
/** What C and Python write for the same. */
const PERCENT: Readonly<Record<string, string>> = {
  ...{
    Y: 'yyyy',
    y: 'yy',
    m: 'MM',
    d: 'dd',
    e: 'd',
    b: 'MMM',
    B: 'MMMM',
    a: 'EEE',
    A: 'EEEE',
    H: 'HH',
    I: 'hh',
  },
  ...{ M: 'mm', S: 'ss', f: 'SSSSSS', p: 'a', z: 'XX', Z: 'z', T: 'HH:mm:ss', F: 'yyyy-MM-dd', j: 'D' },
};

const LONGEST_PATTERN = 60;

/**
 * Compiles a pattern such as `dd/MM/yyyy HH:mm` (letters as in Unicode TR 35; `%d/%m/%Y` is understood too).
 * @throws {BadUserInputError} for a pattern that holds no year, or a letter that means nothing
 */
export function compilePattern(pattern: string): PatternReader {
  const written = pattern.trim().replace(/%([A-Za-z])/g, (whole, letter: string) => PERCENT[letter] ?? whole);
  const expression = expressionOf(written, pattern);
  return (text) => {
    const groups = expression.exec(text)?.groups;
    return groups ? shapeOf(groups, written) : null;
  };
}

function expressionOf(written: string, pattern: string): RegExp {
  const refuse = (why: string) =>
    new BadUserInputError(
      `timeFormat: ${JSON.stringify(pattern.slice(0, LONGEST_PATTERN))} ${why}. It is written like dd/MM/yyyy HH:mm:ss: ` +
        'y year, M month, d day, H hour, m minute, s second, a AM or PM, X zone.',
      { field: 'options.columns.timeFormat' },
    );
  if (written.length === 0 || written.length > LONGEST_PATTERN) throw refuse('is empty or too long');
  let source = '';
  const fields = new Set<string>();
  for (let rest = written; rest !== '';) {
    const quoted = /^'([^']*)'/.exec(rest);
    const found = FIELDS.find(([letters]) => letters.test(rest));
    if (quoted) {
      source += escaped(quoted[1] === '' ? "'" : (quoted[1] ?? ''));
      rest = rest.slice(quoted[0].length);
    } else if (found) {
      const [letters, field, expression] = found;
      if (field !== '' && fields.has(field)) throw refuse(`has the ${field} twice`);
      fields.add(field);
      source += field === '' ? `(?:${expression})` : `(?<${field}>${expression})`;
      rest = rest.slice(letters.exec(rest)?.[0].length ?? 1);
    } else {
      const char = rest.charAt(0);
      // The T of ISO 8601 is often left without its quotes.
      if (/[A-Za-z]/.test(char) && char !== 'T')
        throw refuse(`holds ${JSON.stringify(char)}, which means nothing`);
      source += char === ' ' ? ' +' : escaped(char);
      rest = rest.slice(char === ' ' ? rest.length - rest.trimStart().length : 1);
    }
  }
  if (!fields.has('year')) throw refuse('has no year');
  return new RegExp(`^${source}$`);
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

function shapeOf(groups: Readonly<Record<string, string | undefined>>, pattern: string): TimeShape | null {
  const { year = '', month, name, day, hour, half, minute, second, fraction, ap, zone } = groups;
  const months = name === undefined ? Number(month ?? 1) : monthOf(name.replace('.', ''), day !== undefined);
  const full = fullYear(year);
  const days = Number(day ?? 1);
  if (months < 1 || !isDate(full, months, days)) return null;
  const hours = half === undefined ? Number(hour ?? 0) : (Number(half) % 12) + (/p/i.test(ap ?? '') ? 12 : 0);
  const minutes = zone === undefined ? null : zoneMinutes(zone);
  const shape: TimeShape = {
    year: full,
    shortYear: year.length < 4,
    first: months,
    second: days,
    order: 'known',
    hour: hours,
    minute: Number(minute ?? 0),
    second60: Number(second ?? 0),
    millisecond: Number((fraction ?? '').padEnd(3, '0').slice(0, 3)),
    zone: minutes,
    hasClock: hour !== undefined || half !== undefined,
    pattern,
  };
  const valid =
    hours <= 23 &&
    shape.minute <= 59 &&
    shape.second60 <= 59 &&
    !Number.isNaN(minutes ?? 0) &&
    Number(half ?? 1) <= 12;
  return valid ? shape : null;
}

/** Whether the pattern has the day before the month; null where it does not say. */
export function dayOrderOf(pattern: string): 'dmy' | 'mdy' | null {
  const written = pattern.replace(/%([A-Za-z])/g, (whole, letter: string) => PERCENT[letter] ?? whole);
  const day = written.indexOf('d');
  const month = written.indexOf('M');
  if (day < 0 || month < 0) return null;
  return day < month ? 'dmy' : 'mdy';
}
