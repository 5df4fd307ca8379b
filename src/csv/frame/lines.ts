const QUOTE = 34;
const LF = 10;
const CR = 13;

export const isLineEnd = (byte: number | undefined): boolean => byte === LF || byte === CR;

/**
 * The text without what stands in some of its lines; their line ends stay, so that the others keep their numbers.
 * Lines end at LF, CRLF or a lone CR.
 * @param lines 1-based
 */
export function blankLines(text: Buffer, lines: ReadonlySet<number>): Buffer {
  if (lines.size === 0) return text;
  const pieces: Buffer[] = [];
  const last = Math.max(...lines);
  let start = 0;
  for (let line = 1; line <= last && start < text.length; line++) {
    let end = start;
    while (end < text.length && !isLineEnd(text[end])) end++;
    const next = end + (text[end] === CR && text[end + 1] === LF ? 2 : 1);
    pieces.push(text.subarray(lines.has(line) ? end : start, next));
    start = next;
  }
  pieces.push(text.subarray(start));
  return Buffer.concat(pieces);
}

/** Bytes of a line, without its end; `line` is 1-based. Empty where the text has fewer lines. */
export function lineOf(text: Buffer, line: number): Buffer {
  let start = 0;
  for (let at = 1; ; at++) {
    let end = start;
    while (end < text.length && !isLineEnd(text[end])) end++;
    if (at === line) return text.subarray(start, end);
    if (end >= text.length) return Buffer.alloc(0);
    start = end + (text[end] === CR && text[end + 1] === LF ? 2 : 1);
  }
}

/** Cuts text after line ends: each piece but the last ends with one, and no CRLF is split. */
export async function* wholeLines(text: AsyncIterable<Buffer>, longest: number): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const chunk of text) {
    // A CR at the very end may be half of a CRLF.
    const end = Math.max(chunk.lastIndexOf(LF), chunk.lastIndexOf(CR, -2)) + 1;
    if (end === 0 && size < longest) {
      held.push(chunk);
      size += chunk.length;
      continue;
    }
    const cut = end || chunk.length;
    held.push(chunk.subarray(0, cut));
    yield held.length === 1 ? (held[0] as Buffer) : Buffer.concat(held);
    held = cut < chunk.length ? [chunk.subarray(cut)] : [];
    size = chunk.length - cut;
  }
  if (held.length > 0) yield Buffer.concat(held);
}

/** Follows whether a text is inside double quotes: they open at the start of a cell only. */
export class QuoteState {
  readonly #delimiter: number;
  open = false;

  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  /**
   * @param from the start of a line, unless a quote is open there
   * @returns whether a quote stands where it neither opens nor closes a cell
   */
  pass(text: Buffer, from = 0, to = text.length): boolean {
    const next = text.indexOf(QUOTE, from);
    if (next < 0 || next >= to) return false;
    const delimiter = this.#delimiter;
    let open = this.open;
    let bare = false;
    for (let at = next; at < to; at++) {
      if (text[at] !== QUOTE) continue;
      if (open) {
        if (text[at + 1] === QUOTE) at++;
        else open = false;
      } else {
        const before = text[at - 1];
        open = at === from || before === delimiter || isLineEnd(before);
        bare ||= !open;
      }
    }
    this.open = open;
    return bare;
  }
}

/**
 * The text with each cell in quotes that holds some without starting with one: `5" pipe` becomes `"5"" pipe"`, as RFC
 * 4180 wants it. What follows a closing quote stays as it is.
 * @param text whole lines, as far as no quote is open at its ends
 */
export function quoteBareCells(text: Buffer, delimiter: string, quoteOpen: boolean): Buffer {
  const mark = delimiter.charCodeAt(0);
  const pieces: Buffer[] = [];
  let taken = 0;
  let cell = 0;
  let open = quoteOpen;
  let isBare = false;
  for (let at = 0; at <= text.length; at++) {
    const byte = text[at];
    if (byte === QUOTE) {
      if (open) {
        if (text[at + 1] === QUOTE) at++;
        else open = false;
      } else if (at === cell) open = true;
      else isBare ||= text[cell] !== QUOTE && (cell > 0 || !quoteOpen);
    } else if (!open && (byte === undefined || byte === mark || isLineEnd(byte))) {
      if (isBare) {
        const content = text.toString('latin1', cell, at).replaceAll('"', '""');
        pieces.push(text.subarray(taken, cell), Buffer.from(`"${content}"`, 'latin1'));
        taken = at;
        isBare = false;
      }
      cell = at + 1;
    }
  }
  return taken === 0 ? text : Buffer.concat([...pieces, text.subarray(taken)]);
}
