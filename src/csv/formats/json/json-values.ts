/**
 * Cuts a text into its JSON objects: one a line, one after the other, or as the elements of one array. What stands
 * between them is only looked at for being nothing but commas, brackets and white space.
 */
export class JsonObjects {
  #pending = '';
  /** Of `#pending`: how far it was looked at, and in what state. */
  #at = 0;
  #depth = 0;
  #start = -1;
  #inString = false;
  #inArray = false;
  #line = 1;
  #startLine = 1;

  /** Line of the last object that {@link take} gave, or of what could not be read. */
  get line(): number {
    return this.#startLine;
  }

  /** Whether an object is open. */
  get isOpen(): boolean {
    return this.#depth > 0;
  }

  /** Characters of the object that is open. */
  get pending(): number {
    return this.#pending.length;
  }

  push(text: string): void {
    this.#pending = this.#pending.slice(this.#start < 0 ? this.#at : this.#start) + text;
    this.#at -= this.#start < 0 ? this.#at : this.#start;
    if (this.#start > 0) this.#start = 0;
  }

  /** The next whole object; null where more text is needed. @throws {SyntaxError} for anything else between objects */
  take(): string | null {
    const text = this.#pending;
    for (; this.#at < text.length; this.#at++) {
      const char = text.charCodeAt(this.#at);
      if (char === 10) this.#line++;
      if (this.#depth === 0) this.#between(char);
      else if (this.#inString) {
        if (char === 92) {
          // The escaped character may come with the next piece.
          if (this.#at + 1 >= text.length) return null;
          this.#at++;
        } else if (char === 34) this.#inString = false;
      } else if (char === 34) this.#inString = true;
      else if (char === 123 || char === 91) this.#depth++;
      else if ((char === 125 || char === 93) && --this.#depth === 0) {
        const object = text.slice(this.#start, ++this.#at);
        this.#start = -1;
        return object;
      }
    }
    return null;
  }

  #between(char: number): void {
    if (char === 123) {
      this.#depth = 1;
      this.#start = this.#at;
      this.#startLine = this.#line;
    } else if (char === 91 && !this.#inArray) this.#inArray = true;
    else if (char !== 44 && char !== 93 && char !== 32 && char !== 10 && char !== 13 && char !== 9) {
      this.#startLine = this.#line;
      throw new SyntaxError('no object');
    }
  }
}

const LONG_NUMBER = /\d{16}/;
const STRING_OR_LONG_NUMBER = /"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])(-?\d{16,})(?![\d.eE])/gs;

/** An object's own members; whole numbers beyond what a double holds as text, digit for digit. @throws {SyntaxError} */
export function parseObject(text: string): Map<string, unknown> {
  const exact = LONG_NUMBER.test(text)
    ? text.replace(STRING_OR_LONG_NUMBER, (match, digits: string | undefined) =>
        digits === undefined || Number.isSafeInteger(Number(digits)) ? match : `"${digits}"`,
      )
    : text;
  const value: unknown = JSON.parse(exact);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new SyntaxError('no object');
  return new Map(Object.entries(value));
}

/** A member as a cell; what is nested is JSON text. */
export function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return JSON.stringify(value);
}
