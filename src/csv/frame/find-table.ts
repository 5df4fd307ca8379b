import { trimCell } from '../cells/clean.js';
import { sniff } from '../detect/dialect.js';
import { describeText } from '../detect/wrong-kind.js';
import type { TableReading } from '../../domain/table-reading.js';
import { InvalidCsvError } from '../../domain/errors.js';
import { turnAfter } from '../records/turns.js';
import { blankLines } from './lines.js';
import { firstRecords, type Dialect } from './split.js';
import { areNames, looksLikeHeader } from './table-start.js';
import { findFrame, type Expected, type TableFrame } from './table-frame.js';

export interface FindOptions {
  readonly knownNames: readonly string[];
  /** Asked for; null: to be found. */
  readonly delimiter: string | null;
  readonly header: boolean | null;
  readonly skipLines: number | null;
  /** How a table of the same kind was read; null: there is none. */
  readonly like: TableReading | null;
}

export interface FoundTable {
  readonly frame: TableFrame;
  /** The head with blank lines in place of what is no part of the table. */
  readonly head: Buffer;
  /** Lines that stand above the header, or the first row, and are no part of the table. */
  readonly above: readonly string[];
  /** What begins a line of comment; null: there is none. */
  readonly comment: string | null;
}

/** In order of preference: a comma is also a decimal sign and part of sentences, so it comes last. */
const DELIMITERS = ['\t', ';', '|', ','];
/** Of programs that avoid the usual ones; tried where these find one column only. */
const RARE_DELIMITERS = ['\u0001', '\u001f', '^', '~', '¦'];
const COMMENT_MARKS = ['#', '%', '//'];
/** Text of a wrong kind gives itself away in as many characters. */
const KIND_LENGTH = 4096;
const STRAY_RECORDS = 100;
const LINE_END = /\r\n|\n|\r/;

/**
 * Finds the table in the first lines of a text: what stands above it, its delimiter, its header. A table with nothing
 * around it is found as it stands.
 * @param head whole lines, UTF-8
 * @returns null where there is no whole record
 * @throws {InvalidCsvError} for a text of another kind
 */
export async function findTable(head: Buffer, options: FindOptions): Promise<FoundTable | null> {
  const found = await findAt(head, options);
  const { like, knownNames, skipLines } = options;
  if (!found || skipLines !== null || !like || like.skippedLines === 0) return found;
  if (found.frame.line > 1 || knownHeld(found.frame, knownNames) > 0) return found;
  // Where a table like this one begins: that fits if the names stand there.
  const below = await findAt(head, { ...options, skipLines: like.skippedLines });
  return below !== null && knownHeld(below.frame, knownNames) > 0 ? below : found;
}

async function findAt(head: Buffer, options: FindOptions): Promise<FoundTable | null> {
  const asked = options.skipLines ?? 0;
  const skipped = new Set(Array.from({ length: asked }, (_, index) => index + 1));
  let text = blankLines(head, skipped);
  let { delimiter } = options;
  let comment: string | null = null;
  if (options.skipLines === null) {
    const kind = describeText(head.toString('utf8', 0, KIND_LENGTH));
    if (kind !== null && options.delimiter === null) throw new InvalidCsvError(kind);
    const hint = separatorHint(text);
    if (hint !== null) {
      skipped.add(hint.line);
      delimiter ??= hint.delimiter;
      text = blankLines(text, skipped);
    }
    const marked = await skipComments(text, { ...options, delimiter });
    if (marked !== null) {
      comment = marked.mark;
      text = marked.text;
      for (const line of marked.lines) skipped.add(line);
    }
  }
  const frame = await bestFrame(text, { ...options, delimiter });
  if (frame === null) return null;
  for (const line of linesAbove(frame)) skipped.add(line);
  const blank = new Set([...skipped, ...frame.between]);
  const lines = skipped.size > 0 ? head.toString('utf8').split(LINE_END, frame.line) : [];
  return {
    frame,
    head: blankLines(text, blank),
    above: [...skipped].sort((a, b) => a - b).map((line) => lines[line - 1] ?? ''),
    comment,
  };
}

