import { wholeLines } from './lines.js';
import { MAX_RECORD_BYTES } from '../records/parse-records.js';
import { firstRecords } from './split.js';

/** What was taken out of a text before anything was read of it; final at its end. */
export interface Cleaned {
  /** Bytes 0, which are no character of a text. */
  nuls: number;
  /** Byte order marks at the start of later lines: files were put together. */
  marks: number;
  /** Each line was one cell in quotes that held all cells of its row. */
  wrapped: boolean;
}

const MARK = Buffer.from('\ufeff');
const [LF, CR, NUL] = [10, 13, 0];
/** More of them than these and one in a hundred bytes are no slip: the file is no text. */
const STRAY_NULS = 20;

/**
 * The text without stray bytes; see {@link Cleaned}. To be iterated once.
 * @param text UTF-8; pieces end between characters
 */
export function cleanText(text: AsyncIterable<Buffer>): { text: AsyncGenerator<Buffer>; cleaned: Cleaned } {
  const cleaned: Cleaned = { nuls: 0, marks: 0, wrapped: false };
  return { text: unwrapped(withoutStrays(text, cleaned), cleaned), cleaned };
}

async function* withoutStrays(text: AsyncIterable<Buffer>, cleaned: Cleaned): AsyncGenerator<Buffer> {
  let startsLine = true;
  for await (const piece of text) {
    let bytes = piece;
    if (bytes.includes(NUL)) {
      const rest = bytes.filter((byte) => byte !== NUL);
      const nuls = bytes.length - rest.length;
      if (nuls <= STRAY_NULS + bytes.length / 100) {
        bytes = Buffer.from(rest);
        cleaned.nuls += nuls;
      }
    }
    bytes = withoutMarks(bytes, startsLine, cleaned);
    if (bytes.length === 0) continue;
    startsLine = isLineEnd(bytes[bytes.length - 1]);
    yield bytes;
  }
}

function withoutMarks(text: Buffer, startsLine: boolean, cleaned: Cleaned): Buffer {
  const kept: Buffer[] = [];
  let from = 0;
  for (let at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, at + MARK.length)) {
    if (at === 0 ? !startsLine : !isLineEnd(text[at - 1])) continue;
    kept.push(text.subarray(from, at));
    from = at + MARK.length;
    cleaned.marks++;
  }
  return from === 0 ? text : Buffer.concat([...kept, text.subarray(from)]);
}

const isLineEnd = (byte: number | undefined): boolean => byte === LF || byte === CR;

const LOOKED_AT = 20;
const FEWEST = 3;
const DELIMITERS = ['\t', ';', '|', ','];

async function* unwrapped(text: AsyncIterable<Buffer>, cleaned: Cleaned): AsyncGenerator<Buffer> {
  let isFirst = true;
  for await (const lines of wholeLines(text, MAX_RECORD_BYTES)) {
    if (isFirst) cleaned.wrapped = areWrapped(lines.toString('utf8', 0, 64 * 1024));
    isFirst = false;
    yield cleaned.wrapped ? Buffer.from(lines.toString().replace(/[^\r\n]+/g, unwrap)) : lines;
  }
}

const WRAPPED = /^[ \t]*"((?:[^"]|"")*)"[,;\s]*$/;

const unwrap = (line: string): string => WRAPPED.exec(line)?.[1]?.replaceAll('""', '"') ?? line;

/** Whether each line but the first is one cell in quotes, and these hold rows of one width. */
function areWrapped(text: string): boolean {
  const lines = text.split(/\r\n|\n|\r/, LOOKED_AT + 1).slice(0, LOOKED_AT);
  const [first = '', ...rows] = lines.filter((line) => line.trim() !== '');
  if (rows.length < FEWEST || !rows.every((line) => WRAPPED.test(line))) return false;
  const inside = [first, ...rows].map(unwrap).join('\n');
  return DELIMITERS.some((delimiter) => {
    const widths = firstRecords(inside, { delimiter, escape: '"' }, LOOKED_AT).map(
      ({ cells }) => cells.length,
    );
    return widths.length === rows.length + 1 && new Set(widths).size === 1 && (widths[0] ?? 0) > 1;
  });
}
