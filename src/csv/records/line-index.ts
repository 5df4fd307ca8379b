const LF = 10;
const CR = 13;

/**
 * Line numbers in a stream of bytes: 1-based, a line ends at LF, CRLF or a lone CR. Remembers no more than the bytes
 * since the last {@link LineIndex.settle}. (csv-parse counts too, but a CRLF within quotes as two lines.)
 */
export class LineIndex {
  /** Bytes since the settled position, and that position with its line. */
  #tail: Buffer = Buffer.alloc(0);
  #offset = 0;
  #line: number;

  constructor(firstLine = 1) {
    this.#line = firstLine;
  }

  push(chunk: Buffer): void {
    this.#tail = this.#tail.length === 0 ? chunk : Buffer.concat([this.#tail, chunk]);
  }

  /** Bytes not yet settled. */
  get pending(): number {
    return this.#tail.length;
  }

  /** Forgets all before `offset`, which is the start of a line. */
  settle(offset: number): void {
    const length = offset - this.#offset;
    if (length <= 0) return;
    this.#line += countLineEnds(this.#tail, length);
    this.#tail = this.#tail.subarray(length);
    this.#offset = offset;
  }

  /** Forgets line ends at the start of what is not settled, but for the last byte, after which an LF may follow. */
  skipBlankLines(): void {
    let end = 0;
    while (end < this.#tail.length - 1 && (this.#tail[end] === LF || this.#tail[end] === CR)) end++;
    if (end > 0) this.settle(this.#offset + end);
  }

  /** Line of the first byte at or after `offset` that is no line end. */
  lineOfText(offset: number): number {
    let start = Math.max(0, offset - this.#offset);
    while (this.#tail[start] === LF || this.#tail[start] === CR) start++;
    return this.#line + countLineEnds(this.#tail, start);
  }

  /** Line of the byte `fromEnd` bytes before the end of what was pushed. */
  lineFromEnd(fromEnd: number): number {
    return this.#line + countLineEnds(this.#tail, this.#tail.length - fromEnd);
  }
}

function countLineEnds(bytes: Buffer, length: number): number {
  let count = 0;
  for (let i = 0; i < length; i++) {
    const byte = bytes[i];
    if (byte === LF || (byte === CR && bytes[i + 1] !== LF)) count++;
  }
  return count;
}