/** From the first record above the table on, which may have several lines. */
const linesAbove = ({ above: [first], line }: TableFrame): number[] =>
  first === undefined ? [] : Array.from({ length: line - first.line }, (_, index) => first.line + index);

/** The first line that Excel takes as a hint: `sep=;`. */
function separatorHint(text: Buffer): { delimiter: string; line: number } | null {
  const match = /^(\s*)"?sep=(.)"?[,;\t|]*[ ]*(?:\r|\n|$)/i.exec(text.toString('utf8', 0, 200));
  if (match === null) return null;
  const line = (match[1] ?? '').split(/\r\n|\n|\r/).length;
  return { delimiter: match[2] ?? ',', line };
}

async function bestFrame(text: Buffer, options: FindOptions): Promise<TableFrame | null> {
  const { knownNames } = options;
  const expected: Expected = {
    knownNames,
    header: options.header,
    startsAtOnce: options.skipLines !== null,
  };
  const content = text.toString('utf8');
  const frameBy = (delimiter: string) => {
    const dialect = dialectOf(content, delimiter);
    const frame = findFrame(content, dialect, expected);
    // A table like this one had no header; only a known name speaks for one.
    const isNamed = frame?.hasHeader === true && options.header === null && options.like?.header === false;
    return isNamed && knownHeld(frame, knownNames) === 0
      ? findFrame(content, dialect, { ...expected, header: false })
      : frame;
  };
  if (options.delimiter !== null) return frameBy(options.delimiter);
  const sniffed = sniff(text, true, knownNames).delimiter;
  await turnAfter(text.length);
  const first = frameBy(sniffed);
  if (first === null || (first.fit === 1 && first.above.length === 0 && columns(first) > 1)) return first;
  let best = first;
  const likely = options.like?.delimiter;
  for (const delimiter of new Set([...DELIMITERS, ...(likely ? [likely] : [])])) {
    if (delimiter === first.dialect.delimiter || !content.includes(delimiter)) continue;
    await turnAfter(text.length);
    const frame = frameBy(delimiter);
    if (frame !== null && worth(frame, knownNames) > worth(best, knownNames)) best = frame;
  }
  if (columns(best) === 1) {
    for (const delimiter of RARE_DELIMITERS) {
      const frame = content.includes(delimiter) ? frameBy(delimiter) : null;
      if (frame !== null && columns(frame) > 1 && frame.fit === 1) return frame;
    }
  }
  const spaced = columns(best) === 1 && areQuotedLines(content) ? frameBy(' ') : null;
  return spaced !== null && columns(spaced) > 1 && spaced.fit === 1 ? spaced : best;
}

/** R separates cells by spaces, and has names and texts in quotes. */
const areQuotedLines = (content: string): boolean =>
  content
    .split(/\r\n|\n|\r/, STRAY_RECORDS)
    .every((line, index, { length }) => /^"[^"]*" /.test(line) || index === length - 1);

const columns = ({ layout }: TableFrame): number => layout.to - layout.from;

/** Known names count most, then how well the records fit; a single column fits always. */
function worth(frame: TableFrame, knownNames: readonly string[]): number {
  return knownHeld(frame, knownNames) + (columns(frame) > 1 ? frame.fit : 0);
}

function knownHeld({ layout }: TableFrame, knownNames: readonly string[]): number {
  const known = new Set(knownNames);
  return layout.first.filter((cell) => known.has(trimCell(cell))).length;
}

/** Backslashes escape quotes where that leaves no quoted cell that goes on after its closing quote, as `""` does. */
function dialectOf(content: string, delimiter: string): Dialect {
  const rfc: Dialect = { delimiter, escape: '"' };
  if (content.includes(`${delimiter} "`)) {
    const padded: Dialect = { ...rfc, padded: true };
    if (widthsOf(content, padded) < widthsOf(content, rfc)) return padded;
  }
  if (!content.includes('"') && areSingleQuoted(content, delimiter)) return { ...rfc, quote: "'" };
  if (!content.includes('\\"')) return rfc;
  const backslash: Dialect = { delimiter, escape: '\\' };
  const strays = (dialect: Dialect) => {
    const records = firstRecords(content, dialect, STRAY_RECORDS);
    return { whole: records.length, stray: records.filter(({ stray }) => stray).length };
  };
  const [plain, escaped] = [strays(rfc), strays(backslash)];
  return plain.stray > 0 && escaped.stray === 0 ? backslash : rfc;
}

/** Numbers of cells that the first records have. */
const widthsOf = (content: string, dialect: Dialect): number =>
  new Set(firstRecords(content, dialect, STRAY_RECORDS).map(({ cells }) => cells.length)).size;

/** Whether cells that begin with a single quote all end with one, and each record has such a cell. */
function areSingleQuoted(content: string, delimiter: string): boolean {
  if (!content.includes("'")) return false;
  const records = firstRecords(content, { delimiter, escape: '"', quote: "'" }, STRAY_RECORDS);
  const lines = content.split(/\r\n|\n|\r/, STRAY_RECORDS).filter((line) => line.trim() !== '');
  const isQuoted = (line: string) => line.startsWith("'") || line.includes(`${delimiter}'`);
  const quoted = lines.filter(isQuoted).length;
  return records.length > 1 && records.every(({ stray }) => !stray) && quoted >= lines.length - 1;
}

interface Comments {
  readonly mark: string;
  readonly text: Buffer;
  readonly lines: readonly number[];
}

/**
 * Lines of comment above the table. The last of them is the header where it has the table's cells, all of them names,
 * and none comes after it; then it loses its mark, but not where it is the only one: `#id` may be meant so.
 */
async function skipComments(text: Buffer, options: FindOptions): Promise<Comments | null> {
  const content = text.toString('utf8');
  const start = content.search(/\S/);
  const mark = COMMENT_MARKS.find((sign) => content.startsWith(sign, start));
  if (mark === undefined || (start > 0 && !/[\r\n]/.test(content.charAt(start - 1)))) return null;
  const lines = content.split(LINE_END);
  const first = lines.findIndex((line) => line.trim() !== '');
  let end = first;
  while (end < lines.length && (lines[end]?.startsWith(mark) || lines[end]?.trim() === '')) end++;
  while (lines[end - 1]?.trim() === '') end--;
  const numbers = Array.from({ length: end - first }, (_, index) => first + index + 1);
  const without = blankLines(text, new Set(numbers));
  const frame = await bestFrame(without, options);
  if (frame === null) return null;
  const last = firstRecords(lines[end - 1] ?? '', frame.dialect, 1)[0]?.cells ?? [];
  const [row = [], ...below] = frame.rows;
  const fits = last.length > 1 && last.length === frame.layout.to - frame.layout.from && areNames(last);
  const named = frame.hasHeader
    ? looksLikeHeader(frame.layout.first, frame.rows, options.knownNames)
    : looksLikeHeader(row, below, options.knownNames);
  if (!fits || named) return { mark, text: without, lines: numbers };
  if (numbers.length === 1) return null;
  const kept = numbers.slice(0, -1);
  return { mark, text: withoutMark(blankLines(text, new Set(kept)), mark), lines: kept };
}

/** The first line that is not blank begins with the mark. */
function withoutMark(text: Buffer, mark: string): Buffer {
  const content = text.toString('utf8');
  const start = content.search(/[^\r\n]/);
  const after = content.slice(start + mark.length).replace(/^[ \t]+/, '');
  return Buffer.from(content.slice(0, start) + after);
}
